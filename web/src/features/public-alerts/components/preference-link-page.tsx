import { useState } from 'react';
import { useT } from '@/shared/i18n';
import { ErrorSummary, TextField, type Errors } from '@/shared/ui/form';
import { PageHead } from '@/shared/ui/page';
import { describe, Notice } from '@/shared/ui/states';
import { useMailLink } from '../api';
import { addressLike } from '../told';
import { useWords } from '../words';
import './public-alerts.css';

/** Has a link mailed. What it answers is the same for every address. */
export function PreferenceLinkPage() {
  const t = useT();
  const w = useWords();
  const send = useMailLink();
  const [email, setEmail] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const submit = () => {
    const bad: Errors = addressLike(email) ? {} : { email: w.emailWrong };
    setErrors(bad);
    if (!bad['email']) send.mutate(email.trim());
  };
  return (
    <>
      <PageHead title={w.link.title} lead={w.link.lead} />
      {send.isSuccess ? <Notice tone="good" title={w.link.sent} live><p>{w.link.sentText(send.variables)}</p></Notice> : (
        <form className="form-narrow" noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
          <ErrorSummary errors={errors} ids={{ email: 'email' }} general={send.error ? describe(send.error, t).text : null} />
          <TextField id="email" type="email" autoComplete="email" label={w.email} error={errors['email']} maxLength={254} value={email} onChange={event => setEmail(event.target.value)} />
          <button className="button" disabled={send.isPending}>{w.link.send}</button>
        </form>
      )}
    </>
  );
}
