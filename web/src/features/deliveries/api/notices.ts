import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

/** Something that the system cannot settle by itself. */
export type StaffNotice = { id: string; at: string; subject: string; text: string };

const KEY = ['staff-notices'];

export function useStaffNotices() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => api<{ items: StaffNotice[] }>('/api/staff-notices', { signal }) });
}

export function useNoticeDone() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<void>(`/api/staff-notices/${encodeURIComponent(id)}/done`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
