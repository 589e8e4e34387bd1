/** Takes every mail and SMS that the system sends, keeps them on disk, and shows them on one page and as JSON. */
package org.civikos.localstack.inbox;
