import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api, type Page } from '@/shared/api/http';
import type { Comment, CommentInput } from './types';

/** Comments on one part; `null`: those on the draft as a whole. */
export function useComments(consultation: string, node: string | null, enabled: boolean) {
  return useCursorList<Comment>(['consultation', consultation, 'comments', node ?? 'whole'], `/api/consultations/${consultation}/comments?node=${encodeURIComponent(node ?? '')}`, { limit: 50 }, { enabled });
}

/** Where my organisations have commented. */
export function useMyComments(consultation: string, enabled: boolean) {
  return useQuery({
    queryKey: ['consultation', consultation, 'comments', 'mine'],
    queryFn: ({ signal }) => api<Page<Comment>>(`/api/consultations/${consultation}/comments`, { query: { mine: true, limit: 200 }, signal }),
    enabled,
  });
}

/** Sends under an id made here: sending twice makes one comment. */
export function useSubmitComment(consultation: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, input }: { id: string; input: CommentInput }) =>
      api<Comment>(`/api/consultations/${consultation}/comments/${id}`, { method: 'PUT', body: input }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['consultation', consultation] }),
  });
}

export function useWithdrawComment(consultation: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<void>(`/api/consultations/${consultation}/comments/${id}/withdrawal`, { method: 'PUT', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['consultation', consultation] }),
  });
}
