import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';
import { INBOX_MARKS, type InboxMarks } from '@/shared/api/inbox-marks';

/** What is about no draft (a message of the secretariat or of a program) brings its whole text. */
export type InboxItem = { id: string; alertId: string; consultationId: string | null; kind: string; title: string; createdAt: string; state: string; text?: string };

export function useInbox() {
  return useCursorList<InboxItem>(['inbox'], '/api/alerts/me', { limit: 20 });
}

/** Marks one alert as read, or all up to the latest that was shown: what came since, nobody has seen. */
export function useRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: { id: string } | { upTo: string }) => 'id' in what
      ? api<InboxMarks>(`/api/inbox/read/${encodeURIComponent(what.id)}`, { method: 'PUT' })
      : api<InboxMarks>('/api/inbox/read', { method: 'PUT', body: what }),
    onSuccess: marks => client.setQueryData(INBOX_MARKS, marks),
  });
}
