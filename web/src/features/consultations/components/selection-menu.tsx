import { useEffect, useRef, useState } from 'react';
import { useT } from '@/shared/i18n';
import { MessageSquare, Pencil } from '@/shared/ui/icons';
import type { CommentKind } from '../api/types';

const MOST = 300;

/** Select words in the text: comment on them, or propose other wording. */
export function SelectionMenu({ onPick }: { onPick: (wish: { node: string; kind?: CommentKind; quote?: string }) => void }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<{ node: string; quote: string; top: number; left: number } | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const selection = document.getSelection();
        const quote = selection?.toString().replace(/\s+/g, ' ').trim() ?? '';
        const start = selection?.anchorNode;
        const element = start instanceof Element ? start : start?.parentElement;
        const node = element?.closest<HTMLElement>('.act [data-node]')?.dataset['node'];
        if (!selection?.rangeCount || quote.length < 3 || !node) return setChosen(null);
        const rect = selection.getRangeAt(0).getBoundingClientRect();
        setChosen({ node, quote: quote.slice(0, MOST), top: window.scrollY + rect.bottom + 8, left: Math.max(8, rect.left) });
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
    onPick(kind ? { node: chosen.node, kind } : { node: chosen.node, quote: chosen.quote });
    document.getSelection()?.removeAllRanges();
    setChosen(null);
  };
  return (
    <div ref={box} className="selection-menu no-print" role="group" aria-label={t.consultation.selected}>
      <button type="button" onMouseDown={event => event.preventDefault()} onClick={() => pick()}><MessageSquare size={18} aria-hidden="true" />{t.consultation.comment}</button>
      <button type="button" onMouseDown={event => event.preventDefault()} onClick={() => pick('change')}><Pencil size={18} aria-hidden="true" />{t.consultation.propose}</button>
    </div>
  );
}
