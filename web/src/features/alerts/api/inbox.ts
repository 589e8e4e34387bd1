import { useCursorList } from '@/shared/api/cursor';

export type InboxItem = { id: string; alertId: string; consultationId: string; kind: string; title: string; createdAt: string; state: string; text?: string };

export function useInbox() {
  return useCursorList<InboxItem>(['inbox'], '/api/alerts/me', { limit: 20 });
}
