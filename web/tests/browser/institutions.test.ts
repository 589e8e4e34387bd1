import { describe, expect, it } from 'vitest';
import { settled } from './browser.mjs';
import { holds, session } from './session';

const { address, visit } = session();

describe('the secretariat keeps institutions', () => {
  it('renames one on a phone, and its new name is in the filter of consultations and its old one still finds it', async () => {
    const { page, context, complaints } = await visit({ as: 'drita', width: 360 });
    try {
      await page.goto(address('/institutions'));
      await settled(page);
      await holds(page);
      await page.getByRole('button', { name: /^Change.*Ministry of Environment/ }).tap();
      await page.getByRole('radio', { name: /^It has a new name/ }).check();
      await holds(page);
      await page.getByRole('button', { name: 'Continue' }).tap();
      await page.getByLabel(/^Name in English/).fill('Ministry of Climate');
      await page.getByLabel(/^First day of the name/).fill('2026-02-01');
      await holds(page);
      await page.getByRole('button', { name: 'Rename it' }).tap();
      await page.getByText('Ministry of Environment, Spatial Planning and Infrastructure is now called: Ministry of Climate.').waitFor();
      await page.getByRole('searchbox').fill('spatial planning');
      await page.getByRole('rowheader', { name: /^Ministry of Climate/ }).waitFor();
      await holds(page);
      await page.goto(address('/consultations'));
      await settled(page);
      expect(await page.locator('option', { hasText: 'Ministry of Climate' }).count()).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it('adds one and ends another by keyboard alone', async () => {
    const { page, context, complaints } = await visit({ as: 'drita' });
    try {
      await page.goto(address('/institutions'));
      await settled(page);
      await page.getByRole('button', { name: 'Add an institution' }).press('Enter');
      await page.waitForFunction(() => document.activeElement?.matches('h1, h2, h3') && document.activeElement.textContent === 'Add an institution');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Agjencia e Ujërave');
      await page.keyboard.press('Enter');
      await page.getByText('Added: Agjencia e Ujërave.').waitFor();
      await page.getByRole('button', { name: /^Change.*Agjencia e Ujërave/ }).press('Enter');
      await page.waitForFunction(() => document.activeElement?.textContent === 'Agjencia e Ujërave');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.textContent === 'The end of: Agjencia e Ujërave');
      await page.getByLabel(/^Last day/).fill('2026-02-01');
      await page.getByLabel(/^Last day/).press('Enter');
      await page.getByText(/^Saved: Agjencia e Ujërave until/).waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
