import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, onSessionEnd, request } from '@/shared/api/http';
import { ApiError } from '@/shared/api/problem';
import type { Language } from '@/shared/i18n';
import { readStored, store } from '@/shared/lib/storage';

export type Mandate = {
  organisationId: string;
  organisationName: string;
  organisationStatus: 'active' | 'suspended' | 'ended';
  rights: ('comment' | 'sign-off' | 'vote' | 'manage')[];
  validFrom: string | null;
  validTo: string | null;
  deputy: boolean;
};

export type Me = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: Language | null;
  roles: ('secretariat' | 'board' | 'administrator')[];
  mandates: Mandate[];
};

type Session = {
  state: 'loading' | 'anonymous' | 'signed-in' | 'unreachable';
  me: Me | null;
  isStaff: boolean;
  isBoard: boolean;
  isAdministrator: boolean;
  /** The organisation this person speaks for now. */
  acting: Mandate | null;
  actFor: (organisationId: string) => void;
  /** The session was lost while the page was open; what was typed is kept. */
  ended: boolean;
  dismissEnded: () => void;
  retry: () => void;
};

const Context = createContext<Session | null>(null);
const ACTING = 'civikos.actingFor';

async function whoAmI(signal: AbortSignal): Promise<Me | null> {
  const session = await api<{ signedIn: boolean }>('/api/session', { signal });
  if (!session.signedIn) return null;
  try {
    return await api<Me>('/api/people/me', { signal });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data, isPending, isError, refetch } = useQuery({ queryKey: ['session'], queryFn: ({ signal }) => whoAmI(signal), staleTime: 60_000 });
  const [chosen, setChosen] = useState(() => readStored<string>(ACTING));
  const [ended, setEnded] = useState(false);

  // Once known, a person stays on the page when the session ends: nothing that is being typed disappears.
  const [known, setKnown] = useState<Me | null>(null);
  if (data && data !== known) setKnown(data);
  const lost = data === null && known !== null;
  const me = data ?? known;

  useEffect(() => onSessionEnd(() => {
    // Only a loss is news: someone who never signed in has lost nothing.
    if (client.getQueryData<Me | null>(['session'])) setEnded(true);
  }), [client]);

  useEffect(() => {
    if (lost) setEnded(true);
  }, [lost]);

  const actFor = useCallback((organisationId: string) => {
    store(ACTING, organisationId);
    setChosen(organisationId);
  }, []);

  const value = useMemo<Session>(() => {
    const mandates = me?.mandates ?? [];
    const has = (role: Me['roles'][number]) => me?.roles?.includes(role) ?? false;
    return {
      state: isPending ? 'loading' : me ? 'signed-in' : isError ? 'unreachable' : 'anonymous',
      me: me ?? null,
      isStaff: has('secretariat') || has('administrator'),
      isBoard: has('board') || has('administrator'),
      isAdministrator: has('administrator'),
      acting: mandates.find(mandate => mandate.organisationId === chosen) ?? mandates[0] ?? null,
      actFor,
      ended,
      dismissEnded: () => setEnded(false),
      retry: () => void refetch(),
    };
  }, [me, isPending, isError, chosen, ended, actFor, refetch]);

  return <Context value={value}>{children}</Context>;
}

export function useSession(): Session {
  const value = use(Context);
  if (!value) throw new Error('SessionProvider is missing');
  return value;
}

/** Where the gateway starts a sign-in that comes back to this very place. */
export function signInAddress(returnTo = window.location.pathname + window.location.search + window.location.hash): string {
  return `/oauth2/authorization/civikos?return=${encodeURIComponent(returnTo)}`;
}

/** Ends the session here and at the provider, then starts afresh. */
export async function signOut(): Promise<void> {
  let next = '/';
  try {
    const answer = await request<unknown>('/logout', { method: 'POST', headers: { Accept: '*/*' } });
    if (answer.location) next = answer.location;
  } catch (error) {
    // A page at the end of the redirects is as good as an empty answer; only no answer at all is a failure.
    if (error instanceof ApiError && error.status === 0) throw error;
  }
  window.location.assign(next);
}
