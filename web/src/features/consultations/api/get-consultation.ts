import { useQuery } from '@tanstack/react-query';
import { request } from '@/shared/api/http';
import type { Consultation } from './types';

export function useConsultation(id: string) {
  return useQuery({
    queryKey: ['consultation', id],
    queryFn: ({ signal }) => request<Consultation>(`/api/consultations/${id}`, { signal }),
  });
}
