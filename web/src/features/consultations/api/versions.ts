import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import type { NodeKind } from './types';

export type DraftChangeKind = 'file-replaced' | 'text-changed' | 'title-changed' | 'document-added' | 'page-gone' | 'page-back';
export type Copy = { id: string; label: string; fileName: string; mediaType: string; bytes: number; sha256: string | null; fetchedAt: string | null; url: string | null };
export type Version = { version: number; since: string; articleCount: number; changedArticles: number; current: boolean };
export type DraftChange = {
  number: number;
  at: string;
  kinds: DraftChangeKind[];
  version: number;
  previousVersion: number;
  changedArticles: number;
  copies: { before: Copy | null; after: Copy }[];
  problem: string | null;
  title: { before: string; after: string } | null;
};
export type Versions = { current: number; versions: Version[]; changes: DraftChange[] };

export type Piece = { op: 'equal' | 'delete' | 'insert'; text: string };
export type ArticleChange = 'added' | 'removed' | 'changed' | 'moved' | 'renumbered';
export type Place = { node: string; kind: NodeKind; number: string | null; heading: string | null };
export type ArticleDifference = { kinds: ArticleChange[]; before: Place | null; after: Place | null; heading: Piece[]; text: Piece[] };
export type Difference = { from: number; to: number; changedArticles: number; articles: ArticleDifference[] };

export function useVersions(id: string) {
  return useQuery({ queryKey: ['consultation', id, 'versions'], queryFn: ({ signal }) => api<Versions>(`/api/consultations/${id}/versions`, { signal }) });
}

export function useDifference(id: string, from: number, to: number) {
  return useQuery({
    queryKey: ['consultation', id, 'difference', from, to],
    queryFn: ({ signal }) => api<Difference>(`/api/consultations/${id}/differences?from=${from}&to=${to}`, { signal }),
    enabled: from > 0 && to > 0 && from !== to,
    // What differed between two versions goes on differing.
    staleTime: 5 * 60_000,
  });
}

/** The pieces as one of the two versions has them. */
export function only(pieces: Piece[], version: 'before' | 'after'): Piece[] {
  return pieces.filter(piece => piece.op !== (version === 'before' ? 'insert' : 'delete'));
}
