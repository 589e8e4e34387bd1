import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import { ApiError } from '@/shared/api/problem';

/** The address is told once, when the link is made. */
export type CalendarLink = { createdAt: string; url?: string | null };

const PATH = '/api/calendar-link';
const KEY = ['calendar-link'];

/** Null where there is none. */
export function useCalendarLink() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api<CalendarLink>(PATH, { signal }).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }),
    staleTime: Infinity,
  });
}

export function useMakeCalendarLink() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api<CalendarLink>(PATH, { method: 'POST' }), onSuccess: made => client.setQueryData(KEY, made) });
}

export function useEndCalendarLink() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api<undefined>(PATH, { method: 'DELETE' }), onSuccess: () => client.setQueryData(KEY, null) });
}
