import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import type { Structure } from './types';

export function useStructure(id: string) {
  return useQuery({
    queryKey: ['consultation', id, 'structure'],
    queryFn: ({ signal }) => api<Structure>(`/api/consultations/${id}/structure`, { signal }),
    staleTime: 60_000,
  });
}
