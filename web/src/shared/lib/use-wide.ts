import { useSyncExternalStore } from 'react';

/** Whether the window fits a media query now. */
export function useWide(query: string): boolean {
  return useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}
