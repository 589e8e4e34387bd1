import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { address, api } from '@/shared/api/http';
import { ApiError } from '@/shared/api/problem';
import { mayRetry, retryDelay } from '@/shared/api/retry';
import type { Language } from '@/shared/i18n';

/** The best first: of several messages to a person the best counts. */
export const standings = ['delivered', 'handed-over', 'on-its-way', 'in-summary', 'inbox-only', 'not-reached'] as const;
export type Standing = (typeof standings)[number];
export const ledgerKinds = ['consultation-opened', 'deadline-moved', 'draft-changed', 'campaign-linked', 'reminder'] as const;
export type Group = 'organisation' | 'outside' | 'forgotten';

/** How many people stand how; each stands once. */
export type Knowledge = {
  toKnow: number; delivered: number; handedOver: number; onItsWay: number; inSummary: number; inboxOnly: number; notReached: number;
  /** Why those who are not reached are not, in the reader's language. */
  reasons: { reason: string; text: string; people: number }[];
};

export type DraftLedger = {
  consultationId: string;
  title: string;
  countedAt: string;
  running: boolean;
  people: Knowledge;
  channels: { channel: 'email' | 'sms'; people: Knowledge }[];
  alerts: { id: string; kind: string; createdAt: string; status: string; people: Knowledge }[];
  /** Messages that "send again" would send, and to how many people. */
  failed: number;
  failedPeople: number;
};

export type LedgerGroup = { group: Group; name: string | null; people: Knowledge };

export type LedgerMessage = {
  id: string; alertId: string; kind: string; createdAt: string; channel: 'email' | 'sms';
  /** Masked. */
  address: string | null;
  state: Standing; since: string | null; dueAt: string | null;
  /** The summary that carried it. */
  summaryId: string | null;
  provider: string | null; attempts: number; reason: string | null; detail: string | null; failed: boolean;
};

export type LedgerPerson = {
  personId: string; name: string | null; group: Group; organisations: string[];
  state: Standing; since: string | null; dueAt: string | null; reason: string | null; messages: LedgerMessage[];
};

export type LedgerFilters = { state: string; channel: string; kind: string; organisation: string; group: string; q: string };

/** What is on its way changes by the second; the rest seldom. */
const WATCH_MS = 10_000;
const path = (consultation: string) => `/api/ledgers/${encodeURIComponent(consultation)}`;

/** The first count of a large network takes longer than an answer may: it goes on, and is asked for again. */
export const beingCounted = (error: unknown) => error instanceof ApiError && error.code === 'being-counted';
const COUNT_AGAIN_MS = 2_000;

export function useDraftLedger(consultation: string) {
  return useQuery({
    queryKey: ['ledger', consultation],
    queryFn: ({ signal }) => api<DraftLedger>(path(consultation), { signal }),
    retry: (count, error) => beingCounted(error) ? count < 100 : mayRetry(count, error),
    retryDelay: (attempt, error) => beingCounted(error) ? COUNT_AGAIN_MS : retryDelay(attempt),
    refetchInterval: query => query.state.data?.running ? WATCH_MS : false,
  });
}

export function useLedgerPeople(consultation: string, filters: LedgerFilters) {
  return useCursorList<LedgerPerson, { searched: number }>(['ledger', consultation, 'people'], `${path(consultation)}/people`, { limit: 50, ...filters });
}

export function useLedgerGroups(consultation: string, query: { unaware?: boolean } = {}) {
  return useCursorList<LedgerGroup>(['ledger', consultation, 'groups'], `${path(consultation)}/organisations`, { limit: 200, ...query });
}

/** Sends again, of each person and channel, the latest message if it failed. */
export function useSendAgain(consultation: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<{ failed: number; opened: number }>(`${path(consultation)}/resend`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['ledger', consultation] }),
  });
}

/** Where everything that fits comes as a file; the browser writes it as it arrives. */
export function ledgerFile(consultation: string, filters: LedgerFilters, language: Language): string {
  return address(`${path(consultation)}/people.csv`, { ...filters, lang: language });
}
