import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';

export const deliveryStates = ['waiting', 'sending', 'handed-over', 'delivered', 'failed', 'not-sent'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
export type Totals = Partial<Record<DeliveryState, number>>;

export type Alert = {
  id: string;
  kind: string;
  consultationId?: string | null;
  title: string;
  createdAt: string;
  completedAt: string | null;
  concerned: number;
  totals: { email?: Totals; sms?: Totals };
};

export type Delivery = {
  id: string;
  personId: string;
  personName: string | null;
  channel: 'email' | 'sms';
  address: string | null;
  language: string;
  state: DeliveryState;
  attempts: number;
  /** Plain words, in the reader's language. */
  lastError: string | null;
  createdAt: string;
  handedOverAt: string | null;
  /** Who took it, or may have. */
  provider?: string | null;
  deliveredAt?: string | null;
  /** The other side's own words. */
  detail?: string | null;
};

export type NotReached = { personId: string; personName: string | null; channels?: { channel: 'email' | 'sms'; state: DeliveryState; address: string | null; lastError: string | null }[] };

/** An alert on its way changes by the second; one that has arrived does not. */
const WATCH_MS = 2_000;

export function useAlerts(query: { limit?: number } = {}) {
  return useCursorList<Alert>(['alerts'], '/api/alerts', { limit: 20, ...query }, { refetchInterval: 10_000 });
}

export function useAlert(id: string) {
  return useQuery({
    queryKey: ['alert', id],
    queryFn: ({ signal }) => api<Alert>(`/api/alerts/${id}`, { signal }),
    refetchInterval: query => query.state.data && !query.state.data.completedAt ? WATCH_MS : false,
  });
}

export function useDeliveries(id: string, filters: { state?: string; channel?: string }) {
  return useCursorList<Delivery>(['alert', id, 'deliveries'], `/api/alerts/${id}/deliveries`, { limit: 50, ...filters });
}

export function useNotReached(id: string) {
  return useCursorList<NotReached>(['alert', id, 'not-reached'], `/api/alerts/${id}/not-reached`, { limit: 50 });
}

/** Sends an alert anew to those whom it failed to reach. */
export function useResend(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<{ opened: number }>(`/api/alerts/${id}/resend`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['alert', id] }),
  });
}

export function missed(alert: Alert): number {
  return [alert.totals.email, alert.totals.sms].reduce((sum, totals) => sum + (totals?.failed ?? 0), 0);
}
