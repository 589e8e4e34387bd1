import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, request } from '@/shared/api/http';

export const templateLanguages = ['sq', 'sr', 'en'] as const;
export type TemplateLanguage = (typeof templateLanguages)[number];
export const templateChannels = ['email', 'sms', 'inbox'] as const;
export type TemplateChannel = (typeof templateChannels)[number];

export type TextState = { language: TemplateLanguage; channel: TemplateChannel; version: number; publishedAt: string | null; draft: boolean; behind: boolean };
export type KindOfMessage = {
  kind: string;
  /** Of its delivered mail, in the asker's language; null where that depends on what it tells. */
  heading: string | null;
  texts: TextState[];
};

export type Cost = { text: string; encoding: 'gsm-7' | 'ucs-2'; units: number; segments: number; price: number | null };
export type Look = { subject: string | null; text: string; html: string | null; asWritten: Cost | null; sent: Cost | null; plain: Cost | null; allLetters: Cost | null };
export type LookOf = { language: TemplateLanguage; channel: TemplateChannel; version: number; draft: boolean; look: Look };

/** @property allLetters of SMS: ë, ç and š go out as they are written, at the price of more messages */
export type Written = { subject: string; text: string; allLetters: boolean };
export type TemplateText = Written & {
  kind: string;
  language: TemplateLanguage;
  channel: TemplateChannel;
  version: number;
  publishedByName: string | null;
  publishedAt: string | null;
  draft: (Written & { basedOn: number; byName: string | null; at: string }) | null;
  placeholders: { word: string; sample: string }[];
};

export type Finding = { code: string; refused: boolean; place: 'subject' | 'text' | 'sms'; line: number; column: number; message: string };
export type Piece = { kind: 'same' | 'removed' | 'added'; text: string };
export type TextVersion = Omit<Written, 'allLetters'> & {
  number: number;
  byName: string | null;
  at: string | null;
  why: string;
  copyOf: number | null;
  subjectChanges: Piece[];
  textChanges: Piece[];
};

export type TextKey = { kind: string; language: string; channel: string };

function path({ kind, language, channel }: TextKey): string {
  return `/api/templates/${encodeURIComponent(kind)}/${encodeURIComponent(language)}/${encodeURIComponent(channel)}`;
}

export function useKinds() {
  return useQuery({ queryKey: ['templates'], queryFn: ({ signal }) => api<{ items: KindOfMessage[] }>('/api/templates', { signal }) });
}

/** @property name null for a delivered one that nobody has renamed */
export type Folder = { id: string; name: string | null; kinds: string[] };
/** @property id null for a new one */
export type FolderWanted = Omit<Folder, 'id'> & { id: string | null };

/** Every kind lies in one of them. */
export function useFolders() {
  return useQuery({ queryKey: ['templates', 'folders'], queryFn: ({ signal }) => request<{ items: Folder[] }>('/api/templates/folders', { signal }) });
}

export function useArrange() {
  return useChange(({ etag, items }: { etag: string | null; items: FolderWanted[] }) =>
    api('/api/templates/folders', { method: 'PUT', body: { items }, headers: etag ? { 'If-Match': etag } : {} }));
}

/** The alerts of late, whose consultations a text can be tried on. */
export function useRealFacts() {
  return useQuery({
    queryKey: ['templates', 'facts'],
    queryFn: ({ signal }) => api<{ items: { id: string; title: string; consultationId: string | null }[] }>('/api/alerts', { signal, query: { limit: 20 } }),
    select: page => page.items.filter((item, index, all) => item.consultationId && all.findIndex(other => other.consultationId === item.consultationId) === index),
  });
}

export function useLooks(kind: string, alert: string) {
  return useQuery({
    queryKey: ['templates', kind, 'looks', alert],
    queryFn: ({ signal }) => api<{ items: LookOf[] }>(`/api/templates/${encodeURIComponent(kind)}/looks`, { signal, query: { alert: alert || null } }),
  });
}

export function useText(key: TextKey) {
  return useQuery({ queryKey: ['templates', key.kind, key.language, key.channel], queryFn: ({ signal }) => request<TemplateText>(path(key), { signal }) });
}

export function usePreview(key: TextKey, written: Written, alertId: string) {
  return useQuery({
    queryKey: ['templates', key.kind, key.language, key.channel, 'preview', written, alertId],
    queryFn: ({ signal }) => api<{ findings: Finding[]; look: Look | null }>(`${path(key)}/preview`, { method: 'POST', body: { ...written, alertId: alertId || null }, signal }),
    // The last one stays in sight while the next one is made.
    placeholderData: before => before,
  });
}

export function useVersions(key: TextKey, enabled: boolean) {
  return useQuery({ enabled, queryKey: ['templates', key.kind, key.language, key.channel, 'versions'], queryFn: ({ signal }) => api<{ items: TextVersion[] }>(`${path(key)}/versions`, { signal }) });
}

function useChange<V>(change: (value: V) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }) });
}

export function useSaveDraft(key: TextKey) {
  return useChange(({ etag, written }: { etag: string | null; written: Written }) =>
    request<TemplateText>(`${path(key)}/draft`, { method: 'PUT', body: written, headers: etag ? { 'If-Match': etag } : {} }));
}

export function useDiscard(key: TextKey) {
  return useChange(() => api(`${path(key)}/draft`, { method: 'DELETE' }));
}

/** Saves what is written and puts it in force. */
export function usePublish(key: TextKey) {
  return useChange(async ({ etag, written, why }: { etag: string | null; written: Written; why: string }) => {
    const saved = await request<TemplateText>(`${path(key)}/draft`, { method: 'PUT', body: written, headers: etag ? { 'If-Match': etag } : {} });
    return api(`${path(key)}/versions`, { method: 'POST', body: { why, acknowledged: true }, headers: saved.etag ? { 'If-Match': saved.etag } : {} });
  });
}

export function useRestore(key: TextKey) {
  return useChange(({ number, why }: { number: number; why: string }) => api(`${path(key)}/versions/${number}/restore`, { method: 'POST', body: { why } }));
}

export function useTest(key: TextKey) {
  return useMutation({
    mutationFn: ({ written, alertId }: { written: Written; alertId: string }) =>
      api<{ alertId: string }>(`${path(key)}/test`, { method: 'POST', body: { ...written, alertId: alertId || null } }),
  });
}
