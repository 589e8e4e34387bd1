/** The plant room of every service: mechanism for messaging, web, security and time, without one word about what the services do. */
@org.jspecify.annotations.NullMarked
package org.civikos.platform;
