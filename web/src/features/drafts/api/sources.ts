import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

export type Source = {
  id: string;
  name: string;
  kind: string;
  baseUrl: string;
  firstNumber: number;
  opening: 'automatic' | 'after-review';
  institution: string | null;
  paused: boolean;
  health: { lastCheckedAt: string | null; lastChangeAt: string | null; checks7d: number; failures7d: number; circuit: string; lastProblem: string | null } | null;
  version: number;
};

export function useSources() {
  return useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => api<{ items: Source[] }>('/api/sources', { signal }), refetchInterval: 15_000 });
}

/** Cannot be read at the moment: its circuit is open, or its last check ended badly. */
export function isFailing(source: Source): boolean {
  return !source.paused && source.health !== null && (source.health.circuit !== 'closed' || source.health.lastProblem !== null);
}

export function useCheckSource(id: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api<unknown>(`/api/sources/${id}/checks`, { method: 'POST', body: {} }), onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }) });
}

export function usePauseSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, paused }: { source: Source; paused: boolean }) => {
      const { id, name, kind, baseUrl, firstNumber, opening, institution, version } = source;
      return api<unknown>(`/api/sources/${id}`, { method: 'PUT', body: { name, kind, baseUrl, firstNumber, opening, institution, paused }, headers: { 'If-Match': `"${version}"` } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  });
}
