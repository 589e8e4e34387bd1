import { useQuery } from '@tanstack/react-query';
import { inLanguage, useI18n, type Language } from '@/shared/i18n';
import { api } from './http';

export type Names = Partial<Record<Language, string>>;
export type FormerName = { names: Names; initials: string[]; from: string | null; until: string };
export type Institution = {
  id: string; names: Names; initials: string[]; fields: string[]; validFrom: string | null; validTo: string | null; predecessors: string[]; successors: string[];
  region: string | null; formerNames: FormerName[]; fixed: boolean; version: number;
};

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

/** The institutions as they are kept; not sent again while nobody has changed one. */
export function useInstitutionTable() {
  return useQuery({
    queryKey: ['institutions', 'all'],
    queryFn: ({ signal }) => api<{ items: Institution[] }>('/api/institutions', { signal }),
    staleTime: 60_000,
  });
}

export const hasEnded = (one: Institution) => Boolean(one.validTo && one.validTo < new Date().toISOString().slice(0, 10));

/** It and those before and after it, over however many: who follows one of them is told of it. */
export function kinOf(all: Institution[], id: string): string[] {
  const along = (way: 'predecessors' | 'successors') => {
    const found = new Set([id]);
    for (const one of found) all.find(item => item.id === one)?.[way].forEach(next => found.add(next));
    return found;
  };
  return [...new Set([...along('predecessors'), ...along('successors')])];
}

export function useInstitutions() {
  const { language } = useI18n();
  const query = useInstitutionTable();
  const items = (query.data?.items ?? []).map(item => ({ id: item.id, name: inLanguage(item.names, language) || item.id, region: item.region ?? null, ended: hasEnded(item) }));
  return { items, current: items.filter(item => !item.ended), nameOf: (id: string | null | undefined) => items.find(item => item.id === id)?.name ?? id ?? '' };
}

/** What municipalities and regions are called in the reader's language; the register writes them in Albanian. */
export function usePlaceName(): (albanian: string | null) => string {
  const { language } = useI18n();
  const { data } = useQuery({
    queryKey: ['municipalities'],
    queryFn: ({ signal }) => api<{ items: { names: Names; regionNames: Names }[] }>('/api/municipalities', { signal }),
    enabled: language !== 'sq',
    staleTime: Infinity,
  });
  const names = new Map((data?.items ?? []).flatMap(item => [item.regionNames, item.names]).map(one => [one.sq, inLanguage(one, language)]));
  return albanian => (albanian && names.get(albanian)) || albanian || '';
}
