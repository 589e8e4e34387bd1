import { useEffect, useRef, useState } from 'react';
import { useT } from '@/shared/i18n';
import { MessageSquare, Pencil } from '@/shared/ui/icons';
import type { CommentKind, Quote } from '../api/types';

const MOST = 2_000;
const AROUND = 32;

/** Fewer characters are more likely a slip of the hand than a choice. */
const LEAST = 3;

type Chosen = { node: string; quote: Quote | null };

/** What somebody wants to say something about. */
export type Wish = { node: string; kind?: CommentKind; quote?: Quote | null };

/** Select words in the text: comment on them, or propose other wording. */
export function SelectionMenu({ onPick }: { onPick: (wish: Wish) => void }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<(Chosen & { top: number; left: number }) | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const selection = document.getSelection();
        const found = selection?.rangeCount ? chosenWords(selection.getRangeAt(0)) : null;
        if (!selection || !found) return setChosen(null);
        const rect = selection.getRangeAt(0).getBoundingClientRect();
        setChosen({ ...found, top: window.scrollY + rect.bottom + 8, left: Math.max(8, rect.left) });
      }, 200);
    };
    document.addEventListener('selectionchange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', look);
    };
  }, []);

  useEffect(() => {
    // Placed by script and not by an attribute: the policy allows no inline style.
    if (chosen && box.current) {
      box.current.style.setProperty('--top', `${chosen.top}px`);
      box.current.style.setProperty('--left', `${chosen.left}px`);
    }
  }, [chosen]);

  if (!chosen) return null;
  const pick = (kind?: CommentKind) => {
    onPick({ node: chosen.node, quote: chosen.quote, ...(kind ? { kind } : {}) });
    document.getSelection()?.removeAllRanges();
    setChosen(null);
  };
  return (
    <div ref={box} className="selection-menu no-print" role="group" aria-label={t.consultation.selected}>
      <PickButtons onPick={pick} />
    </div>
  );
}

/** What can be done with chosen words. */
export function PickButtons({ onPick }: { onPick: (kind?: CommentKind) => void }) {
  const t = useT();
  return (
    <>
      <button type="button" onMouseDown={event => event.preventDefault()} onClick={() => onPick()}><MessageSquare size={18} aria-hidden="true" />{t.consultation.comment}</button>
      <button type="button" onMouseDown={event => event.preventDefault()} onClick={() => onPick('change')}><Pencil size={18} aria-hidden="true" />{t.consultation.propose}</button>
    </>
  );
}

/** The node that the words stand in, and the words with what is around them; over several nodes it is the first node, without words. */
export function chosenWords(range: Range, least = LEAST): Chosen | null {
  if (range.toString().trim().length < least) return null;
  const start = elementOf(range.startContainer);
  const node = start?.closest<HTMLElement>('.act [data-node]');
  const words = start?.closest<HTMLElement>('.words');
  if (!node) return null;
  if (!words || !words.contains(range.endContainer)) return { node: node.dataset['node']!, quote: null };
  const text = words.textContent ?? '';
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const from = before.toString().length + (raw.length - raw.trimStart().length);
  const exact = raw.trim();
  if (exact.length > MOST) return { node: node.dataset['node']!, quote: null };
  return { node: node.dataset['node']!, quote: { exact, prefix: text.slice(Math.max(0, from - AROUND), from), suffix: text.slice(from + exact.length, from + exact.length + AROUND), start: from } };
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}
