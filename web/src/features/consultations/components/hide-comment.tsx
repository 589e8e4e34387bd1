import { useState } from 'react';
import { useStaffT, useT } from '@/shared/i18n';
import { TextArea } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useDecide } from '../api/comments';
import type { Comment } from '../api/types';

/** The secretariat takes a comment out of sight, with a reason, or shows it again. */
export function HideComment({ comment, consultation }: { comment: Comment; consultation: string }) {
  const t = useT();
  const s = useStaffT();
  const decide = useDecide(consultation);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  if (comment.hidden) return <button type="button" className="link-button small" disabled={decide.isPending} onClick={() => decide.mutate({ id: comment.id, what: 'showing' })}>{s.commentsDesk.show}</button>;
  if (!asking) return <button type="button" className="link-button small" onClick={() => setAsking(true)}>{s.commentsDesk.hide}</button>;
  return (
    <div className="comment-ask" role="group" aria-label={s.commentsDesk.hide}>
      <TextArea id={`hide-${comment.id}`} label={s.commentsDesk.hideReason} value={reason} error={missing && !reason.trim() ? s.errors.reason : undefined} onChange={event => setReason(event.target.value)} />
      <div className="actions">
        <button
          type="button" className="button button-danger button-small" disabled={decide.isPending}
          onClick={() => reason.trim() ? decide.mutate({ id: comment.id, what: 'hiding', reason: reason.trim() }, { onSuccess: () => setAsking(false) }) : setMissing(true)}
        >{s.commentsDesk.hide}</button>
        <button type="button" className="link-button" onClick={() => setAsking(false)}>{t.common.cancel}</button>
      </div>
      {decide.error && <Failure error={decide.error} />}
    </div>
  );
}
