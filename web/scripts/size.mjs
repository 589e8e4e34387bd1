// Prints what a first visit downloads, compressed, and fails when the initial script is too heavy.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KIB = 120;
const dist = new URL('../dist/', import.meta.url);
const html = readFileSync(new URL('index.html', dist), 'utf8');
const initial = new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(match => match[1]));
let scripts = 0;
for (const name of readdirSync(new URL('assets/', dist)).sort()) {
  if (!/\.(js|css)$/.test(name)) continue;
  const path = `assets/${name}`;
  const size = gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length / 1024;
  if (initial.has(path) && name.endsWith('.js')) scripts += size;
  console.log(`${initial.has(path) ? 'first' : 'later'}  ${size.toFixed(1).padStart(7)} KiB gzip  ${name}`);
}
console.log(`first visit, scripts: ${scripts.toFixed(1)} KiB gzip (limit ${LIMIT_KIB})`);
process.exit(scripts > LIMIT_KIB ? 1 : 0);
