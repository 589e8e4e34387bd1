import { useRef } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import { ApiError } from '@/shared/api/problem';
import { wallTime } from '@/shared/i18n/dates';
import { newId } from '@/shared/lib/id';
import type { Finding, Look, TemplateLanguage } from './templates';

export type CircularText = { subject: string; text: string; sms: string };
export type Audience = { scope: 'everybody' | 'organisations' | 'fields'; values: string[] };
export type NewCircular = { texts: Partial<Record<TemplateLanguage, CircularText>>; audience: Audience; channels: ('email' | 'sms')[]; sendAt: string | null };
export type Circular = NewCircular & {
  id: string;
  sendAt: string;
  status: 'scheduled' | 'starting' | 'begun' | 'cancelled' | 'asks';
  createdAt: string;
  byName: string | null;
  alertId: string | null;
};
/** A text as its readers get it; null while what is refused has not been mended, and an SMS where none is sent. */
export type CircularLook = { language: TemplateLanguage; findings: Finding[]; mail: Look | null; sms: Look | null };
export type CircularTest = { items: { channel: 'email' | 'sms'; alertId: string; address: string }[] };
export type Reach = { people: number; email: number; sms: number; price: number | null };

/** A circular begins within seconds of its time. */
const WATCH_MS = 10_000;

export function useCirculars() {
  return useQuery({ queryKey: ['circulars'], queryFn: ({ signal }) => api<{ items: Circular[] }>('/api/circulars', { signal }), refetchInterval: WATCH_MS });
}

/** Organisations by a part of their name. */
export function useOrganisationsNamed(q: string) {
  return useQuery({
    queryKey: ['circulars', 'organisations', q],
    queryFn: ({ signal }) => api<{ items: { id: string; name: string }[] }>('/api/organisations', { signal, query: { q, status: 'active', limit: 10 } }),
    enabled: q.trim().length > 1,
  });
}

export function useReach(audience: Audience, channels: string[], enabled: boolean) {
  return useQuery({
    queryKey: ['circulars', 'reach', audience, channels],
    queryFn: ({ signal }) => api<Reach>('/api/circulars/estimate', { method: 'POST', body: { audience, channels }, signal }),
    enabled, staleTime: 0,
  });
}

export function useCircularPreview({ texts, channels }: Pick<NewCircular, 'texts' | 'channels'>) {
  return useQuery({
    queryKey: ['circulars', 'preview', texts, channels],
    queryFn: ({ signal }) => api<{ items: CircularLook[] }>('/api/circulars/preview', { method: 'POST', body: { texts, channels }, signal }),
  });
}

/** Sends a text to oneself. What got no answer is asked again under the same key, so that it is sent once. */
export function useCircularTest() {
  const key = useRef(newId());
  return useMutation({
    mutationFn: (wanted: { language: TemplateLanguage; text: CircularText; channels: string[] }) =>
      api<CircularTest>('/api/circulars/test', { method: 'POST', body: wanted, headers: { 'Idempotency-Key': key.current } }),
    onSettled: (_, error) => {
      const open = error instanceof ApiError && (error.status === 0 || error.status >= 500 || error.problem?.code === 'request-in-progress');
      if (!open) key.current = newId();
    },
  });
}

export function useSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, circular }: { id: string; circular: NewCircular }) => api<Circular>(`/api/circulars/${id}`, { method: 'PUT', body: circular }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['circulars'] }),
  });
}

export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, step }: { id: string; step: 'cancel' | 'send' | 'skip' }) => api(`/api/circulars/${id}/${step}`, { method: 'POST', body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: ['circulars'] }),
  });
}

/** The moment of a local date and time of Kosovo, such as 2026-11-27T09:00. */
export function instantOf(local: string): string {
  const meant = Date.parse(`${local}:00Z`);
  const shown = wallTime(new Date(meant));
  return new Date(meant - (Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - meant)).toISOString();
}
