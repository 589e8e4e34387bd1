/** A service that breaks every rule of the house once, so that each rule is seen to fail. Nothing runs it. */
package org.civikos.broken;
