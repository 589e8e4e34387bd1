import { act, render } from '@testing-library/react';
import { vi } from 'vitest';
import axe from 'axe-core';
import { App, newQueryClient } from '@/app/app';
import { applyLanguage, loadMessages, type Language } from '@/shared/i18n';
import { answer, type MockResponse } from '../mock/server';

export type Visit = {
  as?: string; language?: Language; empty?: boolean; fail?: string;
  /** Looks at each request first; an answer stands in for the mock's. */
  intercept?: (method: string, path: string, body: string) => MockResponse | 'offline' | null;
};

export type Call = { method: string; path: string; headers: Record<string, string>; body: string };

/** The whole app at an address, in front of the mock. */
export async function open(path: string, { as, language = 'en', empty, fail, intercept }: Visit = {}) {
  const calls: Call[] = [];
  let person = as;
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    const cookie = [person && `mock-person=${person}`, empty && 'mock-empty=1', fail && `mock-fail=${encodeURIComponent(fail)}`].filter(Boolean).join('; ');
    const headers = Object.fromEntries(Object.entries(init.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
    const call = { method: init.method ?? 'GET', path: input, headers, body: typeof init.body === 'string' ? init.body : '' };
    calls.push(call);
    const result = intercept?.(call.method, call.path, call.body) ?? answer({ method: call.method, url: input, headers: { ...headers, cookie }, body: call.body });
    if (result === 'offline') throw new TypeError('Failed to fetch');
    if (!result) return new Response('<!doctype html>', { status: 200 });
    const { 'Set-Cookie': set, ...rest } = result.headers ?? {};
    if (set) document.cookie = set.split(';')[0]!;
    return new Response(result.body === undefined ? null : JSON.stringify(result.body), { status: result.status, headers: rest });
  });
  window.history.replaceState(null, '', path);
  applyLanguage(language);
  const client = newQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  const messages = await loadMessages(language);
  const view = await act(async () => render(<App language={language} messages={messages} client={client} />));
  return { ...view, calls, signOut: () => { person = undefined; }, client };
}

/** What axe finds, as sentences; contrast, layout and what a style sheet hides are looked at in a real browser. */
export async function flaws(container: Element): Promise<string[]> {
  // A frame without scripts cannot be asked.
  const results = await axe.run(container, { iframes: false, rules: { 'color-contrast': { enabled: false }, 'region': { enabled: false }, 'target-size': { enabled: false }, 'landmark-unique': { enabled: false } } });
  return results.violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.html}`));
}
