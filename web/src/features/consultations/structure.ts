import type { Messages } from '@/shared/i18n/messages/en';
import type { Language } from '@/shared/i18n/language';
import type { ActNode, Comment, NodeKind, Structure } from './api/types';

/** The versions of an act that is written in several languages: the reader's own, or the one that was asked for, else the main one. */
export function versionOf(structure: Structure | undefined, reader: Language, asked: Language | null): { language: Language | undefined; nodes: ActNode[] } {
  if (!structure) return { language: undefined, nodes: [] };
  const languages = structure.languages ?? [structure.language];
  const language = asked && languages.includes(asked) ? asked : languages.includes(reader) ? reader : structure.language;
  return { language, nodes: languages.length < 2 ? structure.nodes : structure.nodes.filter(node => (node.language ?? structure.language) === language) };
}

/** The same place in the version that is shown; null where that version lacks it. */
export function shownAs(id: string, all: ActNode[], shown: ActNode[]): string | null {
  const thread = all.find(node => node.id === id)?.thread ?? id;
  return shown.find(node => node.id === id || (node.thread ?? node.id) === thread)?.id ?? null;
}

/** The part whose words a comment is about, in the version in which it was written. */
export function writtenOn(comment: Pick<Comment, 'node' | 'place'>): string | null {
  return comment.place?.node ?? comment.node;
}

/** A row of two versions beside each other; a part that one of them lacks has an empty place there. */
export type Pair = { left: Section | null; right: Section | null };

/** The sections of two versions in rows, by their thread; what the second alone has stands behind what it follows there. */
export function beside(left: Section[], right: Section[]): Pair[] {
  const threadOf = (section: Section) => section.node.thread ?? section.node.id;
  const lefts = new Set(left.map(threadOf));
  const matching = new Map<string, Section>();
  const following = new Map<string | null, Section[]>();
  let last: string | null = null;
  for (const section of right) {
    const thread = threadOf(section);
    if (lefts.has(thread) && !matching.has(thread)) {
      matching.set(thread, section);
      last = thread;
    } else {
      following.set(last, [...(following.get(last) ?? []), section]);
    }
  }
  const alone = (thread: string | null): Pair[] => (following.get(thread) ?? []).map(section => ({ left: null, right: section }));
  const rows = alone(null);
  const taken = new Set<string>();
  for (const section of left) {
    const thread = threadOf(section);
    const first = !taken.has(thread);
    taken.add(thread);
    rows.push({ left: section, right: first ? matching.get(thread) ?? null : null }, ...(first ? alone(thread) : []));
  }
  return rows;
}

/** A part of the draft that stands by itself in the text and can be jumped to. */
export type Section = {
  node: ActNode;
  /** Its parts in reading order, with their depth below it. */
  parts: { node: ActNode; depth: number }[];
  /** Comments on it and on its parts. */
  comments: number;
};

export type Outline = {
  sections: Section[];
  /** Which section each node is in. */
  sectionOf: Map<string, string>;
};

const INNER: ReadonlySet<NodeKind> = new Set(['paragraph', 'point', 'quotation', 'text', 'note', 'table']);
const HEADINGS: ReadonlySet<NodeKind> = new Set(['part', 'chapter', 'section', 'heading']);

/** Groups the flat list of nodes into what a reader sees: headings and articles, each with its parts. */
export function outline(nodes: ActNode[]): Outline {
  const sections: Section[] = [];
  const byId = new Map<string, Section>();
  const depths = new Map<string, number>();
  const sectionOf = new Map<string, string>();
  for (const node of nodes) {
    if (node.kind === 'title') continue;
    const home = INNER.has(node.kind) && node.parent ? byId.get(sectionOf.get(node.parent) ?? '') : undefined;
    if (home) {
      const depth = node.parent === home.node.id ? 0 : (depths.get(node.parent!) ?? 0) + 1;
      depths.set(node.id, depth);
      home.parts.push({ node, depth });
      home.comments += node.commentCount ?? 0;
      sectionOf.set(node.id, home.node.id);
    } else {
      const section = { node, parts: [], comments: node.commentCount ?? 0 };
      sections.push(section);
      byId.set(node.id, section);
      sectionOf.set(node.id, node.id);
    }
  }
  // Comments come under the name of the main version's node.
  for (const node of nodes) {
    const section = sectionOf.get(node.id);
    if (node.thread && section && !sectionOf.has(node.thread)) sectionOf.set(node.thread, section);
  }
  return { sections, sectionOf };
}

export function isHeading(node: ActNode): boolean {
  return HEADINGS.has(node.kind);
}

/** “Article 5”, in the language of the interface. */
export function nameOf(node: ActNode, t: Messages): string {
  const c = t.consultation;
  const number = node.number ?? '';
  switch (node.kind) {
    case 'article': return c.article(number);
    case 'chapter': return c.chapter(number);
    case 'part': return c.part(number);
    case 'section': return c.section(number);
    case 'annex': return c.annex(number);
    case 'paragraph': return number ? c.paragraph(number) : excerpt(node.text);
    case 'point': return number ? c.point(number) : excerpt(node.text);
    case 'preamble': return c.preamble;
    case 'memorandum': return c.memorandum;
    case 'note': return `${c.note} ${number}`.trim();
    default: return node.heading || excerpt(node.text);
  }
}

/** “Article 5, paragraph 2”: a place a person can find on paper. */
export function placeOf(id: string | null, nodes: ActNode[], structure: Outline, t: Messages): string {
  if (!id) return t.consultation.whole;
  const node = nodes.find(candidate => candidate.id === id) ?? nodes.find(candidate => candidate.thread === id);
  if (!node) return id;
  const home = structure.sectionOf.get(node.id);
  const chain: string[] = [];
  for (let current: ActNode | undefined = node; current; current = nodes.find(candidate => candidate.id === current!.parent)) {
    chain.unshift(nameOf(current, t));
    if (current.id === home) break;
  }
  return chain.join(', ');
}

/** The words of a node and of everything below it, as one text that can be edited. */
export function fullText(id: string, nodes: ActNode[]): string {
  const inside = new Set([id]);
  const lines: string[] = [];
  for (const node of nodes) {
    if (node.id !== id && !(node.parent && inside.has(node.parent))) continue;
    inside.add(node.id);
    const mark = node.id !== id && node.number ? marked(node) : '';
    if (node.text.trim()) lines.push(mark + node.text.trim());
  }
  return lines.join('\n');
}

/** The words that a comment is about, as they stood where it was written; empty for one on the whole. */
export function wordsOf(comment: Pick<Comment, 'node' | 'place'>, nodes: ActNode[]): string {
  return fullText(writtenOn(comment) ?? '', nodes);
}

/** How the number stands before its text: `1.` `1.2.` `a)` */
export function marked(node: ActNode): string {
  if (!node.number) return '';
  return /^[\d.]+$/.test(node.number) ? `${node.number.replace(/\.$/, '')}. ` : `${node.number}) `;
}

function excerpt(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
}
