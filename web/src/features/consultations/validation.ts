import type { Messages } from '@/shared/i18n/messages/en';
import type { CommentKind } from './api/types';
import type { KeptComment } from './kept-comments';

/** Characters per field. */
export const LIMIT = 20_000;

export function needsWording(kind: CommentKind | ''): boolean {
  return kind === 'change' || kind === 'add';
}

export function needsJustification(kind: CommentKind | ''): boolean {
  return kind === 'change' || kind === 'delete';
}

/** What is asked in the words of a proposal need not be said again. */
export function needsText(kind: CommentKind | ''): boolean {
  return kind === 'question' || kind === 'support' || kind === 'legal-technical';
}

/** The same rules as the server's, so that most mistakes are seen before sending. */
export function validate(comment: KeptComment, current: string, t: Messages): Record<string, string> {
  const e = t.commentForm.errors;
  const errors: Record<string, string> = {};
  const { kind } = comment;
  const wording = comment.proposedWording ?? '';
  if (!comment.organisation) errors['organisation'] = e.organisation;
  if (!kind) errors['kind'] = e.kind;
  if (needsWording(kind) && !wording.trim()) errors['proposedWording'] = e.proposedWording;
  else if (kind === 'change' && (comment.node || comment.law) && wording.trim() === current.trim()) errors['proposedWording'] = e.proposedSame;
  else if (tooLong(wording)) errors['proposedWording'] = e.tooLong(t.commentForm.proposedWording);
  if (needsText(kind) && !comment.text.trim()) errors['text'] = e.text;
  else if (tooLong(comment.text)) errors['text'] = e.tooLong(t.commentForm.text);
  if (needsJustification(kind) && !comment.justification.trim()) errors['justification'] = e.justification;
  else if (tooLong(comment.justification)) errors['justification'] = e.tooLong(t.commentForm.justification);
  const references = comment.references ?? [];
  if (references.some(reference => reference.url?.trim() && !/^https?:\/\/\S{3,}$/.test(reference.url.trim()))) errors['references'] = t.commentLife.errors.referenceUrl;
  else if (references.some(reference => reference.url?.trim() && !reference.label.trim())) errors['references'] = t.commentLife.errors.reference;
  if (!comment.importance) errors['importance'] = e.importance;
  return errors;
}

function tooLong(text: string): boolean {
  return [...text].length > LIMIT;
}
