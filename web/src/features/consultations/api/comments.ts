import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api, request, type Page } from '@/shared/api/http';
import { upload } from '@/shared/api/upload';
import { writtenOn } from '../structure';
import type { ActNode, Comment, CommentInput, CommentSettings, OrganisationStates, Outcome, OutcomeFigures } from './types';

/** Comments on one part; `null`: those on the draft as a whole. */
export function useComments(consultation: string, node: string | null, enabled: boolean) {
  return useCursorList<Comment>(['consultation', consultation, 'comments', node ?? 'whole'], `/api/consultations/${consultation}/comments?node=${encodeURIComponent(node ?? '')}`, { limit: 50 }, { enabled });
}

/** Comments made at a place of the law in force, with the draft applied to it. */
export function useLawComments(consultation: string, law: string, node: string, enabled: boolean) {
  return useCursorList<Comment>(['consultation', consultation, 'comments', 'law', law, node], `/api/consultations/${consultation}/comments`, { law, lawNode: node, limit: 50 }, { enabled });
}

/** What was proposed on a draft, all or what became of it in one way; `none`: no answer yet. */
export function useProposals(consultation: string, outcome: string, enabled: boolean) {
  return useCursorList<Comment>(['consultation', consultation, 'comments', 'proposals', outcome], `/api/consultations/${consultation}/comments`, { outcome: outcome || undefined, limit: 50 }, { enabled });
}

/** How many proposals were taken over; for whoever may read them. */
export function useOutcomes(consultation: string, enabled: boolean) {
  return useQuery({
    queryKey: ['consultation', consultation, 'comments', 'outcomes'],
    queryFn: ({ signal }) => api<OutcomeFigures>(`/api/consultations/${consultation}/comment-outcomes`, { signal }),
    enabled,
  });
}

/** Where my organisations have commented. */
export function useMyComments(consultation: string, enabled: boolean) {
  return useQuery({
    queryKey: ['consultation', consultation, 'comments', 'mine'],
    queryFn: ({ signal }) => api<Page<Comment>>(`/api/consultations/${consultation}/comments`, { query: { mine: true, limit: 200 }, signal }),
    enabled,
  });
}

/** One comment, under its own address. */
export function useComment(consultation: string, id: string | null) {
  return useQuery({
    queryKey: ['consultation', consultation, 'comment', id],
    queryFn: ({ signal }) => api<Comment>(`/api/consultations/${consultation}/comments/${id}`, { signal }),
    enabled: id !== null,
  });
}

/** Who may read, what becomes of late ones, and whether the right to comment submits by itself. */
export function useCommentSettings(consultation: string) {
  return useQuery({
    queryKey: ['consultation', consultation, 'comment-settings'],
    queryFn: ({ signal }) => request<CommentSettings>(`/api/consultations/${consultation}/comment-settings`, { signal }),
    staleTime: 60_000,
  });
}

/** What my organisations have not submitted yet, on all consultations or on one. */
export function useCommentDrafts(consultation: string | null, enabled: boolean) {
  return useQuery({
    queryKey: consultation ? ['consultation', consultation, 'comment-drafts'] : ['comment-drafts'],
    queryFn: ({ signal }) => api<{ items: Comment[] }>(consultation ? `/api/consultations/${consultation}/comment-drafts` : '/api/comment-drafts', { signal }),
    enabled,
  });
}

/** Where my organisations stand in the consultations of a list. */
export interface Standing { consultation: string; organisations: OwnStanding[] }
export interface OwnStanding { organisation: string; name: string; writing: number; inReview: number; forSignOff: number; submitted: number; notRelevant: boolean }

/** So many are asked for at once. */
const AT_ONCE = 100;

/** Of any number of consultations: of a list that grows, only what is new is asked for once a hundred are together. */
export function useStandings(consultations: string[], enabled: boolean): Map<string, Standing> {
  const parts = Array.from({ length: Math.ceil(consultations.length / AT_ONCE) }, (_, part) => consultations.slice(part * AT_ONCE, (part + 1) * AT_ONCE));
  return useQueries({
    queries: parts.map(asked => ({
      queryKey: ['standings', asked],
      queryFn: ({ signal }: { signal: AbortSignal }) => api<{ items: Standing[] }>(`/api/standings?${asked.map(id => `consultation=${encodeURIComponent(id)}`).join('&')}`, { signal }),
      enabled,
    })),
    combine: results => new Map(results.flatMap(result => result.data?.items ?? []).map(one => [one.consultation, one])),
  });
}

