/** How the service is put together and who may call what. */
@NullMarked
package org.civikos.consultation.config;

import org.jspecify.annotations.NullMarked;
