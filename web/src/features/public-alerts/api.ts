import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, request, type Tagged } from '@/shared/api/http';
import { useCursorList } from '@/shared/api/cursor';
import type { Hours, Quiet } from '@/shared/criteria/hours';
import type { Language } from '@/shared/i18n';

export const frequencies = ['at-once', 'daily', 'weekly'] as const;
export const ways = ['email', 'sms', 'inbox'] as const;
export type Frequency = (typeof frequencies)[number];
export type Way = (typeof ways)[number];

export type Wanted = {
  name: string; scope: 'organisation-fields' | 'everything' | 'chosen'; match: 'any' | 'all'; institutions: string[]; actKinds: string[]; fields: string[];
  words: string[]; inText: boolean; consultationId: string | null; regions: string[]; campaigns: string[]; groups: string[]; unsorted: boolean; frequency: Frequency; ways: Way[]; language: Language | null; hours?: Hours | null;
};
export type Preferences = {
  address: string; reader: 'public' | 'network'; email: boolean; sms: boolean; smsPossible: boolean; silence: boolean; language: Language; zone: string; quiet: Quiet | null;
  subscriptions: (Wanted & { id: string })[];
  /** The organisations that set this for their people. */
  setBy: string[];
};
export type Asked = Pick<Wanted, 'scope' | 'match' | 'institutions' | 'actKinds' | 'fields' | 'words' | 'inText' | 'frequency'> & Partial<Pick<Wanted, 'regions' | 'campaigns' | 'groups'>> & { consultationId: string | null };
export type Wording = { version: string; language: Language; text: string };
export type Proof = { requestedAt: string; from: string; wording: string; text: string | null; language: Language; confirmedAt: string; confirmedFrom: string; asked: Asked };
export type Reader = { id: string; address: string; language: Language; since: string; proofs: Proof[] };
export type ChannelFigures = {
  channel: 'email' | 'sms'; accepted: number; handedOver: number; within10s: number | null; medianSeconds: number | null; p95Seconds: number | null; deliveredShare: number | null;
};
export type Performance = { at: string; days: { day: string; channels: ChannelFigures[] }[] };

const preferences = (token: string) => `/api/preferences/${encodeURIComponent(token)}`;
const key = (token: string) => ['preferences', token];

export function usePreferences(token: string) {
  return useQuery({
    queryKey: key(token),
    queryFn: ({ signal }) => request<Preferences>(preferences(token), { signal }).then(({ data, etag }) => ({ data, etag })),
    staleTime: Infinity,
  });
}

/** Sets all that is to hold from now on; refused if it was changed elsewhere since. */
export function useSavePreferences(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Preferences) => {
      const etag = client.getQueryData<Tagged<Preferences>>(key(token))?.etag;
      const { email, sms, silence, zone, quiet } = wanted;
      const subscriptions = wanted.subscriptions.map(({ id, ...rest }) => ({ id, wanted: rest }));
      return request<Preferences>(preferences(token), { method: 'PUT', body: { email, sms, silence, zone, quiet, subscriptions }, headers: etag ? { 'If-Match': etag } : {} });
    },
    onSuccess: ({ data, etag }) => client.setQueryData(key(token), { data, etag }),
    onError: () => client.invalidateQueries({ queryKey: key(token) }),
  });
}

export function useErase(token: string) {
  return useMutation({ mutationFn: () => api<void>(preferences(token), { method: 'DELETE' }) });
}

/** All that is kept of a public subscriber; asked for only when they want to see it. */
export function useOwnData(token: string, wanted: boolean) {
  return useQuery({ queryKey: ['own-data', token], queryFn: ({ signal }) => api<Reader>(`${preferences(token)}/data`, { signal }), enabled: wanted });
}

export function useMailLink() {
  return useMutation({ mutationFn: (email: string) => api<unknown>('/api/preferences/links', { method: 'POST', body: { email } }) });
}

export function useWording(language: Language) {
  return useQuery({
    queryKey: ['wording', language],
    queryFn: ({ signal }) => api<Wording>('/api/public-subscriptions/wording', { query: { language }, signal }),
    staleTime: Infinity,
  });
}

export function useAsk() {
  return useMutation({
    mutationFn: (body: { email: string; language: Language; wording: string; wanted: Asked }) => api<unknown>('/api/public-subscriptions', { method: 'POST', body }),
  });
}

const confirmation = (token: string) => `/api/public-subscriptions/confirmations/${encodeURIComponent(token)}`;

export function useConfirmation(token: string) {
  return useQuery({
    queryKey: ['confirmation', token],
    queryFn: ({ signal }) => api<{ language: Language; wanted: Asked; expiresAt: string; confirmed: boolean }>(confirmation(token), { signal }),
  });
}

export function useConfirm(token: string) {
  return useMutation({ mutationFn: () => api<{ preferences: string }>(confirmation(token), { method: 'POST' }) });
}

/** A draft of which somebody asks, without a sign-in, whether it concerns the reader's organisation; `answered` as said last. */
export type RelevanceAsked = {
  consultationId: string; title: string; titleLanguage: Language; institution: string; deadline: string; deadlineAt: string; over: boolean; language: Language; answered: boolean | null;
};

const relevance = (token: string) => `/api/relevance/${encodeURIComponent(token)}`;

export function useAsked(token: string) {
  return useQuery({ queryKey: ['relevance', token], queryFn: ({ signal }) => api<RelevanceAsked>(relevance(token), { signal }), staleTime: Infinity });
}

export function useSayRelevance(token: string) {
  return useMutation({ mutationFn: (relevant: boolean) => api<{ relevant: boolean }>(relevance(token), { method: 'POST', body: { relevant } }) });
}

export function useReaders() {
  return useCursorList<Reader>(['public-readers'], '/api/public-subscriptions');
}

export function usePerformance() {
  return useQuery({ queryKey: ['performance'], queryFn: ({ signal }) => api<Performance>('/api/performance', { signal }), staleTime: 60_000 });
}
