import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { answer } from './server';

/** Lets the development and preview servers answer for the whole platform. */
export function mockApi(): Plugin {
  return {
    name: 'mock-api',
    configureServer: server => void server.middlewares.use(respond),
    configurePreviewServer: server => void server.middlewares.use(respond),
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
  const chunks: Buffer[] = [];
  if (request.method !== 'GET') for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const result = answer({ method: request.method ?? 'GET', url: request.url ?? '/', headers, body: Buffer.concat(chunks).toString('utf8') });
  if (!result) return next();
  if (result.delayMs) await new Promise(resolve => setTimeout(resolve, result.delayMs));
  response.statusCode = result.status;
  const plain = typeof result.body === 'string';
  response.setHeader('Content-Type', plain ? 'text/plain; charset=utf-8' : 'application/json');
  for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, value);
  response.end(result.body === undefined ? undefined : plain ? (result.body as string) : JSON.stringify(result.body));
}
