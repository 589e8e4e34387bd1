import type { Language } from '@/shared/i18n';
import type { ActNode } from './api/types';

/** How an act names its own parts: always in its own language, whatever the reader's is. */
const words: Record<Language, Partial<Record<ActNode['kind'], string>>> = {
  sq: { article: 'Neni', chapter: 'Kapitulli', part: 'Pjesa', section: 'Seksioni', annex: 'Shtojca', preamble: 'Preambula', memorandum: 'Memorandumi shpjegues' },
  sr: { article: 'Član', chapter: 'Poglavlje', part: 'Deo', section: 'Odeljak', annex: 'Prilog', preamble: 'Preambula', memorandum: 'Obrazloženje' },
  en: { article: 'Article', chapter: 'Chapter', part: 'Part', section: 'Section', annex: 'Annex', preamble: 'Preamble', memorandum: 'Explanatory memorandum' },
};

export function ownName(node: ActNode, language: Language): string {
  const word = words[language]?.[node.kind];
  return word ? `${word} ${node.number ?? ''}`.trim() : node.heading ?? node.number ?? '';
}
