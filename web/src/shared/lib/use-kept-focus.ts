import { useEffect, useRef, type RefObject } from 'react';

/** Keeps the focus in a part of the page whose buttons give way to others: it goes to the question that is asked then, or else to the part itself. */
export function useKeptFocus<E extends HTMLElement>(): RefObject<E | null> {
  const part = useRef<E>(null);
  useEffect(() => {
    const element = part.current;
    if (!element) return;
    let last: Element | null = null;
    const remember = (event: FocusEvent) => { last = event.target as Element; };
    const look = () => {
      if (!last || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      (element.querySelector<HTMLElement>('.comment-ask :is(textarea, button)') ?? element).focus({ preventScroll: true });
    };
    const watcher = new MutationObserver(look);
    watcher.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', remember);
    return () => {
      watcher.disconnect();
      element.removeEventListener('focusin', remember);
    };
  }, []);
  return part;
}
