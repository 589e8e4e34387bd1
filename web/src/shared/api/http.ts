import { currentLanguage, type Language } from '@/shared/i18n/language';
import { ApiError, type Problem } from './problem';

const TIMEOUT_MS = 20_000;

export type Page<T> = { items: T[]; next?: string | null };

/** A resource with the tag that guards its next change. */
export type Tagged<T> = { data: T; etag: string | null };

type Options = {
  method?: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  body?: unknown;
  form?: FormData;
  query?: Record<string, string | number | boolean | null | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

type SessionListener = () => void;
const sessionListeners = new Set<SessionListener>();

/** Hears when the server no longer knows who we are. */
export function onSessionEnd(listener: SessionListener): () => void {
  sessionListeners.add(listener);
  return () => sessionListeners.delete(listener);
}

export async function api<T>(path: string, options: Options = {}): Promise<T> {
  return (await request<T>(path, options)).data;
}

export async function request<T>(path: string, options: Options = {}): Promise<Tagged<T> & { location: string | null; status: number }> {
  const response = await send(path, options);
  const data = response.status === 204 ? undefined : await readJson(response);
  return {
    data: data as T,
    etag: response.headers.get('ETag'),
    location: response.headers.get('Location'),
    status: response.status,
  };
}

async function send(path: string, options: Options): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const init: RequestInit = {
    method: options.method ?? 'GET',
    credentials: 'same-origin',
    headers: { ...commonHeaders(options.method), ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }), ...options.headers },
    signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
  };
  const body = options.form ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  if (body !== undefined) init.body = body;
  let response: Response;
  try {
    response = await fetch(address(path, options.query), init);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, null);
  }
  if (!response.ok) {
    if (response.status === 401) sessionListeners.forEach(listener => listener());
    throw new ApiError(response.status, await readProblem(response));
  }
  return response;
}

/** Language of the answer, and for changes the token that proves the request comes from this page. */
export function commonHeaders(method = 'GET'): Record<string, string> {
  const language: Language = currentLanguage();
  const headers: Record<string, string> = { 'Accept': 'application/json, application/problem+json', 'Accept-Language': language };
  const token = cookie('XSRF-TOKEN');
  if (method !== 'GET' && token) headers['X-XSRF-TOKEN'] = token;
  return headers;
}

export function address(path: string, query: Options['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path;
}

function cookie(name: string): string | null {
  const found = document.cookie.split('; ').find(entry => entry.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A page instead of data: a proxy or an old address answered.
    throw new ApiError(502, null);
  }
}

async function readProblem(response: Response): Promise<Problem | null> {
  try {
    const problem: unknown = await response.json();
    return typeof problem === 'object' && problem !== null ? problem : null;
  } catch {
    return null;
  }
}
