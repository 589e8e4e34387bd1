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
  savedAt: string;
};

const PREFIX = 'civikos.comment.';

function keyOf(person: string, consultation: string, node: string | null): string {
  return `${PREFIX}${person}.${consultation}.${node ?? 'whole'}`;
}

export function newComment(consultation: string, title: string, node: string | null, organisation: string): KeptComment {
  return { id: newId(), consultation, title, node, organisation, kind: '', importance: '', text: '', proposedWording: null, justification: '', savedAt: '' };
}

export function readKept(person: string, consultation: string, node: string | null): KeptComment | null {
  const kept = readStored<KeptComment>(keyOf(person, consultation, node));
  return kept && typeof kept.id === 'string' && kept.consultation === consultation ? kept : null;
}

/** @returns when it was kept, or null when this browser keeps nothing */
export function keep(person: string, comment: KeptComment): string | null {
  const savedAt = new Date().toISOString();
  return store(keyOf(person, comment.consultation, comment.node), { ...comment, savedAt }) ? savedAt : null;
}

export function throwAway(person: string, consultation: string, node: string | null): void {
  forget(keyOf(person, consultation, node));
}

/** Everything this person began on this device, newest first. */
export function allKept(person: string, consultation?: string): KeptComment[] {
  return storedKeys(consultation ? `${PREFIX}${person}.${consultation}.` : `${PREFIX}${person}.`)
    .map(key => readStored<KeptComment>(key))
    .filter(kept => kept !== null && typeof kept?.id === 'string')
    .sort((a, b) => (b?.savedAt ?? '').localeCompare(a?.savedAt ?? '')) as KeptComment[];
}
