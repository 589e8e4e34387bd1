import { defineConfig } from 'vitest/config';

/** The built pages in a real browser, behind the mock. */
export default defineConfig({
  test: { environment: 'node', include: ['tests/browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, maxConcurrency: 2 },
});
