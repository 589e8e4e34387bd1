import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';

export const sourceKinds = ['portal-by-number', 'html-list', 'feed', 'json', 'mailbox'] as const;
export type SourceKind = (typeof sourceKinds)[number];
export const listingFields = ['item', 'title', 'link', 'description', 'start', 'end', 'officer', 'document'] as const;
export type ListingField = (typeof listingFields)[number];
/** @property secret the name under which its password stands on the server */
export type Mailbox = { user: string; folder: string; senders: string[]; secret: string | null };
export const pageFields = ['description', 'start', 'end', 'officer', 'document'] as const;
/** @property page for a list of JSON, selectors for the entries' own pages */
export type Listing = { address: string; follow: boolean; fields: Partial<Record<ListingField, string>>; page?: Partial<Record<(typeof pageFields)[number], string>> | null };
export const pageLabels = ['start', 'end', 'description', 'documents', 'officer'] as const;
export type PageLabel = (typeof pageLabels)[number];
/** How numbered pages are read. @property address after that of the site, with {number} once */
export type Numbered = { address: string; labels: Partial<Record<PageLabel, string[]>> };
/** As the government's portal is read. */
export const STANDARD: Numbered = { address: '/viewConsult.php?ConsultationID={number}', labels: {} };

/** What an administrator sets. */
export type SourceSetting = {
  name: string;
  kind: SourceKind;
  baseUrl: string;
  firstNumber: number;
  opening: 'automatic' | 'after-review';
  institution: string | null;
  paused: boolean;
  listing: Listing | null;
  mailbox: Mailbox | null;
  numbered: Numbered | null;
  /** Other hosts that its documents may lie on. */
  documentHosts: string[];
};

export type Preview = {
  items: { title: string; url: string; start: string | null; end: string | null; description: string; documents: { label: string; url: string }[]; institution: string }[];
  total: number;
  problemCode: string | null;
  problem: string | null;
};

export type Source = {
  id: string;
  name: string;
  kind: SourceKind;
  listing?: Listing | null;
  mailbox?: Mailbox | null;
  numbered?: Numbered | null;
  documentHosts?: string[];
  baseUrl: string;
  firstNumber: number;
  opening: 'automatic' | 'after-review';
  institution: string | null;
  paused: boolean;
  health: { lastCheckedAt: string | null; lastChangeAt: string | null; checks7d: number; failures7d: number; circuit: string; lastProblem: string | null; found7d?: number; problem?: string | null; quiet?: Quiet | null } | null;
  version: number;
};

/** It can be read, and has brought nothing for unusually long. */
export type Quiet = { since: string; days: number; usually: number; sentence: string };

export function useSources() {
  return useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => api<{ items: Source[] }>('/api/sources', { signal }), refetchInterval: 15_000 });
}

/** Cannot be read at the moment: its circuit is open, or its last check ended badly. */
export function isFailing(source: Source): boolean {
  return !source.paused && source.health !== null && (source.health.circuit !== 'closed' || source.health.lastProblem !== null);
}

export function useCheckSource(id: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => api<unknown>(`/api/sources/${id}/checks`, { method: 'POST', body: {} }), onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }) });
}

export function usePauseSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, paused }: { source: Source; paused: boolean }) => {
      const { id, name, kind, baseUrl, firstNumber, opening, institution, version, listing, mailbox, numbered, documentHosts } = source;
      return api<unknown>(`/api/sources/${id}`, { method: 'PUT', body: { name, kind, baseUrl, firstNumber, opening, institution, paused, listing: listing ?? null, mailbox: mailbox ?? null, numbered: numbered ?? null, documentHosts: documentHosts ?? [] }, headers: { 'If-Match': `"${version}"` } });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  });
}

/** What the settings would find now; nothing is written. */
export function usePreview() {
  return useMutation({ mutationFn: (setting: SourceSetting) => api<Preview>('/api/sources/previews', { method: 'POST', body: setting }) });
}

export function useSaveSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, setting, version }: { id: string; setting: SourceSetting; version: number | null }) =>
      api<unknown>(`/api/sources/${id}`, { method: 'PUT', body: setting, ...(version === null ? {} : { headers: { 'If-Match': `"${version}"` } }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  });
}

/** A readable identifier out of a name: letters without marks, digits and dashes. */
export function identifierOf(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('đ', 'dj').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
  return plain.length >= 3 ? plain : `source-${plain}`.replace(/-$/, '');
}
