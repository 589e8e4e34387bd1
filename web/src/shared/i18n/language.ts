export const languages = ['sq', 'sr', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each language under its own name. */
export const languageNames: Record<Language, string> = { sq: 'Shqip', sr: 'Srpski', en: 'English' };

/** What goes into `lang`: Serbian is written in Latin script here. */
export const languageTags: Record<Language, string> = { sq: 'sq', sr: 'sr-Latn', en: 'en' };

const KEY = 'civikos.language';

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** The language that was chosen here before, else the browser's first one that we speak, else Albanian. */
export function initialLanguage(): Language {
  const stored = read();
  if (stored) return stored;
  for (const tag of navigator.languages ?? []) {
    const base = tag.slice(0, 2).toLowerCase();
    if (isLanguage(base)) return base;
    if (['hr', 'bs', 'me', 'sh'].includes(base)) return 'sr';
  }
  return 'sq';
}

export function read(): Language | null {
  try {
    const value = localStorage.getItem(KEY);
    return isLanguage(value) ? value : null;
  } catch {
    return null;
  }
}

export function remember(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser that refuses storage still switches for this visit.
  }
}

let current: Language = 'sq';

/** The language of requests, for code outside of React. */
export function currentLanguage(): Language {
  return current;
}

export function speakToServer(language: Language): void {
  current = language;
}
