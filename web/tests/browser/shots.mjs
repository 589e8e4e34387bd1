// npm run shots -- [screen names] [--lang=sq,sr,en] [--width=360,1280] [--dark] : pictures of every screen into shots/
import { mkdirSync } from 'node:fs';
import { launch, prepare, serve, visit } from './browser.mjs';
import { screens } from './screens.mjs';

const options = process.argv.slice(2);
const list = name => options.find(option => option.startsWith(`--${name}=`))?.split('=')[1]?.split(',');
const wanted = options.filter(option => !option.startsWith('--'));
const languages = list('lang') ?? ['sq', 'sr', 'en'];
const widths = (list('width') ?? ['360', '1280']).map(Number);
const schemes = options.includes('--dark') ? [true] : options.includes('--both') ? [false, true] : [false];
const full = !options.includes('--fold');

mkdirSync('shots', { recursive: true });
const server = await serve();
const browser = await launch();
for (const screen of screens.filter(screen => wanted.length === 0 || wanted.includes(screen.name))) {
  for (const language of languages) for (const width of widths) for (const dark of schemes) {
    const { page, context, complaints } = await visit(browser, server.address, { ...screen, language, width, dark });
    await page.goto(server.address + screen.path);
    await prepare(page, screen).catch(error => complaints.push(String(error)));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.screenshot({ path: `shots/${screen.name}-${language}-${width}${dark ? '-dark' : ''}.png`, fullPage: full });
    if (wide > 0 || complaints.length > 0) console.log(`${screen.name} ${language} ${width}: ${wide > 0 ? `${wide} px too wide` : ''} ${complaints.join(' | ')}`);
    await context.close();
  }
}
await browser.close();
await server.close();
process.exit(0);
