import { newId } from '@/shared/lib/id';
import { forget, readStored, store, storedKeys } from '@/shared/lib/storage';
import type { CommentKind, Importance, LawPlace, Quote, Reference } from './api/types';

/** A comment that was begun here and not sent. It lives on this device until it is sent or thrown away. */
export type KeptComment = {
  id: string;
  consultation: string;
  title: string;
  node: string | null;
  organisation: string;
  kind: CommentKind | '';
  importance: Importance | '';
  text: string;
  /** null: not touched yet. */
  proposedWording: string | null;
  justification: string;
  /** Exact words that it is about. */
  quote?: Quote | null;
  references?: Reference[];
  /** The place in the law in force at which it is written. */
  law?: LawPlace | null;
  /** The comment that it is to replace. */
  replaces?: string | null;
  /** The draft of the organisation that it goes on with, which has the same identifier. */
  draft?: string | null;
  /** Whether a draft for the organisation was made of it, for its files. */
  shared?: boolean;
  savedAt: string;
};

const PREFIX = 'civikos.comment.';

/** Each comment by its own identifier: no other one, of a colleague or at the same place, is ever written over. */
function keyOf(person: string, comment: { consultation: string; id: string }): string {
  return `${PREFIX}${person}.${comment.consultation}.${comment.id}`;
}

export function newComment(consultation: string, title: string, node: string | null, organisation: string): KeptComment {
  return { id: newId(), consultation, title, node, organisation, kind: '', importance: '', text: '', proposedWording: null, justification: '', savedAt: '' };
}

/** What is gone on with: words of one's own for a place, a draft of the organisation, or words that are to replace a comment. */
export type Begun = { node: string | null; law?: string | null | undefined } | { draft: string } | { replaces: string };

/** What was kept last of it. */
export function readKept(person: string, consultation: string, begun: Begun): KeptComment | null {
  return allKept(person, consultation).find(kept => 'draft' in begun ? kept.id === begun.draft
    : 'replaces' in begun ? !kept.draft && kept.replaces === begun.replaces
    : !kept.draft && !kept.replaces && kept.node === begun.node && (kept.law?.node ?? null) === (begun.law ?? null)) ?? null;
}

/** @returns when it was kept, or null when this browser keeps nothing */
export function keep(person: string, comment: KeptComment): string | null {
  const savedAt = new Date().toISOString();
  if (!store(keyOf(person, comment), { ...comment, savedAt })) return null;
  keysOf(person, comment).filter(key => key !== keyOf(person, comment)).forEach(forget);
  return savedAt;
}

export function throwAway(person: string, comment: KeptComment): void {
  keysOf(person, comment).forEach(forget);
}

/** Everything this person began on this device, newest first. */
export function allKept(person: string, consultation?: string): KeptComment[] {
  return storedKeys(consultation ? `${PREFIX}${person}.${consultation}.` : `${PREFIX}${person}.`)
    .map(key => readStored<KeptComment>(key))
    .filter((kept): kept is KeptComment => typeof kept?.id === 'string' && (!consultation || kept.consultation === consultation))
    .sort((a, b) => (b.savedAt ?? '').localeCompare(a.savedAt ?? ''));
}

/** The page on which it is gone on with. */
export function addressOf(kept: KeptComment): string {
  const query = kept.draft ? `?draft=${kept.draft}` : kept.replaces ? `?replaces=${kept.replaces}` : kept.law ? `?${new URLSearchParams({ place: kept.law.node, ...(kept.node ? { node: kept.node } : {}) })}` : kept.node ? `?node=${encodeURIComponent(kept.node)}` : '';
  return `/consultations/${kept.consultation}/comment${query}`;
}

/** Where a comment stands, its key of before among them: that was its place's. */
function keysOf(person: string, comment: KeptComment): string[] {
  return storedKeys(`${PREFIX}${person}.${comment.consultation}.`).filter(key => readStored<KeptComment>(key)?.id === comment.id);
}
