import { useEffect, useRef, useState } from 'react';
import { TextField } from './form';

const PAUSE_MS = 350;

/** Searches when typing pauses. */
export function SearchField({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const sent = useRef(value);
  if (known !== value) {
    setKnown(value);
    // Cleared or changed from outside, by the address; what comes back from here may be older than what is being typed.
    if (value !== sent.current) {
      setTyped(value);
      sent.current = value;
    }
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => { sent.current = typed.trim(); onChange(typed.trim()); }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return <TextField id={id} label={label} type="search" value={typed} onChange={event => setTyped(event.target.value)} enterKeyHint="search" autoComplete="off" />;
}
