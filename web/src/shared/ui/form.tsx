import { useEffect, useRef, type ChangeEvent, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { useDates, useT } from '@/shared/i18n';

export type Errors = Record<string, string>;

type FieldProps = { id: string; label: ReactNode; hint?: ReactNode; error?: string | undefined; optional?: boolean; children?: ReactNode };

function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  return [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
}

/** Label above, help before the field, the error with it. */
function Field({ id, label, hint, error, optional, children }: FieldProps) {
  const t = useT();
  return (
    <div className={error ? 'field field-bad' : 'field'}>
      <label htmlFor={id}>{label}{optional && <span className="soft"> {t.common.optional}</span>}</label>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <FieldError id={id} error={error} />}
      {children}
    </div>
  );
}

function FieldError({ id, error }: { id: string; error: string }) {
  const t = useT();
  return <span className="field-error" id={`${id}-error`}><span className="hidden">{t.errors.prefix} </span>{error}</span>;
}

export function TextField({ id, label, hint, error, optional, ...input }: Omit<FieldProps, 'children'> & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional ?? false}>
      <input {...input} id={id} className="input" aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, hint, error)} />
    </Field>
  );
}

/** A date and time of Kosovo. Browsers show it in their own way, so it is also said in words. */
export function DateTimeField({ value, ...field }: Omit<FieldProps, 'children'> & { value: string; onChange: (event: ChangeEvent<HTMLInputElement>) => void }) {
  const { dateTime } = useDates();
  return (
    <Field id={field.id} label={field.label} hint={field.hint} error={field.error} optional={field.optional ?? false}>
      <input id={field.id} type="datetime-local" className="input" value={value} onChange={field.onChange} aria-invalid={field.error ? true : undefined} aria-describedby={[describedBy(field.id, field.hint, field.error), `${field.id}-words`].filter(Boolean).join(' ')} />
      <p className="in-words" id={`${field.id}-words`}>{value && dateTime(value)}</p>
    </Field>
  );
}

export function TextArea({ id, label, hint, error, optional, after, className, ...input }: Omit<FieldProps, 'children'> & TextareaHTMLAttributes<HTMLTextAreaElement> & { after?: ReactNode }) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional ?? false}>
      <textarea {...input} id={id} className={`textarea ${className ?? ''}`} aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, hint, error)} />
      {after}
    </Field>
  );
}

export function SelectField({ id, label, hint, error, optional, children, ...input }: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional ?? false}>
      <select {...input} id={id} className="select" aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, hint, error)}>{children}</select>
    </Field>
  );
}

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

export function Radios({ id, legend, hint, error, choices, value, onChange }: {
  id: string; legend: ReactNode; hint?: ReactNode; error?: string | undefined; choices: Choice[]; value: string; onChange: (value: string) => void;
}) {
  return (
    <fieldset className={error ? 'field field-bad' : 'field'} aria-describedby={describedBy(id, hint, error)}>
      <legend className="label">{legend}</legend>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <FieldError id={id} error={error} />}
      {choices.map((choice, index) => (
        <label key={choice.value} className={choice.disabled ? 'choice choice-off' : 'choice'}>
          <input
            type="radio" name={id} id={index === 0 ? id : undefined} value={choice.value} disabled={choice.disabled ?? false}
            checked={value === choice.value} onChange={() => onChange(choice.value)}
          />
          <span>{choice.label}</span>
          {choice.hint && <span className="hint">{choice.hint}</span>}
        </label>
      ))}
    </fieldset>
  );
}

export function Checks({ id, legend, hint, error, choices, values, onChange, columns = false }: {
  id: string; legend: ReactNode; hint?: ReactNode; error?: string | undefined; choices: Choice[]; values: string[]; onChange: (values: string[]) => void; columns?: boolean;
}) {
  return (
    <fieldset className={error ? 'field field-bad' : 'field'} aria-describedby={describedBy(id, hint, error)}>
      <legend className="label">{legend}</legend>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <FieldError id={id} error={error} />}
      <div className={columns ? 'choices-columns' : undefined}>
        {choices.map((choice, index) => (
          <label key={choice.value} className={choice.disabled ? 'choice choice-off' : 'choice'}>
            <input
              type="checkbox" id={index === 0 ? id : undefined} value={choice.value} disabled={choice.disabled ?? false}
              checked={values.includes(choice.value)}
              onChange={event => onChange(event.target.checked ? [...values, choice.value] : values.filter(value => value !== choice.value))}
            />
            <span>{choice.label}</span>
            {choice.hint && <span className="hint">{choice.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** All errors of a form in one place, each leading to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors, general, ids }: { errors: Errors; general?: string | null; ids: Record<string, string> }) {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors);
  const shown = entries.length > 0 || Boolean(general);
  const signature = JSON.stringify([errors, general]);
  useEffect(() => {
    if (shown) ref.current?.focus();
  }, [shown, signature]);
  if (!shown) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={ref}>
      <h2>{t.errors.summaryTitle}</h2>
      {general && <p>{general}</p>}
      {entries.length > 0 && (
        <ul>
          {entries.map(([name, sentence]) => (
            <li key={name}>
              {ids[name]
                ? <a href={`#${ids[name]}`} onClick={event => { event.preventDefault(); document.getElementById(ids[name]!)?.focus(); }}>{sentence}</a>
                : sentence}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
