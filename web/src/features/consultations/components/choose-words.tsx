import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useT, type Language } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { moved, spanOf, wordsIn, type Choice } from '../word-choice';
import { chosenWords, PickButtons, type Wish } from './selection-menu';

type Props = { section: string; place: string; language: Language; onPick: (wish: Wish) => void; onClose: () => void };

/** Words of an article chosen by keyboard alone: arrows go from word to word, Shift makes the choice grow, Enter offers what can be done with it. */
export function ChooseWords({ section, place, language, onPick, onClose }: Props) {
  const t = useT();
  const blocks = useMemo(() => [...document.getElementById(section)!.querySelectorAll<HTMLElement>('.words')].filter(block => block.textContent?.trim()), [section]);
  const paragraphs = useMemo(() => blocks.map(block => wordsIn(block.textContent!)), [blocks]);
  const [choice, setChoice] = useState<Choice>({ paragraph: 0, from: 0, to: 0 });
  const [offered, setOffered] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { start, end } = spanOf(choice, paragraphs);
  const block = blocks[choice.paragraph]!;
  const words = block.textContent!.slice(start, end);

  const range = useMemo(() => {
    const made = document.createRange();
    made.setStart(block.firstChild!, start);
    made.setEnd(block.firstChild!, end);
    return made;
  }, [block, start, end]);

  // The words are marked as any selection is, and stay in sight above the bar.
  useEffect(() => {
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    const where = range.getBoundingClientRect?.();
    if (where && (where.top < 120 || where.bottom > window.innerHeight - 220)) window.scrollBy(0, where.top - window.innerHeight / 3);
  }, [range]);
  useEffect(() => () => document.getSelection()?.removeAllRanges(), []);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>(offered ? 'button' : '[role="application"]')?.focus({ preventScroll: true });
  }, [offered]);

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      if (offered) setOffered(false);
      else onClose();
    } else if (offered) {
      return;
    } else if (event.key === 'Enter') {
      setOffered(true);
    } else {
      const next = moved(choice, event.key, event.shiftKey, paragraphs);
      if (!next) return;
      setChoice(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const label = t.consultation.choosingWords(place);
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to what is inside
    <div ref={box} className="choose-words no-print" onKeyDown={onKey}>
      {/* Screen readers keep the arrows for themselves anywhere but in an application. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="application" tabIndex={0} aria-label={label} aria-describedby="choose-words-help">
        <p className="choose-words-now"><span aria-hidden="true">{label}: </span><span role="status" lang={languageTags[language]}>{words}</span></p>
        <p id="choose-words-help" className="small">{t.consultation.chooseHelp}</p>
      </div>
      {offered && (
        <div className="actions" role="group" aria-label={t.consultation.chosenWords(words)}>
          <PickButtons onPick={kind => onPick({ ...chosenWords(range, 1)!, ...(kind ? { kind } : {}) })} />
        </div>
      )}
    </div>
  );
}
