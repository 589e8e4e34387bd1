/** What this service must know of organisations and mandates, kept from membership's events; flat, a read model. */
@NullMarked
package org.civikos.consultation.network;

import org.jspecify.annotations.NullMarked;
