import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';
import type { ActKind, Field, Names } from '@/shared/api/reference';
import { upload } from '@/shared/api/upload';
import { newId } from '@/shared/lib/id';
import type { Stage } from './types';

export const planStates = ['planned', 'overdue', 'perhaps-published', 'linked', 'dropped'] as const;

export type Card = { id: string; title: string; stage: Stage; openedAt: string };
export type PlanEntry = {
  id: string; year: number; quarter: number; quarterEndOn: string; title: string; actKind: ActKind; institution: { id: string; names: Names }; fields: Field[]; reference: string | null;
  stage: Stage | 'planned'; overdue: boolean; consultation: Card | null; dropped: string | null; version: number;
  /** Something that was published may be it, and nobody has said yet: not called missing until then. */
  perhapsPublished: boolean;
  /** Title, institution and kind were the same, so nobody had to say it. */
  linkedByItself: boolean;
};

/** What was published and may be an entry; without a consultation it is a draft that is not opened yet. */
export type Likely = { id: string; title: string; likeness: number; consultation: Card | null };

export type PlanRowResult = { row: number; title: string; institution: string; actKind: ActKind; quarter: number; effect: 'created' | 'updated' | 'unchanged' };
export type PlanReport = {
  year: number; dryRun: boolean; written: boolean; rows: number; created: number; updated: number; unchanged: number; good: PlanRowResult[];
  errors: { row: number; column: string | null; code: string; message: string | null }[];
};

export type PlanFilters = { state?: string; year?: string; institution?: string; kind?: string; field?: string; q?: string; limit?: number };

export function usePlan(filters: PlanFilters, enabled = true) {
  return useCursorList<PlanEntry>(['plan'], '/api/plan-entries', { limit: 50, ...filters }, { enabled });
}

export function useSuggestions(entry: string, enabled = true) {
  return useQuery({
    queryKey: ['plan-suggestions', entry],
    enabled,
    queryFn: ({ signal }) => api<{ items: { consultation: Card; likeness: number }[]; likely: Likely | null }>(`/api/plan-entries/${entry}/suggestions`, { signal }),
  });
}

export type PlanChange =
  | { do: 'link'; consultation: string }
  | { do: 'unlink' }
  | { do: 'refuse'; published: string }
  | { do: 'drop'; reason: string }
  | { do: 'undrop' }
  | { do: 'early'; deadline: string; description: string; language: string };

export function useChangePlan(entry: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: PlanChange) => {
      if (change.do === 'refuse') return api<PlanEntry>(`/api/plan-entries/${entry}/refusals/${change.published}`, { method: 'PUT', body: {} });
      const { do: what, ...body } = change;
      const path = `/api/plan-entries/${entry}/${what === 'link' || what === 'unlink' ? 'consultation' : what === 'early' ? 'early-consultation' : 'drop'}`;
      return api<PlanEntry>(path, what === 'unlink' || what === 'undrop' ? { method: 'DELETE' } : { method: 'PUT', body });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['plan'] });
      await client.invalidateQueries({ queryKey: ['plan-suggestions', entry] });
      await client.invalidateQueries({ queryKey: ['consultations'] });
    },
  });
}

export async function importPlan(file: File, year: string, options: { dryRun: boolean; skipErrors?: boolean }, onProgress: (share: number) => void): Promise<PlanReport> {
  const form = new FormData();
  form.append('file', file, file.name);
  const query = new URLSearchParams({ year, dryRun: String(options.dryRun) });
  if (options.skipErrors) query.set('skipErrors', 'true');
  const answer = await upload(`/api/plan-imports?${query}`, form, { 'Idempotency-Key': newId() }, onProgress);
  return answer.data as PlanReport;
}
