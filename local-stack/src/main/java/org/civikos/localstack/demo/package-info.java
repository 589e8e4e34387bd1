/** Loads an invented network through the public API and shows the main job happening, checked against a ledger of its own. */
package org.civikos.localstack.demo;
