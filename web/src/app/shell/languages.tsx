import { useI18n, type Language } from '@/shared/i18n';
import { languageNames, languages, languageTags } from '@/shared/i18n/language';

/** On a phone the same choice in little room. */
export function LanguageSelect() {
  const { t, language, setLanguage } = useI18n();
  return (
    <select className="language-select" aria-label={t.nav.language} value={language} onChange={event => setLanguage(event.target.value as Language)}>
      {languages.map(code => <option key={code} value={code} lang={languageTags[code]}>{languageNames[code]}</option>)}
    </select>
  );
}

export function LanguageSwitch() {
  const { t, language, setLanguage, switching } = useI18n();
  return (
    <div className="languages" role="group" aria-label={t.nav.language} aria-busy={switching}>
      {languages.map(code => (
        <button key={code} type="button" lang={languageTags[code]} aria-pressed={code === language} onClick={() => code !== language && setLanguage(code)}>
          {languageNames[code]}
        </button>
      ))}
    </div>
  );
}
