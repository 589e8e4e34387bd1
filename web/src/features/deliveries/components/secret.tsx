import { useEffect, useRef, useState } from 'react';
import { Notice } from '@/shared/ui/states';
import { useWords } from '../words';

/** Something that is shown once: to be copied before it goes. */
export function Secret({ title, text, label, value, onDone }: { title: string; text: string; label: string; value: string; onDone: () => void }) {
  const k = useWords().keys;
  const [copied, setCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // It appears far above the button that made it, and must not be missed.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="panel" aria-labelledby="secret-title">
      <h2 id="secret-title" tabIndex={-1} ref={heading}>{title}</h2>
      <p>{text}</p>
      <div className="field">
        <label htmlFor="secret">{label}</label>
        <textarea id="secret" className="textarea secret" readOnly rows={3} value={value} onFocus={event => event.target.select()} autoComplete="off" spellCheck={false} />
      </div>
      {copied && <Notice tone="good" live><p>{k.copied}</p></Notice>}
      <div className="actions">
        <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true), () => setCopied(false))}>{k.copy}</button>
        <button type="button" className="button button-plain" onClick={onDone}>{k.done}</button>
      </div>
    </section>
  );
}
