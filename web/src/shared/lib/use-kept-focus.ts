import { useEffect, useRef, type RefObject } from 'react';

const KEEPER = 'data-keeps-focus';

/**
 * Keeps the focus in a part of the page whose buttons give way to others: it goes to the question that is asked then, or else to the part itself.
 * Of parts inside each other the innermost that is still there has it.
 *
 * @param otherwise selects what has the focus in place of the part itself; it must be focusable
 */
export function useKeptFocus<E extends HTMLElement>(otherwise?: string): RefObject<E | null> {
  const part = useRef<E>(null);
  useEffect(() => {
    const element = part.current;
    if (!element) return;
    let last: Element | null = null;
    let keeper: Element | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target as Element;
      keeper = last.closest(`[${KEEPER}]`);
    };
    const look = () => {
      if (!last || last.isConnected || document.activeElement !== document.body || (keeper !== element && keeper?.isConnected)) return;
      last = null;
      const next = element.querySelector<HTMLElement>('.comment-ask :is(textarea, button)') ?? (otherwise ? element.querySelector<HTMLElement>(otherwise) : null);
      (next ?? element).focus({ preventScroll: true });
    };
    const watcher = new MutationObserver(look);
    element.setAttribute(KEEPER, '');
    watcher.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', remember);
    return () => {
      watcher.disconnect();
      element.removeEventListener('focusin', remember);
    };
  }, [otherwise]);
  return part;
}
