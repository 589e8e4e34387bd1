import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch, serve, visit } from './browser.mjs';

export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One browser and one server for the tests of a file. */
export function session() {
  let browser: Browser;
  let server: { address: string; close: () => void };
  beforeAll(async () => {
    server = await serve();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
  return {
    address: (path: string) => server.address + path,
    visit: (visitor: Parameters<typeof visit>[2]) => visit(browser, server.address, visitor),
  };
}
