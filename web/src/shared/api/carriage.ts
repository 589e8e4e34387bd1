import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

export type Carriage = { state: 'none' | 'carrying' | 'done'; version: number; edition: number; done: number; total: number; orphans: number; startedAt: string | null; finishedAt: string | null };

/** How far the comments have been carried to the text in force; looks again by itself while they are. */
export function useCarriage(consultation: string) {
  return useQuery({
    queryKey: ['consultation', consultation, 'carriage'],
    queryFn: ({ signal }) => api<Carriage>(`/api/consultations/${consultation}/carriage`, { signal }),
    refetchInterval: query => query.state.data?.state === 'carrying' ? 1_000 : false,
  });
}
