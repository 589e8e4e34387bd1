import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request, type Tagged } from '@/shared/api/http';
import type { scopes } from '@/shared/api/alert-settings';
import type { Hours, Quiet } from '@/shared/criteria/hours';

export const frequencies = ['at-once', 'daily', 'weekly'] as const;
export const ways = ['email', 'sms', 'inbox'] as const;

export type SubscriptionBody = {
  name: string;
  scope: (typeof scopes)[number];
  match: 'any' | 'all';
  institutions: string[];
  actKinds: string[];
  fields: string[];
  words: string[];
  /** The words may stand in the text as well, not in the title alone. */
  inText: boolean;
  consultationId: string | null;
  regions: string[];
  campaigns: string[];
  groups: string[];
  unsorted: boolean;
  frequency: (typeof frequencies)[number];
  ways: (typeof ways)[number][];
  language: 'sq' | 'sr' | 'en' | null;
  /** The person's own where there is none. */
  hours?: Hours | null;
};
export type Subscription = SubscriptionBody & { id: string };
/** `own` if the person chose the subscriptions; `setBy` names the organisations that set them else. */
export type Subscriptions = {
  email: boolean; sms: boolean; zone: string; quiet: Quiet | null; most: number; subscriptions: Subscription[]; own: boolean; setBy: string[];
};
export type OrganisationDefaults = { subscriptions: SubscriptionBody[]; zone: string | null; quiet: Quiet | null };
type DefaultsView = { subscriptions: Subscription[]; zone: string; quiet: Quiet | null };

const PATH = '/api/subscriptions/me';
export const KEY = ['subscriptions'];

export function useSubscriptions() {
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => request<Subscriptions>(PATH, { signal }).then(({ data, etag }) => ({ data, etag })) });
}

function useChange<Sent>(send: (sent: Sent, guard: Record<string, string>) => Promise<Tagged<Subscriptions>>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: Sent) => {
      const etag = client.getQueryData<Tagged<Subscriptions>>(KEY)?.etag;
      return send(sent, etag ? { 'If-Match': etag } : {});
    },
    onSuccess: ({ data, etag }) => {
      client.setQueryData(KEY, { data, etag });
      void client.invalidateQueries({ queryKey: ['alert-settings'] });
    },
    onError: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useSaveSubscription() {
  return useChange(({ id, ...body }: Subscription, headers) => request<Subscriptions>(`${PATH}/${id}`, { method: 'PUT', body, headers }));
}

export function useRemoveSubscription() {
  return useChange((id: string, headers) => request<Subscriptions>(`${PATH}/${id}`, { method: 'DELETE', headers }));
}

/** Gives up one's own choice for what one's organisations set, or the network. */
export function useInherit() {
  return useChange((_: void, headers) => request<Subscriptions>(PATH, { method: 'DELETE', headers }));
}

export function useSaveTimes() {
  return useChange((times: Hours, headers) => request<Subscriptions>(PATH, { method: 'PUT', body: times, headers }));
}

/** What an organisation sets for those of its people who never chose; whoever manages it may. */
export function useOrganisationDefaults(organisation: string) {
  return useQuery({
    queryKey: ['organisation-defaults', organisation],
    queryFn: ({ signal }) => request<DefaultsView>(`/api/subscriptions/organisations/${organisation}`, { signal }).then(({ data, etag }) => ({ data, etag })),
  });
}

export function useSaveOrganisationDefaults(organisation: string) {
  const client = useQueryClient();
  const key = ['organisation-defaults', organisation];
  return useMutation({
    mutationFn: (wanted: OrganisationDefaults) => {
      const etag = client.getQueryData<Tagged<DefaultsView>>(key)?.etag;
      return request<DefaultsView>(`/api/subscriptions/organisations/${organisation}`, { method: 'PUT', body: wanted, headers: etag ? { 'If-Match': etag } : {} });
    },
    onSuccess: ({ data, etag }) => client.setQueryData(key, { data, etag }),
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
}
