import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';
import type { Field } from '@/shared/api/reference';
import type { Mandate } from '@/shared/session/session';

export type Organisation = {
  id: string;
  name: string;
  shortName: string | null;
  status: 'active' | 'suspended' | 'ended';
  municipality: string | null;
  region: string | null;
  fields: Field[];
  memberSince: string | null;
  version: number;
};

export type Person = { id: string; name: string | null; email: string | null; phone: string | null; language: string | null; roles: string[]; mandates: Mandate[] };

export function useOrganisations(filters: { q?: string; field?: string; status?: string }) {
  return useCursorList<Organisation>(['organisations'], '/api/organisations', { limit: 50, ...filters });
}

export function useOrganisation(id: string) {
  return useQuery({ queryKey: ['organisation', id], queryFn: ({ signal }) => api<Organisation>(`/api/organisations/${id}`, { signal }) });
}

export function usePeople(organisation: string, enabled: boolean) {
  return useCursorList<Person>(['people'], '/api/people', { organisation, limit: 50 }, { enabled });
}

export function useSuspension(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string | null) => api<void>(`/api/organisations/${id}/suspension`, reason === null ? { method: 'DELETE' } : { method: 'PUT', body: { reason } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['organisation', id] });
      await client.invalidateQueries({ queryKey: ['organisations'] });
    },
  });
}
