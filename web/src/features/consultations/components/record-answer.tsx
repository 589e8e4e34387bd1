import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useStaffT, useT } from '@/shared/i18n';
import { Radios, TextArea, TextField, type Errors } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useDecide } from '../api/comments';
import { outcomes, type Comment, type Outcome } from '../api/types';

/** The secretariat records what became of a comment at the publisher's, with the publisher's words and where they stand. */
export function RecordAnswer({ comment, consultation }: { comment: Comment; consultation: string }) {
  const t = useT();
  const s = useStaffT().answers;
  const decide = useDecide(consultation);
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | ''>(comment.answer?.outcome ?? '');
  const [words, setWords] = useState(comment.answer?.words ?? '');
  const [where, setWhere] = useState(comment.answer?.where ?? '');
  const [link, setLink] = useState(comment.answer?.link ?? '');
  const [errors, setErrors] = useState<Errors>({});
  if (comment.status !== 'submitted' || comment.hidden) return null;
  if (!open) return <button type="button" className="link-button small" onClick={() => setOpen(true)}>{comment.answer ? s.change : s.record}<span className="hidden">: {comment.reference}</span></button>;
  const id = (field: string) => `answer-${field}-${comment.id}`;
  const done = { onSuccess: () => setOpen(false), onError: (error: unknown) => setErrors(error instanceof ApiError ? error.fields : {}) };
  const save = () => {
    const found: Errors = { ...(outcome ? {} : { outcome: s.errors.outcome }), ...(where.trim() ? {} : { where: s.errors.where }) };
    setErrors(found);
    if (outcome && where.trim()) decide.mutate({ id: comment.id, what: 'answer', outcome, words: words.trim() || null, where: where.trim(), link: link.trim() || null }, done);
  };
  return (
    <form className="comment-ask" noValidate aria-label={s.record} onSubmit={event => { event.preventDefault(); save(); }}>
      <Radios id={id('outcome')} legend={s.outcome} error={errors['outcome']} value={outcome} onChange={value => setOutcome(value as Outcome)} choices={outcomes.map(value => ({ value, label: t.outcomes.names[value] }))} />
      <TextArea id={id('words')} label={s.words} hint={s.wordsHint} optional error={errors['words']} value={words} onChange={event => setWords(event.target.value)} />
      <TextField id={id('where')} label={t.outcomes.where} hint={s.whereHint} error={errors['where']} value={where} maxLength={500} onChange={event => setWhere(event.target.value)} />
      <TextField id={id('link')} type="url" label={s.link} optional error={errors['link']} value={link} onChange={event => setLink(event.target.value)} />
      <div className="actions">
        <button className="button button-small" disabled={decide.isPending}>{s.save}</button>
        {comment.answer && <button type="button" className="link-button link-danger" disabled={decide.isPending} onClick={() => decide.mutate({ id: comment.id, what: 'no-answer' }, done)}>{s.takeBack}</button>}
        <button type="button" className="link-button" onClick={() => setOpen(false)}>{t.common.cancel}</button>
      </div>
      {decide.error && Object.keys(errors).length === 0 && <Failure error={decide.error} />}
    </form>
  );
}
