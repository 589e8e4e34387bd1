/** What every HTTP answer has in common: problems, pages, entity tags, idempotency keys and size limits. */
@org.jspecify.annotations.NullMarked
package org.civikos.platform.web;
