import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';
import type { ActKind, Field, RuleCheck } from '@/shared/api/reference';
import type { Language } from '@/shared/i18n';
import type { Recognition } from '@/shared/ui/recognition';

export const draftStates = ['reading', 'waiting', 'opened', 'dismissed', 'unreadable'] as const;
export type DraftState = (typeof draftStates)[number];

export type Draft = {
  id: string;
  source: string | null;
  title: string;
  description: string | null;
  sourceUrl: string | null;
  detectedAt: string;
  state: DraftState;
  deadline: string | null;
  institution: string | null;
  actKind: ActKind | null;
  fields: Field[];
  language?: Language;
  articleCount: number | null;
  warnings: { code: string; node?: string | null; message?: string | null }[];
  problem: string | null;
  consultationId?: string | null;
  /** While a scan is being read. */
  progress?: Recognition | null;
  /** Another version of the text that was brought in: being read, or refused, in which case the text of before stays. */
  incoming?: { fileName: string; state: 'reading' | 'refused'; problem: string | null; problemCode: string | null } | null;
  version?: number;
  /** The draft that it is, seen again. */
  sameAs?: string | null;
  /** A draft of another source with many of the same words, until somebody says whether it is the same. */
  perhapsSame?: { draft: string; title: string; likeness: number } | null;
  /** Held against the rule on its length. */
  period?: RuleCheck | null;
  /** Its publisher's page, where it did not come from there. */
  publisherPage?: PublisherPage | null;
  /** Where else it was seen. */
  seenAlso?: { draft: string; source: string; url: string | null; at: string; how: string; newerText?: boolean }[];
};

export type PublisherPage = { url: string; source: string; by: 'secretariat' | 'mail' | 'sighting'; givenAt: string; lookedAt: string | null; state: 'waiting' | 'watched' | 'failing'; problem: string | null; problemCode: string | null };

export type Opening = { title: string; institution: string; actKind: string; fields: string[]; deadline: string; language: string; owner: 'government' | 'network'; stage: 'open' | 'early';
  /** Whose official draft it is: that consultation is opened with it. */
  earlyConsultation: string | null;
  /** Which entry of the plan it is, empty for none; where nothing is said the service goes by title, institution and kind. */
  planEntry?: string };

/** An entry of the plan that a draft may be; sure ones have the same title, institution and kind. */
export type PlannedEntry = { id: string; title: string; year: number; quarter: number; reference: string | null; likeness: number; sure: boolean };

export type EarlyConsultation = { id: string; reference: string; title: string; institution: string; deadline: string; likeness: number; suggested: boolean };

export function useDrafts(filters: { state?: string; limit?: number }) {
  return useCursorList<Draft>(['drafts'], '/api/drafts', { limit: 50, ...filters }, { refetchInterval: 15_000 });
}

/** Looks again by itself while a document is being read. */
export function useDraft(id: string) {
  return useQuery({
    queryKey: ['draft', id],
    queryFn: ({ signal }) => api<Draft>(`/api/drafts/${id}`, { signal }),
    refetchInterval: query => query.state.data?.state === 'reading' || query.state.data?.incoming?.state === 'reading' ? 1_500 : false,
  });
}

/** Early consultations that this may be the official draft of, the most alike first. */
export function useEarlyConsultations(id: string) {
  return useQuery({ queryKey: ['draft', id, 'early'], queryFn: ({ signal }) => api<{ items: EarlyConsultation[] }>(`/api/drafts/${id}/early-consultations`, { signal }) });
}

/** Entries of the yearly plan that this may be, the surest first. */
export function usePlannedEntries(id: string) {
  return useQuery({ queryKey: ['draft', id, 'planned'], queryFn: ({ signal }) => api<{ items: PlannedEntry[] }>(`/api/drafts/${id}/plan-entries`, { signal }) });
}

export function useOpenDraft(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (opening: Opening) => api<{ id: string; consultationId?: string }>(`/api/drafts/${id}/opening`, { method: 'PUT', body: opening.owner === 'network' ? { ...opening, institution: null } : opening }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['draft', id] });
      await client.invalidateQueries({ queryKey: ['drafts'] });
      await client.invalidateQueries({ queryKey: ['consultations'] });
      await client.invalidateQueries({ queryKey: ['plan'] });
    },
  });
}

export function useTakeUpDraft(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<unknown>(`/api/drafts/${id}/dismissal`, { method: 'DELETE' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['draft', id] });
      await client.invalidateQueries({ queryKey: ['drafts'] });
    },
  });
}

export function useDismissDraft(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => api<unknown>(`/api/drafts/${id}/dismissal`, { method: 'PUT', body: { reason } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['draft', id] });
      await client.invalidateQueries({ queryKey: ['drafts'] });
    },
  });
}

/** Says that a draft is another one seen again, or that it is not. */
export function useSameness(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (first: string | null) => api<unknown>(`/api/drafts/${id}/same-as`, first === null ? { method: 'DELETE' } : { method: 'PUT', body: { draft: first } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['draft'] });
      await client.invalidateQueries({ queryKey: ['drafts'] });
    },
  });
}

/** Takes the text that another sighting brought as the next version. */
export function useTakeText(draft: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sighting, version }: { sighting: string; version?: number | undefined }) =>
      api<unknown>(`/api/drafts/${draft}/sightings/${sighting}/text`, { method: 'PUT', body: {}, headers: version === undefined ? {} : { 'If-Match': `"${version}"` } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['draft'] });
      await client.invalidateQueries({ queryKey: ['consultation'] });
    },
  });
}

/** Says where the publisher shows a draft that came by upload or mail, or that it is not watched there any more. */
export function usePublisherPage(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (url: string | null) => api<unknown>(`/api/drafts/${id}/publisher-page`, url === null ? { method: 'DELETE' } : { method: 'PUT', body: { url } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['draft', id] }),
  });
}
