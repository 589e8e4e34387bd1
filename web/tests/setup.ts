import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

configure({ asyncUtilTimeout: 6000, getElementError: message => new Error(message ?? '') });

afterEach(() => {
  cleanup();
  localStorage.clear();
  document.cookie.split('; ').forEach(entry => { document.cookie = `${entry.split('=')[0]}=; Max-Age=0; Path=/`; });
});

// What a browser has and jsdom has not.
if (typeof window !== 'undefined') {
  vi.stubGlobal('IntersectionObserver', class {
    private readonly callback: IntersectionObserverCallback;
    constructor(callback: IntersectionObserverCallback) { this.callback = callback; }
    observe(target: Element) { if (target.tagName === 'LI') this.callback([{ isIntersecting: true, target } as IntersectionObserverEntry], this as unknown as IntersectionObserver); }
    unobserve() {}
    disconnect() {}
    takeRecords() { return []; }
  });
  window.matchMedia = query => ({ matches: /min-width/.test(query), media: query, onchange: null, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {}, dispatchEvent: () => false });
  HTMLDialogElement.prototype.showModal = function showModal() { this.setAttribute('open', ''); };
  HTMLDialogElement.prototype.close = function close() { this.removeAttribute('open'); this.dispatchEvent(new Event('close')); };
  Element.prototype.scrollIntoView = () => undefined;
  window.scrollTo = () => undefined;
}
