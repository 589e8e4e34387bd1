import type { Consultation } from './api/types';

/** Where the publisher's page moved the deadline; what the secretariat moved stands in the consultation's own history. */
export function deadlineMoves({ steps = [] }: Pick<Consultation, 'steps'>): { at: string; before: string; after: string }[] {
  return steps.flatMap((step, index) => {
    const before = steps.slice(0, index).findLast(earlier => earlier.deadline)?.deadline;
    return step.act === 'deadline-moved' && step.by === 'source' && step.deadline && before ? [{ at: step.at, before, after: step.deadline }] : [];
  });
}
