import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';
import type { Language } from '@/shared/i18n';
import type { Recognition } from '@/shared/ui/recognition';
import type { NodeKind, Summary } from './types';
import type { Piece } from './versions';

export type AppliedPiece = Piece & { order: number };
export type ElementState = 'same' | 'changed' | 'deleted' | 'added';
export type AppliedElement = { id: string; kind: NodeKind; number: string | null; heading: string | null; parent: string | null; state: ElementState; text: AppliedPiece[]; orders: number[];
  /** Comments made at this place of the law; those on what the draft adds are counted at the draft's own node. */
  commentCount?: number };
export const reasons = ['article-missing', 'article-twice', 'paragraph-missing', 'point-missing', 'words-missing', 'words-twice', 'exists-already', 'no-new-text', 'no-target', 'several-places', 'target-gone', 'not-understood'] as const;
export type Reason = (typeof reasons)[number];
/** What the draft says is to be done; with a reason where it was not. */
export type Order = { node: string; said: string; article: string | null; target: string | null; reason: Reason | null };
export type Applied = {
  law: { id: string; title: string; number: string | null; uploaded: boolean; linkedBy: 'secretariat' | 'number' | 'title' };
  language: Language;
  applied: number;
  notApplied: number;
  elements: AppliedElement[];
  orders: Order[];
};
export type Law = { id: string; title: string; number: string; language: Language; articleCount: number; uploadedAt: string; state: 'reading' | 'ready' | 'unreadable'; problem: string | null; progress: Recognition | null };

const key = (consultation: string) => ['consultation', consultation, 'applied'];

export function useApplied(consultation: string, enabled = true) {
  return useQuery({ queryKey: key(consultation), queryFn: ({ signal }) => api<Applied>(`/api/consultations/${consultation}/applied`, { signal }), enabled });
}

export function useLaws() {
  return useCursorList<Law>(['laws-in-force'], '/api/laws-in-force', { limit: 200 });
}

/** A law that has just been uploaded; looks again by itself while it is being read. */
export function useLaw(id: string) {
  return useQuery({
    queryKey: ['law-in-force', id],
    queryFn: ({ signal }) => api<Law>(`/api/laws-in-force/${id}`, { signal }),
    enabled: id !== '',
    refetchInterval: query => query.state.data?.state === 'reading' ? 1_500 : false,
  });
}

export function useLinkLaw(consultation: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (link: { law: string } | { consultation: string } | null) => api<unknown>(`/api/consultations/${consultation}/law-in-force`, link ? { method: 'PUT', body: link } : { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: key(consultation) }),
  });
}

/** Whether a draft's title says that it amends another act. */
export function amends(consultation: Pick<Summary, 'title'>): boolean {
  return /ndryshim|plotësim|izmen|izmjen|dopun|измен|допун|amend/i.test(consultation.title);
}