function useChange<I, O = Comment>(consultation: string, change: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['consultation', consultation] }), client.invalidateQueries({ queryKey: ['comment-drafts'] }), client.invalidateQueries({ queryKey: ['standings'] })]),
  });
}

/** What a colleague has changed meanwhile is not written over, nor signed unread. */
const ifMatch = (version: number | undefined): Record<string, string> => version === undefined ? {} : { 'If-Match': `"${version}"` };

const at = (consultation: string, id: string) => `/api/consultations/${consultation}/comments/${id}`;

/** Sends under an id made here: sending twice makes one comment. */
export function useSubmitComment(consultation: string) {
  return useChange(consultation, ({ id, input }: { id: string; input: CommentInput }) => api<Comment>(at(consultation, id), { method: 'PUT', body: input }));
}

/** Keeps it for the colleagues, and hands it on if wished. */
export function useSaveDraft(consultation: string) {
  return useChange(consultation, async ({ id, input, then, version }: { id: string; input: CommentInput; then?: 'review' | 'hand-over' | undefined; version: number | undefined }) => {
    const saved = await api<Comment>(`${at(consultation, id)}/draft`, { method: 'PUT', body: input, headers: ifMatch(version) });
    return then ? api<Comment>(`${at(consultation, id)}/${then}`, { method: 'PUT', body: { note: null } }) : saved;
  });
}

export type DraftStep = 'review' | 'hand-over' | 'return' | 'sign-off' | 'withdrawal';

export function useDraftStep(consultation: string) {
  return useChange(consultation, ({ id, step, note, version }: { id: string; step: DraftStep; note?: string | null; version: number | undefined }) =>
    api<Comment>(`${at(consultation, id)}/${step}`, { method: 'PUT', body: { note: note ?? null }, headers: step === 'sign-off' ? ifMatch(version) : {} }));
}

export function useWithdrawComment(consultation: string) {
  return useChange(consultation, (id: string) => api<Comment>(`${at(consultation, id)}/withdrawal`, { method: 'PUT', body: {} }));
}

/** Throws a draft away that nobody else has touched; what colleagues have gone on with stays. */
export function useDiscardDraft(consultation: string) {
  return useChange(consultation, async (id: string) => {
    const draft = await api<Comment>(at(consultation, id));
    const untouched = draft.status === 'draft' && (draft.history ?? []).every(step => step.mine || step.act === 'carried' || step.act === 'orphaned');
    return untouched ? api<Comment>(`${at(consultation, id)}/withdrawal`, { method: 'PUT', body: {} }) : draft;
  });
}

export function useStance(consultation: string) {
  return useChange(consultation, ({ id, organisation, stance, reason }: { id: string; organisation: string; stance: 'endorse' | 'oppose' | null; reason: string | null }) =>
    api<Comment>(`${at(consultation, id)}/stances/${organisation}`, stance ? { method: 'PUT', body: { stance, reason } } : { method: 'DELETE' }));
}

export type Similar = { likeness: number; comment: Comment };

function findSimilar(consultation: string, node: string | null, law: { law: string; node: string } | null, text: string, signal?: AbortSignal) {
  return api<{ items: Similar[] }>(`/api/consultations/${consultation}/similar-comments`, { method: 'POST', body: { node, text, ...(law ? { law: { law: law.law, node: law.node } } : {}) }, ...(signal ? { signal } : {}) });
}

/** What has been said at this place, above it and below it already. */
export function useSimilar(consultation: string, node: string | null, law: { law: string; node: string } | null, text: string, enabled: boolean) {
  return useQuery({
    queryKey: ['consultation', consultation, 'similar', node, law?.node ?? null, text],
    queryFn: ({ signal }) => findSimilar(consultation, node, law, text, signal),
    enabled,
    staleTime: 60_000,
  });
}

/** The same for a draft that is about to be signed. */
export function useSimilarTo(draft: Comment) {
  return useMutation({
    mutationFn: () => findSimilar(draft.consultation ?? '', writtenOn(draft), draft.place?.law ?? null, [draft.text, draft.proposedWording, draft.justification].filter(Boolean).join(' ')),
  });
}

