import { useQuery } from '@tanstack/react-query';
import { api } from './http';

/** What is read of my alerts: everything up to a moment, and some of what came later. */
export type InboxMarks = { unread: number; more: boolean; upTo: string; read: string[] };

export const INBOX_MARKS = ['inbox-marks'];
const EVERY_MINUTE = 60_000;

/** Looked at each minute while the page is in sight. */
export function useInboxMarks(enabled: boolean) {
  return useQuery({ queryKey: INBOX_MARKS, queryFn: ({ signal }) => api<InboxMarks>('/api/inbox', { signal }), enabled, refetchInterval: EVERY_MINUTE, staleTime: EVERY_MINUTE / 2 });
}

export function isRead(marks: InboxMarks | undefined, item: { id: string; createdAt: string }): boolean {
  return marks !== undefined && (Date.parse(item.createdAt) <= Date.parse(marks.upTo) || marks.read.includes(item.id));
}
