import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api, request, type Page } from '@/shared/api/http';
import type { Group, Names } from '@/shared/api/reference';
import type { Language } from '@/shared/i18n';

export const statuses = ['planned', 'running', 'paused', 'won', 'lost', 'ended'] as const;
export type Status = (typeof statuses)[number];

/** What may follow: a result can be undone by a later government, and then the campaign runs again. */
export const nextStatuses: Record<Status, Status[]> = {
  planned: ['running', 'ended'], running: ['paused', 'won', 'lost', 'ended'], paused: ['running', 'ended'], won: ['running'], lost: ['running'], ended: ['running'],
};

export type Milestone = { id: string; title: string; due: string | null; done: boolean; doneOn: string | null };
export type LinkedConsultation = { id: string; title: string | null; stage: string | null; deadline: string | null; commentCount: number; concerned: number; handedOver: number };
export type Campaign = {
  id: string; group: Group; title: string; goal: string; asks: string[]; targetInstitution: string; status: Status;
  milestones: Milestone[]; consultations: LinkedConsultation[]; version: number;
};
export type WorkingGroup = { id: Group; names: Names; purpose: Names; coordinator: { id: string; name: string | null } | null; memberCount: number; campaignCount: number };
export type LogEntry = { id: string; at: string; kind: string; text: string | Partial<Record<Language, string>>; actor: string | null };
export type CampaignInput = Pick<Campaign, 'group' | 'title' | 'goal' | 'asks' | 'targetInstitution'>;

export function useWorkingGroups() {
  return useQuery({ queryKey: ['working-groups'], queryFn: ({ signal }) => api<{ items: WorkingGroup[] }>('/api/working-groups', { signal }), staleTime: 60_000 });
}

export function useCampaigns(filters: { status?: string }) {
  return useQuery({ queryKey: ['campaigns', filters], queryFn: ({ signal }) => api<Page<Campaign>>('/api/campaigns', { query: { ...filters, limit: 200 }, signal }) });
}

export function useCampaign(id: string | undefined) {
  return useQuery({ queryKey: ['campaign', id], queryFn: ({ signal }) => request<Campaign>(`/api/campaigns/${id}`, { signal }), enabled: id !== undefined });
}

export function useCampaignLog(id: string, enabled: boolean) {
  return useCursorList<LogEntry>(['campaign', id, 'log'], `/api/campaigns/${id}/log`, { limit: 20 }, { enabled });
}

export function useSaveCampaign() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, input, etag }: { id: string; input: CampaignInput; etag: string | null }) =>
      api<Campaign>(`/api/campaigns/${id}`, { method: 'PUT', body: input, headers: etag ? { 'If-Match': etag } : {} }),
    onSuccess: async (_, { id }) => {
      await client.invalidateQueries({ queryKey: ['campaign', id] });
      await client.invalidateQueries({ queryKey: ['campaigns'] });
      await client.invalidateQueries({ queryKey: ['working-groups'] });
    },
  });
}

type Step =
  | { what: 'status'; status: Status; note: string }
  | { what: 'milestone'; id: string; title: string; due: string | null; done: boolean }
  | { what: 'note'; text: string }
  | { what: 'link' | 'unlink'; consultation: string };

/** Everything that happens within one campaign. */
export function useCampaignStep(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => {
      const base = `/api/campaigns/${id}`;
      switch (step.what) {
        case 'status': return api<unknown>(`${base}/status`, { method: 'PUT', body: { status: step.status, note: step.note || null } });
        case 'milestone': return api<unknown>(`${base}/milestones/${step.id}`, { method: 'PUT', body: { title: step.title, due: step.due, done: step.done } });
        case 'note': return api<unknown>(`${base}/log`, { method: 'POST', body: { text: step.text } });
        case 'link': return api<unknown>(`${base}/consultations/${step.consultation}`, { method: 'PUT', body: {} });
        case 'unlink': return api<unknown>(`${base}/consultations/${step.consultation}`, { method: 'DELETE' });
      }
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['campaign', id] });
      await client.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
}
