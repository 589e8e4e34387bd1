import { describe, expect, it } from 'vitest';
import { settled } from './browser.mjs';
import { holds, session } from './session';

const { address, visit } = session();

describe('a representative on a phone of 360 px by touch', () => {
  it('taps the mark of an article, endorses a comment in the sheet, closes it, and says that the draft is not relevant', async () => {
    const { page, context, complaints } = await visit({ as: 'arta', width: 360 });
    try {
      await page.goto(address('/consultations/projektligji-shoqatat#art_9'));
      await settled(page);
      await holds(page);
      const mark = page.locator('#art_9 .mark');
      await mark.tap();
      const sheet = page.getByRole('dialog');
      const endorse = sheet.getByRole('button', { name: /^Endorse for/ }).first();
      await endorse.waitFor();
      await holds(page);
      await endorse.tap();
      await sheet.getByText('Your organisation endorses it.').waitFor();
      // Its button has given way to another one; the reader is still at the comment.
      await page.waitForFunction(() => document.activeElement?.closest('.comment') !== null);
      await holds(page);
      await sheet.getByRole('button', { name: 'Close' }).tap();
      await page.waitForFunction(() => document.activeElement?.matches('#art_9 .mark'));
      await page.getByRole('button', { name: /^Not relevant to us/ }).tap();
      await page.getByText(/You have said that this draft does not concern/).waitFor();
      await holds(page);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
