import { describe, expect, it } from 'vitest';
import { settled } from './browser.mjs';
import { session } from './session';

const { address, visit } = session();

describe('a reader with a keyboard alone', () => {
  it('chooses words of an article, sees them marked and where the focus is, and comes back to the article', async () => {
    const { page, context, complaints } = await visit({ as: 'arta' });
    /** What has the focus is this, marked for the eye and in the window. */
    const focused = async (selector: string) => {
      await page.waitForFunction(wanted => document.activeElement?.matches(wanted), selector);
      expect(await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement!);
        const at = document.activeElement!.getBoundingClientRect();
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) && at.width > 0 && at.bottom > 0 && at.top < innerHeight;
      }), `${selector} is to be seen in focus`).toBe(true);
    };
    const tabTo = async (selector: string) => {
      for (let tab = 0; tab < 60 && !await page.evaluate(wanted => document.activeElement!.matches(wanted), selector); tab++) await page.keyboard.press('Tab');
      await focused(selector);
    };
    const chosen = () => page.evaluate(() => document.getSelection()!.toString());
    try {
      await page.goto(address('/consultations/projektligji-shoqatat'));
      await settled(page);
      for (let article = 0; article < 3; article++) {
        const before = await page.evaluate(() => document.activeElement!.id);
        await page.keyboard.press('j');
        await page.waitForFunction(was => document.activeElement!.id !== was, before);
        await focused('.section');
      }
      const article = await page.evaluate(() => document.activeElement!.id);
      await tabTo(`[id="${article}"] .section-tools button:not(.mark)`);
      await page.keyboard.press('Enter');
      await focused('[role="application"]');
      for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(key);
      expect((await chosen()).split(/\s+/)).toHaveLength(2);
      const words = await chosen();
      await page.keyboard.press('Enter');
      await focused('.choose-words button');
      expect(await chosen()).toBe(words);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await focused('.comment-form h2');
      expect(await page.locator('.comment-form blockquote').first().textContent()).toBe(words);
      await page.getByRole('button', { name: 'Close', exact: true }).last().focus();
      await page.keyboard.press('Enter');
      await focused(`[id="${article}"]`);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
