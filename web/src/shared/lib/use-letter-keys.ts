import { useSyncExternalStore } from 'react';
import { readStored, store } from './storage';

const KEY = 'civikos.letterKeys';
const listeners = new Set<() => void>();
/** What was chosen here, also where the device keeps nothing. */
let chosen: boolean | null = null;

function now(): boolean {
  return chosen ?? readStored<boolean>(KEY) ?? true;
}

function change(on: boolean): void {
  chosen = store(KEY, on) ? null : on;
  listeners.forEach(listener => listener());
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Whether single letters are keys (WCAG 2.1.4), remembered on this device. Speech input and a restless hand press them unasked. */
export function useLetterKeys(): [on: boolean, change: (on: boolean) => void] {
  return [useSyncExternalStore(listen, now), change];
}
