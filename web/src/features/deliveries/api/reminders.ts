import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

export type Step = 'seven-days' | 'three-days' | 'one-day' | 'two-hours';

/** A reminder that missed its time: it asks rather than goes out late. */
export type Missed = { id: string; consultationId: string; title: string; step: Step; dueAt: string; deadlineAt: string };

type Organisation = { id: string; name: string };
/** @property answered who has said something since the last reminder; @property over no comment is taken any more */
export type Silent = { consultationId: string; title: string; deadlineAt: string; organisations: Organisation[]; answered: Organisation[]; over: boolean };

export function useMissed() {
  return useQuery({ queryKey: ['reminders', 'missed'], queryFn: ({ signal }) => api<{ items: Missed[] }>('/api/reminders/missed', { signal }) });
}

export function useSilent() {
  return useQuery({ queryKey: ['reminders', 'silent'], queryFn: ({ signal }) => api<{ items: Silent[] }>('/api/reminders/silent', { signal }) });
}

export function useDecideReminder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, what }: { id: string; what: 'send' | 'skip' }) => api<void>(`/api/reminders/missed/${encodeURIComponent(id)}/${what}`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['reminders'] }),
  });
}

/** Summaries that missed their time: they come with the next morning's unless somebody has them sent before. */
export type LateSummaries = { id: string; at: string; to: string; people: number };

export function useLateSummaries() {
  return useQuery({ queryKey: ['reminders', 'summaries'], queryFn: ({ signal }) => api<{ items: LateSummaries[] }>('/api/late-summaries', { signal }) });
}

export function useDecideSummaries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, what }: { id: string; what: 'send' | 'leave' }) => api<void>(`/api/late-summaries/${encodeURIComponent(id)}/${what}`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['reminders'] }),
  });
}
