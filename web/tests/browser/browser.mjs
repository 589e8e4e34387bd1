import { chromium } from 'playwright-core';
import { preview } from 'vite';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The built app behind the mock, under the same content security policy as in front of people. */
export async function serve() {
  const server = await preview({ mode: 'mock', preview: { port: 0, host: 'localhost' }, logLevel: 'error' });
  const address = server.resolvedUrls.local[0].replace(/\/$/, '');
  return { address, close: () => server.close() };
}

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A visitor: who, in which language, on which screen. */
export async function visit(browser, address, { as, language = 'en', width = 1280, height, dark = false, empty = false, fail } = {}) {
  const context = await browser.newContext({ viewport: { width, height: height ?? (width < 700 ? 740 : 860) }, colorScheme: dark ? 'dark' : 'light', locale: language, timezoneId: 'America/New_York', hasTouch: width < 700 });
  const cookies = [];
  if (as) cookies.push({ name: 'mock-person', value: as, url: address });
  if (empty) cookies.push({ name: 'mock-empty', value: '1', url: address });
  if (fail) cookies.push({ name: 'mock-fail', value: encodeURIComponent(fail), url: address });
  await context.addCookies(cookies);
  await context.addInitScript(chosen => localStorage.getItem('civikos.language') ?? localStorage.setItem('civikos.language', chosen), language);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', message => message.type() === 'error' && !/Failed to load resource/.test(message.text()) && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  return { page, context, complaints };
}

/** Brings a page to where it is looked at: presses its buttons, and fills in, ticks and sends off its form. */
export async function prepare(page, { press = [], fill = {}, tick = [], submit = false }) {
  await settled(page);
  for (const name of press) await page.getByRole('button', { name, exact: true }).last().click();
  for (const value of tick) await page.locator(`input[value="${value}"]`).check();
  for (const [id, text] of Object.entries(fill)) await page.locator(`[id="${id}"]`).fill(text);
  if (submit) {
    await page.locator('main form button[type=submit]').first().click();
    await settled(page);
  }
}

/** Waits until the page has what it asked for. */
export async function settled(page) {
  await page.waitForSelector('main h1', { state: 'attached' });
  await page.waitForFunction(() => ![...document.querySelectorAll('.skeleton')].some(one => one.getBoundingClientRect().top < innerHeight), null, { timeout: 15_000 });
  await page.evaluate(() => document.fonts.ready);
}
