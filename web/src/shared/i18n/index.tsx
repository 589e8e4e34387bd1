import { createContext, use, useCallback, useMemo, useState, useTransition, type ReactNode } from 'react';
import { wallTime } from './dates';
import { languageTags, remember, speakToServer, type Language } from './language';
import { number } from './plural';
import type { Messages } from './messages/en';
import type { StaffMessages } from './messages/staff.en';

export type { Language } from './language';

const core: Record<Language, () => Promise<Messages>> = {
  sq: () => import('./messages/sq').then(module => module.sq),
  sr: () => import('./messages/sr').then(module => module.sr),
  en: () => import('./messages/en').then(module => module.en),
};

// The secretariat's words stay out of a reader's first visit.
const staff: Record<Language, () => Promise<StaffMessages>> = {
  sq: () => import('./messages/staff.sq').then(module => module.staffSq),
  sr: () => import('./messages/staff.sr').then(module => module.staffSr),
  en: () => import('./messages/staff.en').then(module => module.staffEn),
};

const staffLoads = new Map<Language, Promise<StaffMessages>>();

export function loadMessages(language: Language): Promise<Messages> {
  return core[language]();
}

type I18n = {
  language: Language;
  t: Messages;
  /** Writes a whole number. */
  n: (value: number) => string;
  setLanguage: (language: Language) => void;
  switching: boolean;
};

const Context = createContext<I18n | null>(null);

export function I18nProvider({ language: first, messages: firstMessages, onChange, children }: {
  language: Language;
  messages: Messages;
  onChange?: (language: Language) => void;
  children: ReactNode;
}) {
  const [state, setState] = useState({ language: first, t: firstMessages });
  const [switching, startTransition] = useTransition();

  const setLanguage = useCallback((language: Language) => {
    startTransition(async () => {
      const t = await core[language]();
      startTransition(() => {
        applyLanguage(language);
        remember(language);
        setState({ language, t });
        onChange?.(language);
      });
    });
  }, [onChange]);

  const value = useMemo(
    () => ({ ...state, n: number(state.language), setLanguage, switching }),
    [state, setLanguage, switching],
  );
  return <Context value={value}>{children}</Context>;
}

/** Tells the document and the requests which language is spoken. */
export function applyLanguage(language: Language): void {
  document.documentElement.lang = languageTags[language];
  speakToServer(language);
}

export function useI18n(): I18n {
  const value = use(Context);
  if (!value) throw new Error('I18nProvider is missing');
  return value;
}

/** Shorthand for the words of the reader's side. */
export function useT(): Messages {
  return useI18n().t;
}

/** The words of the secretariat's side; waits for them on first use. */
export function useStaffT(): StaffMessages {
  const { language } = useI18n();
  let load = staffLoads.get(language);
  if (!load) {
    load = staff[language]();
    staffLoads.set(language, load);
  }
  return use(load);
}

/** Text that exists in three languages, with a fallback rather than nothing. */
export function inLanguage(names: Partial<Record<Language, string>> | undefined | null, language: Language): string {
  if (!names) return '';
  return names[language] || names.sq || names.en || names.sr || '';
}

/** Dates in words, by the language in use. */
export function useDates() {
  const { t } = useI18n();
  return useMemo(() => ({
    /** 27 November 2026 */
    date: (value: string | Date) => t.dates.date(wallTime(value)),
    /** 27 Nov 2026: for tables */
    short: (value: string | Date) => t.dates.short(wallTime(value)),
    /** 27 November 2026 at 23:59 */
    dateTime: (value: string | Date) => t.dates.dateTime(wallTime(value)),
  }), [t]);
}
