import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

const LEFT_OF_IT = 24;

function bring(row: HTMLElement | null) {
  const current = row?.querySelector<HTMLElement>('[aria-current]');
  if (row && current) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - LEFT_OF_IT;
}

/** A row of links that a phone shows in part: the one that one stands on is in sight. */
export function useCurrentInView<T extends HTMLElement>() {
  const row = useRef<T>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    bring(row.current);
    // The words are as wide as they stay once their font is there.
    void (document as Partial<Document>).fonts?.ready.then(() => bring(row.current));
  }, [pathname]);
  return row;
}
