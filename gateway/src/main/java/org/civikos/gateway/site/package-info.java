/** What the gateway itself serves: the web app, who is signed in, and the description of the API. */
@org.jspecify.annotations.NullMarked
package org.civikos.gateway.site;
