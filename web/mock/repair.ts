// A bench for repairing splits, from memory: enough of the service's rules to try the screen with.
import type { Operation, Repair, RepairNode, RepairWarning } from '../src/features/drafts/api/repair';
import type { Draft } from '../src/features/drafts/api/drafts';
import * as data from './data';

type Bench = { revision: number; past: RepairNode[][]; future: RepairNode[][]; nodes: RepairNode[]; operations: (Operation & { when: string })[]; saved: string };

const benches = new Map<string, Bench>();

function bench(id: string): Bench {
  let found = benches.get(id);
  if (!found) {
    const nodes = data.structures['udhezimi-ndihma']!.nodes.map(({ commentCount: _, ...node }, index) => ({ ...node, page: 1 + Math.floor(index / 8), confidence: index === 5 ? 0.4 : 0.95 }));
    found = { revision: 0, past: [], future: [], nodes, operations: [], saved: JSON.stringify(nodes) };
    benches.set(id, found);
  }
  return found;
}

function warnings(nodes: RepairNode[]): RepairWarning[] {
  const out: RepairWarning[] = [{ code: 'scan-not-read', node: nodes.at(-1)?.id ?? null, pages: [3, 4], message: 'Pages without readable text, probably scanned: 3–4.' }];
  let before = 0;
  for (const node of nodes.filter(one => one.kind === 'article')) {
    const number = Number.parseInt(node.number ?? '', 10);
    if (number > before + 1) out.push({ code: 'number-gap', node: node.id, pages: [], message: `Article ${before + 1} is missing before article ${number}.` });
    if (number === before) out.push({ code: 'number-twice', node: node.id, pages: [], message: `There is more than one article ${number}.` });
    before = number;
  }
  return out;
}

function inOrder(nodes: RepairNode[], parent: string | null = null): RepairNode[] {
  return nodes.filter(node => node.parent === parent).flatMap(node => [node, ...inOrder(nodes, node.id)]);
}

/** @returns the nodes afterwards, or the code of the problem */
function apply(nodes: RepairNode[], operation: Operation): RepairNode[] | string {
  const at = nodes.findIndex(node => node.id === operation.node);
  const node = nodes[at];
  if (!node) return 'repair-unknown-node';
  const change = (changes: Partial<RepairNode>) => nodes.map(one => one === node ? { ...one, ...changes } : one);
  const beside = nodes.filter(one => one.parent === node.parent);
  switch (operation.op) {
    case 'renumber': return change({ number: operation.number, confidence: 1 });
    case 'relabel': return change({ kind: operation.kind, confidence: 1 });
    case 'title': return operation.at === 0 ? change({ heading: null, text: [node.heading, node.text].filter(Boolean).join('\n') })
      : change({ heading: [node.heading, node.text.slice(0, operation.at).replaceAll('\n', ' ').trim()].filter(Boolean).join(' '), text: node.text.slice(operation.at).trimStart() });
    case 'merge': {
      const before = nodes[at - 1];
      if (!before) return 'repair-nothing-before';
      return nodes.filter(one => one !== node).map(one => one === before ? { ...one, text: [one.text, node.number, node.text].filter(Boolean).join('\n') } : one.parent === node.id ? { ...one, parent: before.id } : one);
    }
    case 'split': {
      if (operation.at < 1 || operation.at >= node.text.length) return 'repair-no-such-place';
      const made = { ...node, id: `${node.id}__s${operation.at}`, kind: operation.kind, number: operation.number, heading: null, text: node.text.slice(operation.at), confidence: 1 };
      return change({ text: node.text.slice(0, operation.at) }).flatMap(one => one.id === node.id ? [one, made] : [one]);
    }
    case 'promote': {
      const parent = nodes.find(one => one.id === node.parent);
      if (!parent) return 'repair-at-top';
      const rest = nodes.filter(one => one !== node);
      rest.splice(rest.indexOf(parent) + 1, 0, { ...node, parent: parent.parent });
      return inOrder(rest);
    }
    case 'demote': {
      const before = beside[beside.indexOf(node) - 1];
      return before ? inOrder(change({ parent: before.id })) : 'repair-nothing-before';
    }
    case 'move': {
      const target = nodes.find(one => one.id === operation.before);
      const rest = nodes.filter(one => one !== node);
      rest.splice(target ? rest.indexOf(target) : rest.length, 0, { ...node, parent: target ? target.parent : node.parent });
      return inOrder(rest);
    }
  }
}

export function whole(draft: Draft): Repair {
  const b = bench(draft.id);
  return {
    draft: draft.id, title: draft.title, language: 'sq', state: draft.state, consultationId: draft.state === 'opened' ? draft.consultationId ?? draft.id : null, revision: b.revision,
    unsaved: JSON.stringify(b.nodes) !== b.saved, saving: false, restarted: false, lost: [{ op: 'renumber', node: b.nodes[3]?.id ?? 'art_1', when: '2026-11-20T09:00:00Z' }, { op: 'split', node: 'art_99', when: '2026-11-20T09:01:00Z' }], nodes: b.nodes, warnings: warnings(b.nodes),
    operations: b.operations.map((one, index) => ({ op: one.op, node: one.node, when: one.when, mine: true, undone: index >= b.past.length })),
  };
}

export function turn(draft: Draft, action: Operation | 'undo' | 'redo'): object | string {
  const b = bench(draft.id);
  const before = b.nodes;
  let focus: string | null = null;
  if (action === 'undo' || action === 'redo') {
    const [from, to] = action === 'undo' ? [b.past, b.future] : [b.future, b.past];
    const other = from.pop();
    if (other) {
      to.push(b.nodes);
      b.nodes = other;
      focus = b.operations[action === 'undo' ? b.past.length : b.past.length - 1]?.node ?? null;
    }
  } else {
    const next = apply(b.nodes, action);
    if (typeof next === 'string') return next;
    b.operations = [...b.operations.slice(0, b.past.length), { ...action, when: new Date().toISOString() }];
    b.past.push(b.nodes);
    b.future = [];
    b.nodes = next;
    focus = action.node;
  }
  b.revision++;
  const known = new Map(before.map(node => [node.id, JSON.stringify(node)]));
  if (!b.nodes.some(node => node.id === focus)) focus = before[Math.max(0, before.findIndex(node => node.id === focus) - 1)]?.id ?? null;
  return {
    revision: b.revision, unsaved: JSON.stringify(b.nodes) !== b.saved, done: b.past.length, undone: b.future.length, order: b.nodes.map(node => node.id),
    changed: b.nodes.filter(node => known.get(node.id) !== JSON.stringify(node)), warnings: warnings(b.nodes), focus,
  };
}

export function save(draft: Draft): Repair {
  const b = bench(draft.id);
  b.saved = JSON.stringify(b.nodes);
  b.revision++;
  return whole(draft);
}
