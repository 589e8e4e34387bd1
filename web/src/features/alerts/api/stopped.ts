import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

export type Why = 'hard-bounce' | 'soft-bounces' | 'complaint' | 'stop' | 'staff';
export type Stopped = { channel: 'email' | 'sms'; address: string; why: Why; since: string; lift: 'self' | 'mail' | 'sms' | 'secretariat' };
export type Unreachable = { personId: string; name: string; channel: 'email' | 'sms'; address: string; why: Why; since: string; others: boolean };

const KEY = ['stopped'];

export function useStopped() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => api<{ items: Stopped[] }>('/api/suppressions/me', { signal }) });
}

/** Takes it back, or has the mail sent by which that is done. */
export function useLift() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (channel: string) => api<{ state: 'lifted' | 'mailed' }>(`/api/suppressions/me/${channel}/lift`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useConfirmAddress(token: string) {
  return useMutation({ mutationFn: () => api<void>(`/api/suppressions/confirmations/${encodeURIComponent(token)}`, { method: 'POST' }) });
}

export function useUnreachable(organisation: string) {
  return useQuery({ queryKey: ['unreachable', organisation], queryFn: ({ signal }) => api<{ items: Unreachable[] }>(`/api/suppressions/organisations/${organisation}`, { signal }) });
}
