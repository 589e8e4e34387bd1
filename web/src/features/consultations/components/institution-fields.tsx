import { inLanguage, useI18n, useStaffT } from '@/shared/i18n';
import { languages } from '@/shared/i18n/language';
import type { Institution, Names } from '@/shared/api/reference';
import { TextField, type Errors } from '@/shared/ui/form';

/** Whoever opened a form, from a row far below perhaps, is led there. */
export const arrive = (heading: HTMLElement | null) => heading?.focus();

export const filled = (names: Names): Names => Object.fromEntries(languages.flatMap(one => names[one]?.trim() ? [[one, names[one]!.trim()]] : []));

/** Initials as they are typed, between commas or blanks. */
export const initialsOf = (text: string) => text.toUpperCase().split(/[\s,;]+/).filter(Boolean);

/** What an institution is called in the reader's language, or in another rather than not at all. */
export function useName(): (one: Pick<Institution, 'names'>) => string {
  const { language } = useI18n();
  return one => inLanguage(one.names, language);
}

export function NameFields({ id, names, errors, onChange }: { id: string; names: Names; errors: Errors; onChange: (names: Names) => void }) {
  const { institutions: w } = useStaffT();
  return languages.map((one, index) => (
    <TextField
      key={one} id={`${id}-${one}`} maxLength={200} lang={one} label={w.nameIn[one]} hint={index === 0 ? w.nameHint : undefined} optional={index > 0}
      error={index === 0 ? errors['names'] : undefined} value={names[one] ?? ''} onChange={event => onChange({ ...names, [one]: event.target.value })}
    />
  ));
}

export function InitialsField({ value, error, onChange }: { value: string; error: string | undefined; onChange: (value: string) => void }) {
  const { institutions: w } = useStaffT();
  return <TextField id="institution-initials" label={w.initials} hint={w.initialsHint} optional error={error} value={value} onChange={event => onChange(event.target.value)} />;
}
