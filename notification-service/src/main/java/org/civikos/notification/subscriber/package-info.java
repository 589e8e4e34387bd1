/** People outside the network who subscribe to public facts by e-mail: the request, its confirmation with proof, the link to their page, their erasure. */
@NullMarked
package org.civikos.notification.subscriber;

import org.jspecify.annotations.NullMarked;
