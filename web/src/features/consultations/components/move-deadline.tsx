import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useStaffT, useT } from '@/shared/i18n';
import { DateTimeField, type Errors, ErrorSummary, TextArea } from '@/shared/ui/form';
import { describe } from '@/shared/ui/states';
import { useMoveDeadline } from '../api/move-deadline';
import type { Consultation } from '../api/types';

const IDS = { deadline: 'new-deadline', reason: 'move-reason' };

export function MoveDeadline({ consultation, etag, onDone }: { consultation: Consultation; etag: string | null; onDone: () => void }) {
  const t = useT();
  const s = useStaffT();
  const move = useMoveDeadline(consultation.id);
  const [deadline, setDeadline] = useState(consultation.deadline.slice(0, 16));
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const submit = () => {
    const found: Errors = {};
    if (!deadline || deadline === consultation.deadline.slice(0, 16)) found['deadline'] = s.errors.newDeadline;
    if (!reason.trim()) found['reason'] = s.errors.reason;
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    move.mutate({ deadline, reason: reason.trim(), etag }, { onSuccess: onDone, onError: error => error instanceof ApiError && setErrors(error.fields) });
  };
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
      <ErrorSummary errors={errors} ids={IDS} general={move.error && Object.keys(errors).length === 0 ? describe(move.error, t).text : null} />
      <DateTimeField id={IDS.deadline} label={t.consultation.newDeadline} value={deadline} error={errors['deadline']} onChange={event => setDeadline(event.target.value)} />
      <TextArea id={IDS.reason} label={t.consultation.moveReason} hint={t.consultation.moveReasonHint} value={reason} error={errors['reason']} onChange={event => setReason(event.target.value)} />
      <button className="button" disabled={move.isPending}>{t.consultation.moveDeadline}</button>
    </form>
  );
}
