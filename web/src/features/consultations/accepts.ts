import type { Summary } from './api/types';

type Taking = Pick<Summary, 'stage' | 'accepts'>;

/** Whether a comment would be in time, at least one on the whole. The service says so; without its word the stage does. */
export function takesComments({ stage, accepts }: Taking): boolean {
  return accepts ? accepts === 'everything' || accepts === 'general' : stage === 'open';
}

/** Whether its parts can be commented on. */
export function takesParts({ stage, accepts }: Taking): boolean {
  return accepts ? accepts === 'everything' : stage === 'open';
}

/** Under which tab of the list it stands. */
export function tabOf(stage: Summary['stage']): 'open' | 'planned' | 'closed' {
  return stage === 'open' ? 'open' : stage === 'early' ? 'planned' : 'closed';
}
