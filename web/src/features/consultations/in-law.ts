import type { Messages } from '@/shared/i18n/messages/en';
import type { Applied, AppliedElement } from './api/applied';
import type { ActNode, LawPlace, Quote } from './api/types';
import { marked, nameOf } from './structure';

/** Where a comment on a place of the law belongs. */
export type LawTarget = {
  /** The draft's own node that changes the place; null where the draft leaves it as it is. */
  node: string | null;
  /** The words of that node that the place consists of, where the draft adds it in the middle of a sentence. */
  quote: Quote | null;
  /** None where the draft adds the place: the law has no such place yet, and what is said is said on the draft's own words. */
  law: LawPlace | null;
  /** The words of the law today; empty where the draft adds the place. */
  inForce: string;
};

function below(applied: Applied, id: string): AppliedElement[] {
  const inside = new Set([id]);
  return applied.elements.filter(element => {
    if (element.id !== id && !(element.parent && inside.has(element.parent))) return false;
    inside.add(element.id);
    return true;
  });
}

/** What a place of the law and all below it say, today or with the draft: the same lines as the service keeps with a comment. */
export function lawWords(applied: Applied, id: string, when: 'in-force' | 'with-draft'): string {
  const goes = when === 'in-force' ? 'insert' : 'delete';
  return below(applied, id).flatMap(element => {
    const said = element.text.filter(piece => piece.op !== goes).map(piece => piece.text).join('').trim();
    return said ? [(element.id === id ? '' : marked({ ...asNode(element), text: said })) + said] : [];
  }).join('\n');
}

/** The instructions of the draft that concern an element itself, by their place in the list. */
export function ordersOf(elements: AppliedElement[]): number[] {
  return [...new Set(elements.flatMap(element => [...element.orders, ...element.text.map(piece => piece.order)]).filter(order => order >= 0))].sort((x, y) => x - y);
}

/** “09/L-900, Article 5, Paragraph 2”. */
export function lawLabel(applied: Applied, id: string, t: Messages): string {
  const chain: string[] = [];
  for (let at = applied.elements.find(element => element.id === id); at; at = applied.elements.find(element => element.id === at!.parent)) {
    chain.unshift(nameOf(asNode(at), t));
    if (at.kind === 'article') break;
  }
  return [applied.law.number ?? applied.law.title, ...chain].join(', ').replaceAll('\u00A0', ' ');
}

/** The draft's own node that changes an element or adds it; of what is added in the middle of a sentence, its words there. */
export function draftNodeOf(applied: Applied, element: AppliedElement, nodes: ActNode[]): Pick<LawTarget, 'node' | 'quote'> {
  const order = ordersOf(element.kind === 'article' ? below(applied, element.id) : [element])[0];
  const node = order === undefined ? null : applied.orders[order]!.node;
  if (element.state !== 'added') return { node, quote: null };
  const at = nodes.findIndex(one => one.id === node);
  const next = nodes[at + 1];
  // New text that stands as a block of its own is a node; else it is some words of the sentence that adds it.
  if (next?.kind === 'quotation' && next.parent === node) return { node: next.id, quote: null };
  const said = element.text.map(piece => piece.text).join('').trim();
  const start = said && at >= 0 ? nodes[at]!.text.indexOf(said) : -1;
  return { node, quote: start < 0 ? null : { exact: said, prefix: null, suffix: null, start } };
}

/** Null where the law as applied has no such place. */
export function targetIn(applied: Applied, id: string, nodes: ActNode[], t: Messages): LawTarget | null {
  const element = applied.elements.find(one => one.id === id);
  if (!element) return null;
  const own = draftNodeOf(applied, element, nodes);
  if (element.state === 'added') return { ...own, law: null, inForce: '' };
  return { ...own, law: { law: applied.law.id, node: id, label: lawLabel(applied, id, t), words: lawWords(applied, id, 'with-draft') }, inForce: lawWords(applied, id, 'in-force') };
}

/** Comments on a place: of what the draft adds those on the draft's own node, for the law has no such place yet. */
export function commentsAt(applied: Applied, element: AppliedElement, nodes: ActNode[]): number {
  if (element.state !== 'added') return element.commentCount ?? 0;
  const own = draftNodeOf(applied, element, nodes).node;
  return nodes.find(node => node.id === own)?.commentCount ?? 0;
}

export function asNode(element: AppliedElement): ActNode {
  return { id: element.id, kind: element.kind, number: element.number, heading: element.heading, parent: element.parent, text: element.text.map(piece => piece.text).join(''), page: null, confidence: 1 };
}
