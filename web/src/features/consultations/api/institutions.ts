import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import type { Institution, Names } from '@/shared/api/reference';

export type InstitutionChange = { what: string; before: string | null; after: string | null };
export type InstitutionStep = { what: 'added' | 'corrected' | 'renamed' | 'ended' | 'resumed' | 'removed'; institution: string; names: Names; changes: InstitutionChange[]; by: string; at: string };
export type NewName = { names: Names; initials: string[]; from: string };
export type Ending = { lastDay: string; successors: string[] };

export function useInstitutionHistory() {
  return useQuery({ queryKey: ['institutions', 'history'], queryFn: ({ signal }) => api<{ items: InstitutionStep[] }>('/api/institutions/history', { signal }) });
}

/** Whatever names an institution, or is found by one, is asked for anew. */
function useRefreshed() {
  const client = useQueryClient();
  return () => Promise.all(['institutions', 'consultations', 'consultation', 'plan', 'drafts', 'draft'].map(queryKey => client.invalidateQueries({ queryKey: [queryKey] })));
}

const seen = (version: number) => ({ 'If-Match': `"${version}"` });

export function useWriteInstitution() {
  return useMutation({
    mutationFn: ({ id, names, initials, fields, validFrom, validTo, predecessors, region, formerNames, version }: Institution) =>
      api<Institution>(`/api/institutions/${id}`, { method: 'PUT', body: { names, initials, fields, validFrom, validTo, predecessors, region, formerNames }, headers: seen(version) }),
    onSuccess: useRefreshed(),
  });
}

export function useRename({ id, version }: Institution) {
  return useMutation({
    mutationFn: (body: NewName) => api<Institution>(`/api/institutions/${id}/names`, { method: 'PUT', body, headers: seen(version) }),
    onSuccess: useRefreshed(),
  });
}

export function useEnd({ id, version }: Institution) {
  return useMutation({
    mutationFn: (body: Ending) => api<Institution>(`/api/institutions/${id}/ending`, { method: 'PUT', body, headers: seen(version) }),
    onSuccess: useRefreshed(),
  });
}

export function useResume({ id, version }: Institution) {
  return useMutation({ mutationFn: () => api<Institution>(`/api/institutions/${id}/ending`, { method: 'DELETE', headers: seen(version) }), onSuccess: useRefreshed() });
}

export function useRemoveInstitution({ id, version }: Institution) {
  return useMutation({ mutationFn: () => api<undefined>(`/api/institutions/${id}`, { method: 'DELETE', headers: seen(version) }), onSuccess: useRefreshed() });
}
