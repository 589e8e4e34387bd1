import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';

export type Provider = {
  channel: 'email' | 'sms';
  name: string;
  /** Present share of the channel's messages, in percent. */
  share: number;
  restingShare: number;
  condition: 'well' | 'unwell' | 'resting';
  calls: number;
  failed: number;
  slow: number;
  lastError: string | null;
  lastErrorAt: string | null;
  receipts: boolean;
  /** Messages whose receipt should be here by now. */
  due: number;
  unanswered: number;
  /** How the way to a mail server is encrypted; null for other services. */
  tls: 'from-start' | 'required' | 'optional' | 'none' | null;
  /** Whether receipts and answers by SMS can come at present; null for services that call us. */
  session: 'bound' | 'away' | null;
};

export type Budget = { month: string; segments: number; price: number | null; spent: number | null; limit: number | null; warning: boolean };
export type Providers = { providers: Provider[]; budget: Budget; trial: { enabled: boolean; people: number } };

export type Suppression = {
  channel: 'email' | 'sms';
  address: string;
  why: 'hard-bounce' | 'soft-bounces' | 'complaint' | 'stop' | 'staff';
  since: string;
  detail: string | null;
  personId: string | null;
  by: string | null;
};

export type Estimate = { text: string; encoding: 'gsm-7' | 'ucs-2'; units: number; segments: number; price: number | null };

/** Weights move within seconds when a provider fails. */
const WATCH_MS = 10_000;

export function useProviders() {
  return useQuery({ queryKey: ['providers'], queryFn: ({ signal }) => api<Providers>('/api/providers', { signal }), refetchInterval: WATCH_MS });
}

export function useEstimate() {
  return useMutation({ mutationFn: (text: string) => api<{ asWritten: Estimate; plain: Estimate }>('/api/providers/sms-estimate', { method: 'POST', body: { text } }) });
}

export function useSuppressions(channel: string) {
  return useCursorList<Suppression>(['suppressions'], '/api/suppressions', { limit: 50, channel });
}

export function useStopAddress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (entry: { channel: string; address: string; note: string }) => api<Suppression>('/api/suppressions', { method: 'POST', body: entry }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}

export function useRelease() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ channel, address }: Suppression) => api('/api/suppressions/release', { method: 'POST', body: { channel, address } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['suppressions'] }),
  });
}
