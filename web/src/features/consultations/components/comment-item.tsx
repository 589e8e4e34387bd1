import { lazy, Suspense, useState } from 'react';
import { useDates, useT } from '@/shared/i18n';
import { Failure } from '@/shared/ui/states';
import { useWithdrawComment } from '../api/comments';
import type { Comment, Consultation } from '../api/types';

const WordDiff = lazy(() => import('./word-diff').then(module => ({ default: module.WordDiff })));

/** One comment: whose, what it wants, why. */
export function CommentItem({ comment, consultation, current }: { comment: Comment; consultation: Consultation; current: string }) {
  const t = useT();
  const dates = useDates();
  const withdraw = useWithdrawComment(consultation.id);
  const [asking, setAsking] = useState(false);
  const withdrawn = comment.status === 'withdrawn';
  return (
    <li className={withdrawn ? 'comment comment-withdrawn' : 'comment'} id={`comment-${comment.id}`}>
      <p className="comment-who"><strong>{comment.organisation.name}</strong>{comment.mine && <span className="tag tag-action">{t.consultation.yours}</span>}</p>
      <p className="comment-what">
        <span className="tag">{t.commentForm.kinds[comment.kind] ?? comment.kind}</span>
        {comment.importance === 'red-line' && <span className="tag tag-red">{t.commentForm.importanceShort['red-line']}</span>}
        {withdrawn && <span className="tag">{t.consultation.withdrawn}</span>}
      </p>
      {comment.text && <p className="comment-text">{comment.text}</p>}
      {comment.kind === 'delete' && <p className="soft">{t.consultation.deletes}</p>}
      {comment.proposedWording && (
        <div className="comment-proposed">
          <h4>{t.consultation.proposed}</h4>
          <Suspense fallback={<p>{comment.proposedWording}</p>}>
            <WordDiff before={comment.kind === 'change' ? current : ''} after={comment.proposedWording} />
          </Suspense>
        </div>
      )}
      {comment.justification && <p className="comment-why"><b>{t.consultation.justification}:</b> {comment.justification}</p>}
      <p className="comment-meta"><a href={`#comment-${comment.id}`}>{comment.reference}</a> · <time dateTime={comment.submittedAt}>{dates.dateTime(comment.submittedAt)}</time></p>
      {comment.mine && !withdrawn && consultation.stage === 'open' && (
        asking ? (
          <div className="comment-ask" role="group" aria-label={t.consultation.withdraw}>
            <p>{t.consultation.withdrawSure}</p>
            <div className="actions">
              <button type="button" className="button button-danger button-small" disabled={withdraw.isPending} onClick={() => withdraw.mutate(comment.id, { onSuccess: () => setAsking(false) })}>{t.consultation.withdrawYes}</button>
              <button type="button" className="link-button" onClick={() => setAsking(false)}>{t.common.cancel}</button>
            </div>
            {withdraw.error && <Failure error={withdraw.error} />}
          </div>
        ) : <button type="button" className="link-button small" onClick={() => setAsking(true)}>{t.consultation.withdraw}</button>
      )}
    </li>
  );
}
