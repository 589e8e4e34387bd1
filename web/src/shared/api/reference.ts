import { useQuery } from '@tanstack/react-query';
import { inLanguage, useI18n, type Language } from '@/shared/i18n';
import { api } from './http';

export type Names = Partial<Record<Language, string>>;
export type Institution = { id: string; names: Names; validTo?: string | null; region?: string | null };

/** Fields of activity, as the members' register knows them. */
export const fields = [
  'civil-society', 'rule-of-law', 'public-administration', 'local-government', 'european-integration', 'education', 'health',
  'social-welfare', 'economy-employment', 'agriculture', 'environment', 'gender-equality', 'youth', 'minorities-human-rights',
  'culture-sport', 'media',
] as const;
export type Field = (typeof fields)[number];

export const actKinds = [
  'law', 'concept-document', 'regulation', 'administrative-instruction', 'strategy', 'programme', 'action-plan', 'other',
] as const;
export type ActKind = (typeof actKinds)[number];

export type Unit = 'working-days' | 'calendar-days';
/** A consultation, or a draft of one, held against the rule on its length. */
export type RuleCheck = { code: string; needed: number; given: number; unit: Unit; met: boolean; act: string; article: string | null; confirmed: boolean; source: string | null };

export const groups = ['participation', 'public-services', 'public-funding', 'volunteering'] as const;
export type Group = (typeof groups)[number];

export const regions = ['prishtine', 'mitrovice', 'peje', 'gjakove', 'prizren', 'ferizaj', 'gjilan'] as const;

/** Institutions change with a cabinet, not within a visit. */
export function useInstitutions() {
  const { language } = useI18n();
  const query = useQuery({
    queryKey: ['institutions'],
    queryFn: ({ signal }) => api<{ items: Institution[] }>('/api/institutions', { signal }),
    staleTime: Infinity,
  });
  const items = (query.data?.items ?? []).map(item => ({ id: item.id, name: inLanguage(item.names, language) || item.id, region: item.region ?? null, ended: Boolean(item.validTo && item.validTo < new Date().toISOString().slice(0, 10)) }));
  return { items, current: items.filter(item => !item.ended), nameOf: (id: string | null | undefined) => items.find(item => item.id === id)?.name ?? id ?? '' };
}
