import { useEffect, useState } from 'react';
import { TextField } from './form';

const PAUSE_MS = 350;

/** Searches when typing pauses. */
export function SearchField({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    // Cleared or changed from outside, by the address.
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => { setKnown(typed.trim()); onChange(typed.trim()); }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return <TextField id={id} label={label} type="search" value={typed} onChange={event => setTyped(event.target.value)} enterKeyHint="search" autoComplete="off" />;
}
