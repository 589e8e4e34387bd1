import { languageTags, type Language } from './language';

type Forms = { one?: string; few?: string; many?: string; other: string };

/** Chooses by the language's own rules and puts the number in place of `#`. */
export function plural(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(languageTags[language]);
  const write = number(language);
  return (count, forms) => {
    const rule = rules.select(count);
    const form = (rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : undefined) ?? forms.other;
    return form.replace('#', write(count));
  };
}

/** Groups thousands as the language does: 1,240 · 1.240 · 1 240. */
export function number(language: Language): (value: number) => string {
  const separator = { en: ',', sr: '.', sq: ' ' }[language];
  return value => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}
