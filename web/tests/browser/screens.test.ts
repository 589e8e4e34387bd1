import { describe, expect, it } from 'vitest';
import { languageTags, languages } from '../../src/shared/i18n/language';
import { prepare } from './browser.mjs';
import { screens } from './screens.mjs';
import { axe, session } from './session';

const { address, visit } = session();

/** A phone is the narrow case for what runs over the edge; a name for a control may be missing in one language alone. */
describe.concurrent.each(languages)('on a phone of 360 px in %s', language => {
  it.each(screens)('$name fits, complains of nothing and can be used by all', async screen => {
    const { page, context, complaints } = await visit({ ...screen, language, width: 360 });
    try {
      await page.goto(address(screen.path));
      await prepare(page, screen);
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'px too wide').toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(languageTags[language]);
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { target: unknown }[] }[] }> } }).axe.run();
        return violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id} at ${one.nodes.map(node => node.target).join(', ')}`);
      });
      expect(found).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
