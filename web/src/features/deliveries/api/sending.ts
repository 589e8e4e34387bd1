import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';
import { newId } from '@/shared/lib/id';

export type KeyType = 'live' | 'team' | 'test';
export type Scope = 'messages:send' | 'messages:read' | 'messages:addresses' | 'messages:critical';

export type ApiKey = {
  id: string;
  name: string;
  type: KeyType;
  scopes: Scope[];
  people: string[];
  perMinute: number;
  /** How the key begins, to recognise it. */
  begins: string;
  state: 'open' | 'ends-soon' | 'expired' | 'revoked';
  createdAt: string;
  createdBy: string;
  expiresAt: string;
  revokedAt: string | null;
  revokedBy: string | null;
  lastUsedAt: string | null;
  history: { at: string; by: string; what: 'created' | 'revoked' | 'reminded' }[];
};

export type NewKey = { name: string; type: KeyType; scopes: Scope[]; people: string[]; perMinute: number; expiresAt: string };

export type MessageState = 'accepted' | 'sending' | 'sent' | 'delivered' | 'partly-failed' | 'failed';

export type SentMessage = {
  id: string;
  reference: string | null;
  state: MessageState;
  /** The state in a sentence, in the reader's language. */
  stateText: string;
  reason: string | null;
  acceptedAt: string;
  changedAt: string;
  toKind: 'person' | 'organisation' | 'field' | 'email' | 'phone';
  to: string;
  channels: ('email' | 'sms')[];
  subject: string;
  critical: boolean;
  test: boolean;
  keyId: string;
  sender: string;
  counts: { waiting: number; sent: number; delivered: number; failed: number; notSent: number };
  recipients: {
    channel: 'email' | 'sms';
    address: string | null;
    state: 'waiting' | 'sending' | 'sent' | 'delivered' | 'failed' | 'not-sent';
    reason: string | null;
    attempts: number;
    sentAt: string | null;
    deliveredAt: string | null;
  }[];
};

export type Webhook = {
  id: string;
  keyId: string;
  url: string;
  state: 'on' | 'off' | 'failed';
  createdAt: string;
  createdBy: string;
  failures: number;
  pausedUntil: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
  lastSuccessAt: string | null;
  oldSecretUntil: string | null;
};

export type Call = {
  id: string;
  messageId: string;
  eventId: string;
  state: 'waiting' | 'delivered' | 'refused' | 'missed';
  tries: number;
  createdAt: string;
  nextAt: string;
  body: string;
  attempts: { at: string; status: number | null; error: string | null; millis: number }[];
};

const KEYS = ['api-keys'] as const;
const WEBHOOKS = ['webhooks'] as const;
/** What is on its way changes within seconds. */
const WATCH_MS = 10_000;

export function useKeys() {
  return useQuery({ queryKey: KEYS, queryFn: ({ signal }) => api<{ items: ApiKey[] }>('/api/api-keys', { signal }) });
}

export function useMakeKey() {
  const client = useQueryClient();
  return useMutation({
    // The id is made here, so that repeating the request can never make a second key.
    mutationFn: ({ id, key }: { id: string; key: NewKey }) => api<{ about: ApiKey; key: string }>(`/api/api-keys/${id}`, { method: 'PUT', body: key }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS }),
    gcTime: 0,
  });
}

export function useRevoke() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<ApiKey>(`/api/api-keys/${id}/revoke`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS }),
  });
}

export function useMessages(key: string, state: string, reference: string) {
  return useCursorList<SentMessage>(['api-messages'], '/api/messages', { limit: 50, key, state, reference });
}

export function useMessage(id: string) {
  return useQuery({ queryKey: ['api-messages', id], queryFn: ({ signal }) => api<SentMessage>(`/api/messages/${encodeURIComponent(id)}`, { signal }), refetchInterval: WATCH_MS });
}

export function useWebhooks() {
  return useQuery({ queryKey: WEBHOOKS, queryFn: ({ signal }) => api<{ items: Webhook[] }>('/api/webhooks', { signal }) });
}

export function useMakeWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { keyId: string; url: string }) => api<{ webhook: Webhook; secret: string }>(`/api/webhooks/${newId()}`, { method: 'PUT', body }),
    onSuccess: () => client.invalidateQueries({ queryKey: WEBHOOKS }),
    gcTime: 0,
  });
}

export function useRotate(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<{ webhook: Webhook; secret: string }>(`/api/webhooks/${id}/secret`, { method: 'PUT' }),
    onSuccess: () => client.invalidateQueries({ queryKey: WEBHOOKS }),
    gcTime: 0,
  });
}

export function useSwitch(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (to: 'on' | 'off') => api<Webhook>(`/api/webhooks/${id}/${to}`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: WEBHOOKS }),
  });
}

export function useCalls(id: string, state: string) {
  return useCursorList<Call>([...WEBHOOKS, id], `/api/webhooks/${id}/calls`, { limit: 50, state }, { refetchInterval: WATCH_MS });
}

export function useAgain(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (call: string) => api<Call>(`/api/webhooks/${id}/calls/${encodeURIComponent(call)}/again`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [...WEBHOOKS, id] }),
  });
}

export function useMissedAgain(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<{ calls: number }>(`/api/webhooks/${id}/missed/again`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [...WEBHOOKS, id] }),
  });
}
