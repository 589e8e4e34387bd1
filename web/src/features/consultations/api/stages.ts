import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, request } from '@/shared/api/http';
import type { Unit } from '@/shared/api/reference';
import type { InternalDeadline } from './types';

export type StageStepName = 'opening' | 'answer' | 'adoption' | 'drop' | 'reversal' | 'internal-deadlines' | 'facts';

export function useTakeStep(consultation: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body, etag }: { step: StageStepName; body: unknown; etag: string | null }) =>
      api<unknown>(`/api/consultations/${consultation}/${step}`, { method: 'PUT', body, headers: etag ? { 'If-Match': etag } : {} }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['consultation', consultation] });
      await client.invalidateQueries({ queryKey: ['consultations'] });
    },
  });
}

/** Says in which consultation an early one goes on; null takes the word back. */
export function useContinuation(consultation: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (other: string | null) => api<unknown>(`/api/consultations/${consultation}/continuation`, other === null ? { method: 'DELETE' } : { method: 'PUT', body: { consultation: other } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['consultation'] }),
  });
}

export type Rule = {
  id: string; code: string; act: string; article: string | null; value: number | null; unit: Unit; firstDayCounts: boolean; validFrom: string; validTo: string | null;
  confirmed: boolean; source: string | null; version: number;
};

export function useRules() {
  return useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => api<{ items: Rule[] }>('/api/rules', { signal }) });
}

/** What it is called that takes the place of another from a day on: the same for the same day, so that sending twice writes one. */
export function nextId(rule: Rule, validFrom: string): string {
  return `${rule.code}-${validFrom}`;
}

export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, ...body }: Rule & { follows?: string }) => api<Rule>(`/api/rules/${id}`, { method: 'PUT', body, headers: { 'If-Match': `"${version}"` } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['rules'] }),
  });
}

export type StepDays = { workingDays: Record<InternalDeadline['step'], number>; time: string };

export function useStepDays() {
  return useQuery({ queryKey: ['internal-deadline-settings'], queryFn: ({ signal }) => request<StepDays>('/api/internal-deadline-settings', { signal }) });
}

export function useSaveStepDays() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ etag, ...body }: StepDays & { etag: string | null }) => api<StepDays>('/api/internal-deadline-settings', { method: 'PUT', body, headers: etag ? { 'If-Match': etag } : {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['internal-deadline-settings'] }),
  });
}
