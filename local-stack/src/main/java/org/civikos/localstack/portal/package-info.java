/** A sample government portal with the fields and labels of the real one, invented content, and faults on demand. */
package org.civikos.localstack.portal;
