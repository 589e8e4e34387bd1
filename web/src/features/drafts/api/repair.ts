import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import { ApiError } from '@/shared/api/problem';
import type { DraftState } from './drafts';

export const nodeKinds = ['title', 'preamble', 'part', 'chapter', 'section', 'article', 'paragraph', 'point', 'annex', 'memorandum', 'heading', 'quotation', 'text', 'note', 'table'] as const;
export type RepairKind = (typeof nodeKinds)[number];
export type RepairNode = { id: string; kind: RepairKind; number: string | null; heading: string | null; parent: string | null; text: string; page: number | null; confidence: number };
export type RepairWarning = { code: string; node: string | null; pages: number[]; message: string | null };
export type Operation =
  | { op: 'merge' | 'promote' | 'demote'; node: string }
  | { op: 'split'; node: string; at: number; kind: RepairKind; number: string | null }
  | { op: 'renumber'; node: string; number: string | null }
  | { op: 'relabel'; node: string; kind: RepairKind }
  | { op: 'title'; node: string; at: number }
  | { op: 'move'; node: string; before: string | null };

export type Repair = {
  draft: string;
  title: string;
  language: 'sq' | 'sr' | 'en';
  state: DraftState;
  consultationId: string | null;
  revision: number;
  /** The text here differs from the one in force. */
  unsaved: boolean;
  saving: boolean;
  /** Steps were dropped, since the publisher's text is another now. */
  restarted: boolean;
  /** Steps on the publisher's text before that could not be carried over to this one. */
  lost: { op: Operation['op']; node: string; when: string }[];
  nodes: RepairNode[];
  warnings: RepairWarning[];
  operations: { op: Operation['op']; node: string; when: string; mine: boolean; undone: boolean }[];
};

type Step = { revision: number; unsaved: boolean; done: number; undone: number; order: string[]; changed: RepairNode[]; warnings: RepairWarning[]; focus: string | null };

export type Turn = { action: Operation } | { action: 'undo' | 'redo' };

export function useRepair(id: string) {
  return useQuery({ queryKey: ['repair', id], queryFn: ({ signal }) => api<Repair>(`/api/drafts/${id}/repair`, { signal }), staleTime: Infinity, refetchInterval: query => query.state.data?.saving ? 1_500 : false });
}

/** Takes one step; only what changed comes back, so that a long act answers as fast as a short one. */
export function useRepairStep(id: string, onFocus: (node: string | null) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, revision }: Turn & { revision: number }) => api<Step>(`/api/drafts/${id}/repair/${typeof action === 'string' ? action : 'operations'}`, {
      method: 'POST', headers: { 'If-Match': `"${revision}"` }, ...(typeof action === 'string' ? {} : { body: action }),
    }),
    onSuccess: (step, { action }) => {
      client.setQueryData<Repair>(['repair', id], before => before && after(before, step, action));
      onFocus(step.focus);
    },
    onError: error => {
      // Somebody else was quicker: what they did is loaded, and the step can be taken again.
      if (error instanceof ApiError && error.status === 412) void client.invalidateQueries({ queryKey: ['repair', id] });
    },
  });
}

function after(before: Repair, step: Step, action: Turn['action']): Repair {
  const known = new Map(before.nodes.map(node => [node.id, node]));
  step.changed.forEach(node => known.set(node.id, node));
  const operations = typeof action === 'string' ? before.operations
    : [...before.operations.slice(0, step.done - 1), { op: action.op, node: action.node, when: new Date().toISOString(), mine: true, undone: false }];
  return {
    ...before, revision: step.revision, unsaved: step.unsaved, restarted: false, warnings: step.warnings,
    nodes: step.order.flatMap(node => known.get(node) ?? []),
    operations: operations.map((one, index) => ({ ...one, undone: index >= step.done })),
  };
}

export function useSaveRepair(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (revision: number) => api<Repair>(`/api/drafts/${id}/repair/saving`, { method: 'PUT', headers: { 'If-Match': `"${revision}"` }, body: {} }),
    onSuccess: async saved => {
      client.setQueryData(['repair', id], saved);
      await client.invalidateQueries({ queryKey: ['draft', id] });
      if (saved.consultationId) await client.invalidateQueries({ queryKey: ['consultation', saved.consultationId] });
    },
    onError: error => {
      if (error instanceof ApiError && error.status === 412) void client.invalidateQueries({ queryKey: ['repair', id] });
    },
  });
}

/** Where the node goes when it moves by one place in reading order; nothing where it stands at the end already. */
export function moved(nodes: RepairNode[], id: string, down: boolean): Operation | null {
  const node = nodes.find(one => one.id === id);
  if (!node) return null;
  const brothers = (parent: string | null) => nodes.filter(one => one.parent === parent);
  const beside = brothers(node.parent);
  const at = beside.indexOf(node);
  if (!down) {
    const before = beside[at - 1]?.id ?? node.parent;
    return before ? { op: 'move', node: id, before } : null;
  }
  if (at + 1 < beside.length) return { op: 'move', node: id, before: beside[at + 2]?.id ?? null };
  // The last of its parent goes on behind the parent.
  return node.parent ? { op: 'promote', node: id } : null;
}
