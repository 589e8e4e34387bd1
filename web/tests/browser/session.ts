import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launch, serve, visit } from './browser.mjs';

export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing runs over the edge, and every target has its 24 px, which axe looks at only when told to. */
export async function holds(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await page.evaluate(axe);
  expect(await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run({ rules: { 'target-size': { enabled: true } } });
    return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html}`));
  })).toEqual([]);
}

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
