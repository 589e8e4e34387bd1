import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mockApi } from './mock/plugin';

/** The policy that the gateway sends; the mock preview sends the same one so that tests run under it. */
const contentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

/** Where the gateway listens while the pages come from the development server. */
const gateway = process.env['GATEWAY_URL'] ?? 'http://localhost:8080';

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === 'mock' ? [mockApi()] : [])],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: mode === 'mock' ? {} : Object.fromEntries(['/api', '/id', '/oauth2', '/login', '/logout', '/unsubscribe'].map(path => [path, gateway])),
  },
  preview: { headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  build: {
    // Nothing is put into the page itself: the policy allows neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Few files for the first visit; each message catalogue and each screen stays a file of its own.
          groups: [
            { name: 'vendor', test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]/ },
            { name: 'shared', test: /src[\\/]shared[\\/](?!i18n[\\/]messages)|node_modules[\\/]lucide-react[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'mock/**/*.test.ts'],
    setupFiles: ['./tests/setup.ts'],
    css: false,
    testTimeout: 20_000,
    restoreMocks: true,
  },
}));
