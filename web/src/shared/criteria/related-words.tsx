import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import { useI18n, type Language } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { Checks } from '@/shared/ui/form';
import { Plus } from '@/shared/ui/icons';
import { useSettled } from '@/shared/lib/use-settled';
import { useWords } from './words';
import './related-words.css';

type Kind = 'other-form' | 'synonym' | 'translation' | 'narrower' | 'broader' | 'together';
type Related = { word: string; shown: string; language: Language; why: Kind; drafts: number };

const LONG_ENOUGH = 3;
const MOST = 20;
const NAMES = { sq: 'Shqip', sr: 'Srpski', en: 'English' };

/** Words that somebody types into one field, by commas. */
export const splitWords = (text: string) => text.split(',').map(word => word.trim()).filter(Boolean);

/** Whether the words are looked for in the text as well; stands under their field, whose label says to a screen reader which words are meant. */
export function InText({ legend, words, value, onChange }: { legend: string; words: string[]; value: boolean; onChange: (value: boolean) => void }) {
  const w = useWords();
  return (
    <div className="in-text">
      <Checks
        id="in-text" legend={<span className="hidden">{legend}</span>} values={value ? ['text'] : []} onChange={values => onChange(values.length > 0)}
        choices={[{ value: 'text', label: w.inText, hint: w.inTextHint, disabled: words.length === 0 }]}
      />
    </div>
  );
}

/** Offers words that belong to those that are written; one tap adds one. What cannot be had is not missed. */
export function RelatedWords({ words, onAdd }: { words: string[]; onAdd: (word: string) => void }) {
  const { language } = useI18n();
  const w = useWords();
  const asked = useSettled(words.filter(word => word.length >= LONG_ENOUGH && word.length <= 60).slice(0, MOST).map(word => `word=${encodeURIComponent(word)}`).join('&'));
  const found = useQuery({
    queryKey: ['related-words', asked, language],
    queryFn: ({ signal }) => api<{ items: Related[] }>(`/api/related-words?${asked}&language=${language}`, { signal }),
    enabled: asked !== '', retry: false, staleTime: 300_000, placeholderData: keepPreviousData,
  });
  const items = asked === '' || words.length >= MOST ? [] : (found.data?.items ?? []).filter(item => !words.includes(item.word));
  const kinds = [...new Set(items.map(item => item.why))];
  if (items.length === 0) return null;
  return (
    <section className="related" aria-label={w.related}>
      <p className="label">{w.related}</p>
      <dl>
        {kinds.map(kind => (
          <div key={kind}>
            <dt>{w.kinds[kind]}</dt>
            <dd>
              {items.filter(item => item.why === kind).map(item => (
                <button key={item.word} type="button" className="button button-plain button-small" aria-label={w.add(item.shown, NAMES[item.language])} onClick={() => onAdd(item.word)}>
                  <Plus size={16} aria-hidden="true" /> <span lang={languageTags[item.language]}>{item.shown}</span>
                  {item.drafts > 0 && <span className="soft">{w.drafts(item.drafts)}</span>}
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
