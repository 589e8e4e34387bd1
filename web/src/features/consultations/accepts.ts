import { useCommentSettings } from './api/comments';
import type { CommentSettings, Summary } from './api/types';

type Taking = Pick<Summary, 'stage' | 'accepts'>;

/** Whether a comment would be in time, at least one on the whole. The service says so; without its word the stage does. */
export function takesComments({ stage, accepts }: Taking): boolean {
  return accepts ? accepts === 'everything' || accepts === 'general' : stage === 'open';
}

/** Whether its parts can be commented on. */
export function takesParts({ stage, accepts }: Taking): boolean {
  return accepts ? accepts === 'everything' : stage === 'open';
}

/** Whether it is closed to all but late comments, where it takes these. */
export function afterDeadline({ stage, accepts }: Taking): boolean {
  return accepts ? accepts === 'late' : stage === 'closed';
}

type Takes = { whole: boolean; parts: boolean; late: Exclude<CommentSettings['late'], 'refuse'> | null };

/** What can be commented on now: late ones are taken where the settings say so, queued for the secretariat or marked. */
export function useTakes(consultation: Taking & { id: string }): Takes {
  return takesBy(consultation, useCommentSettings(consultation.id).data?.data);
}

/** The same where the settings are at hand; without them nothing is taken late. */
export function takesBy(consultation: Taking, settings: CommentSettings | undefined): Takes {
  const setting = settings?.late ?? 'refuse';
  const late = afterDeadline(consultation) && setting !== 'refuse' ? setting : null;
  return { whole: takesComments(consultation) || late !== null, parts: takesParts(consultation) || late !== null, late };
}

/** Under which tab of the list it stands. */
export function tabOf(stage: Summary['stage']): 'open' | 'planned' | 'closed' {
  return stage === 'open' ? 'open' : stage === 'early' ? 'planned' : 'closed';
}
