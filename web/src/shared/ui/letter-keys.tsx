import { useT } from '@/shared/i18n';
import { useLetterKeys } from '@/shared/lib/use-letter-keys';

/** Switches the keys of a single letter on and off. */
export function LetterKeys() {
  const t = useT();
  const [on, change] = useLetterKeys();
  return (
    <label className="choice">
      <input type="checkbox" checked={on} onChange={event => change(event.target.checked)} />
      <span>{t.letterKeys.label}</span>
      <span className="hint">{t.letterKeys.hint}</span>
    </label>
  );
}
