import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** The state of a list, kept in the address: it can be shared, and back works. */
export function useFilters<K extends string>(names: readonly K[]): [Record<K, string>, (changes: Partial<Record<K, string>>) => void, () => void] {
  const [parameters, setParameters] = useSearchParams();
  const values = Object.fromEntries(names.map(name => [name, parameters.get(name) ?? ''])) as Record<K, string>;
  const change = useCallback((changes: Partial<Record<K, string>>) => {
    setParameters(previous => {
      const next = new URLSearchParams(previous);
      for (const [name, value] of Object.entries(changes) as [K, string | undefined][]) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    }, { replace: true, preventScrollReset: true });
  }, [setParameters]);
  const clear = useCallback(() => {
    setParameters(previous => {
      const next = new URLSearchParams(previous);
      names.forEach(name => next.delete(name));
      return next;
    }, { replace: true });
  }, [setParameters, names]);
  return [values, change, clear];
}
