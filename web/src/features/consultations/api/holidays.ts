import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import type { Names } from '@/shared/api/reference';

export type LawDay = { code: string; on: string; off: string; calculated: boolean };
export type AnnouncedDay = { id: string; date: string; kind: 'off' | 'worked'; names: Names; act: string; version: number };
export type HolidayYear = { year: number; law: LawDay[]; announced: AnnouncedDay[]; from: string; to: string };
export type HolidayStep = { what: 'added' | 'changed' | 'removed'; day: AnnouncedDay; by: string; at: string };

export function useHolidays(year: number) {
  return useQuery({ queryKey: ['holidays', year], queryFn: ({ signal }) => api<HolidayYear>('/api/holidays', { signal, query: { year } }) });
}

export function useHolidayHistory() {
  return useQuery({ queryKey: ['holidays', 'history'], queryFn: ({ signal }) => api<{ items: HolidayStep[] }>('/api/holidays/history', { signal }) });
}

/** Names by person, as far as they are known: whoever has left is nobody by name. */
export function usePeopleNames(ids: string[]): Record<string, string> {
  return useQueries({
    queries: [...new Set(ids)].map(id => ({ queryKey: ['person', id], queryFn: ({ signal }: { signal: AbortSignal }) => api<{ id: string; name: string }>(`/api/people/${id}`, { signal }), staleTime: 300_000 })),
    combine: results => Object.fromEntries(results.flatMap(one => one.data ? [[one.data.id, one.data.name]] : [])),
  });
}

/** Whatever is counted in working days is asked for anew. */
function useRecount() {
  const client = useQueryClient();
  return () => Promise.all(['holidays', 'consultations', 'consultation', 'rules'].map(queryKey => client.invalidateQueries({ queryKey: [queryKey] })));
}

export function useAnnounce() {
  return useMutation({
    mutationFn: ({ id, version, ...body }: AnnouncedDay) => api<AnnouncedDay>(`/api/holidays/${id}`, { method: 'PUT', body, headers: { 'If-Match': `"${version}"` } }),
    onSuccess: useRecount(),
  });
}

export function useWithdrawDay() {
  return useMutation({
    mutationFn: (day: AnnouncedDay) => api<undefined>(`/api/holidays/${day.id}`, { method: 'DELETE', headers: { 'If-Match': `"${day.version}"` } }),
    onSuccess: useRecount(),
  });
}