/** The text that a comment was about before it lost its place. */
export function useFormerText(consultation: string, id: string) {
  return useQuery({
    queryKey: ['consultation', consultation, 'former-text', id],
    queryFn: ({ signal }) => api<{ version: number; node: string; nodes: Omit<ActNode, 'page' | 'confidence'>[] }>(`/api/consultations/${consultation}/comments/${id}/former-text`, { signal }),
  });
}

export function useAttach(consultation: string) {
  return useChange(consultation, async ({ id, file, onProgress }: { id: string; file: File; onProgress: (share: number) => void }) => {
    const form = new FormData();
    form.append('file', file);
    return (await upload(`${at(consultation, id)}/attachments`, form, {}, onProgress)).data as Comment;
  });
}

export function useDetach(consultation: string) {
  return useChange(consultation, ({ id, attachment }: { id: string; attachment: string }) => api<Comment>(`${at(consultation, id)}/attachments/${attachment}`, { method: 'DELETE' }));
}

/** “Not relevant to us”, of each of my organisations. */
export function useParticipations(consultation: string, enabled: boolean) {
  return useQuery({
    queryKey: ['consultation', consultation, 'participations'],
    queryFn: ({ signal }) => api<{ items: { organisation: string; notRelevant: boolean }[] }>(`/api/consultations/${consultation}/participations`, { signal }),
    enabled,
  });
}

export function useNotRelevant(consultation: string) {
  return useChange(consultation, ({ organisation, notRelevant }: { organisation: string; notRelevant: boolean }) =>
    api<unknown>(`/api/consultations/${consultation}/participations/${organisation}/not-relevant`, notRelevant ? { method: 'PUT', body: {} } : { method: 'DELETE' }));
}

export function useOrganisationStates(consultation: string) {
  return useQuery({
    queryKey: ['consultation', consultation, 'organisation-states'],
    queryFn: ({ signal }) => api<OrganisationStates>(`/api/consultations/${consultation}/organisation-states`, { signal }),
  });
}

export function useCommentQueue(consultation: string, queue: 'orphans' | 'late') {
  return useCursorList<Comment>(['consultation', consultation, 'comment-queue', queue], `/api/consultations/${consultation}/comment-queues/${queue}`, { limit: 50 });
}

export function useSetCommentSettings(consultation: string) {
  return useChange(consultation, ({ settings, etag }: { settings: Pick<CommentSettings, 'visibility' | 'late'>; etag: string | null }) =>
    api<CommentSettings>(`/api/consultations/${consultation}/comment-settings`, { method: 'PUT', body: settings, headers: etag ? { 'If-Match': etag } : {} }));
}

export type Decision = { id: string; what: 'hiding' | 'refusal'; reason: string } | { id: string; what: 'acceptance' } | { id: string; what: 'showing' } | { id: string; what: 'place'; node: string | null }
  | { id: string; what: 'answer'; outcome: Outcome; words: string | null; where: string; link: string | null } | { id: string; what: 'no-answer' };

/** What the secretariat decides about one comment. */
export function useDecide(consultation: string) {
  return useChange(consultation, (decision: Decision) => {
    const { id, what } = decision;
    if (what === 'showing') return api<Comment>(`${at(consultation, id)}/hiding`, { method: 'DELETE' });
    if (what === 'no-answer') return api<Comment>(`${at(consultation, id)}/answer`, { method: 'DELETE' });
    const body = what === 'answer' ? { outcome: decision.outcome, words: decision.words, where: decision.where, link: decision.link } : what === 'place' ? { node: decision.node } : what === 'acceptance' ? {} : { reason: decision.reason };
    return api<Comment>(`${at(consultation, id)}/${what}`, { method: 'PUT', body });
  });
}

export type FormResult = { drafts: Comment[]; errors: { part: string; code: string; message: string; draft: string | null }[] };

/** The filled Word form of a consultation comes back. */
export function useSendForm(consultation: string) {
  return useChange(consultation, async ({ organisation, file }: { organisation: string; file: File }) => {
    const form = new FormData();
    form.append('file', file);
    form.append('organisation', organisation);
    return api<FormResult>(`/api/consultations/${consultation}/comment-form`, { method: 'POST', form });
  });
}
