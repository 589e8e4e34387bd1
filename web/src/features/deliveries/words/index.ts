import { use } from 'react';
import { useI18n, type Language } from '@/shared/i18n';
import type { Words } from './en';

// Loaded with the pages that need them, one language at a time.
const words: Record<Language, () => Promise<Words>> = {
  sq: () => import('./sq').then(module => module.sq),
  sr: () => import('./sr').then(module => module.sr),
  en: () => import('./en').then(module => module.en),
};

const loads = new Map<Language, Promise<Words>>();

/** The words about keys, messages of programs and webhooks; waits for them on first use. */
export function useWords(): Words {
  const { language } = useI18n();
  let load = loads.get(language);
  if (!load) {
    load = words[language]();
    loads.set(language, load);
  }
  return use(load);
}
