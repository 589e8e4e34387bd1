import { useCursorList } from '@/shared/api/cursor';

export type Obstacle = {
  channel: 'email' | 'sms';
  why: 'no-address' | 'invalid' | 'country' | 'off' | 'stopped';
  /** In part. */
  address: string | null;
  stoppedBy: 'hard-bounce' | 'soft-bounces' | 'complaint' | 'stop' | 'staff' | null;
  since: string | null;
};
export type OutOfReach = { organisationId: string; organisationName: string; personId: string; name: string | null; obstacles: Obstacle[] };
/** @property people how many in all that was asked for, each once */
export type OutOfReachCounts = { people: number; organisations: { id: string; name: string; people: number }[] };

const PATH = '/api/suppressions/unreachable';
const KEY = ['out-of-reach'];

export function useOutOfReach(organisation: string) {
  return useCursorList<OutOfReach, OutOfReachCounts>(KEY, PATH, { organisation, limit: 50 });
}

/** The organisations that have people out of reach, whichever is looked at. */
export function useOrganisationsOutOfReach() {
  return useCursorList<OutOfReach, OutOfReachCounts>(KEY, PATH, { limit: 1 }).last?.organisations ?? [];
}
