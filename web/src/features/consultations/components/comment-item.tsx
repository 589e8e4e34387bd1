import { lazy, Suspense, useState } from 'react';
import { useDates, useT } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { useKeptFocus } from '@/shared/lib/use-kept-focus';
import { useSession } from '@/shared/session/session';
import { FileText } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { Failure, Notice } from '@/shared/ui/states';
import { takesComments } from '../accepts';
import { useWithdrawComment } from '../api/comments';
import type { Comment, Consultation } from '../api/types';
import { Stances } from './stances';

const WordDiff = lazy(() => import('./word-diff').then(module => ({ default: module.WordDiff })));
const RecordAnswer = lazy(() => import('./record-answer').then(module => ({ default: module.RecordAnswer })));
const Hide = lazy(() => import('./hide-comment').then(module => ({ default: module.HideComment })));

type Props = { comment: Comment; consultation: Pick<Consultation, 'id' | 'stage' | 'language'>; current: string; alone?: boolean };

/** One comment: whose, what it wants, why, and what others think of it. */
export function CommentItem({ comment, consultation, current, alone = false }: Props) {
  const { isStaff } = useSession();
  const Tag = alone ? 'div' : 'li';
  const item = useKeptFocus<HTMLDivElement & HTMLLIElement>();
  const gone = comment.status === 'withdrawn' || comment.status === 'superseded';
  return (
    <Tag ref={item} tabIndex={-1} className={gone ? 'comment comment-withdrawn' : 'comment'} id={`comment-${comment.id}`}>
      <Words comment={comment} consultation={consultation} current={current} />
      <Marks comment={comment} consultation={consultation} />
      {comment.status === 'submitted' && !comment.hidden && <Stances comment={comment} consultation={consultation} />}
      {comment.mine && (comment.status === 'late' || comment.status === 'submitted' && takesComments(consultation)) && <Own comment={comment} consultation={consultation} />}
      {isStaff && comment.reference && <Suspense fallback={null}><div className="actions"><RecordAnswer comment={comment} consultation={consultation.id} /><Hide comment={comment} consultation={consultation.id} /></div></Suspense>}
    </Tag>
  );
}

function Words({ comment, consultation, current }: Props) {
  const t = useT();
  return (
    <>
      <p className="comment-who"><strong>{comment.organisation.name}</strong>{comment.mine && <span className="tag tag-action">{t.consultation.yours}</span>}</p>
      <Said comment={comment} consultation={consultation} current={current} />
    </>
  );
}

/** What it says, wherever it stands: in a list, under its own address, or before a signature. */
export function Said({ comment, consultation, current }: Props) {
  const t = useT();
  const dates = useDates();
  // What was proposed at the law as it would read was proposed against the law's words.
  const before = comment.kind === 'change' ? comment.place?.law?.words ?? comment.quote?.exact ?? current : '';
  return (
    <>
      <p className="comment-what">
        {comment.kind && <span className="tag">{t.commentForm.kinds[comment.kind] ?? comment.kind}</span>}
        {comment.importance && <span className={comment.importance === 'red-line' ? 'tag tag-red' : 'tag'}>{t.commentForm.importanceShort[comment.importance]}</span>}
        {comment.status !== 'submitted' && <span className="tag">{t.commentLife.statuses[comment.status] ?? comment.status}</span>}
        {comment.late && comment.status === 'submitted' && <span className="tag">{t.commentLife.late}</span>}
      </p>
      {comment.place?.law && <p className="soft small">{t.inForce.place}: <Link to={`/consultations/${consultation.id}/applied#${comment.place.law.node}`}>{comment.place.law.label}</Link></p>}
      {comment.quote && <blockquote className="comment-quote" lang={languageTags[consultation.language]}><span className="hidden">{t.commentLife.about}: </span>{comment.quote.exact}</blockquote>}
      {comment.text && <p className="comment-text">{comment.text}</p>}
      {comment.kind === 'delete' && !comment.hidden && <p className="soft">{t.consultation.deletes}</p>}
      {comment.proposedWording && (
        <div className="comment-proposed">
          <p className="comment-proposed-title">{t.consultation.proposed}</p>
          <Suspense fallback={<p>{comment.proposedWording}</p>}><WordDiff before={before} after={comment.proposedWording} /></Suspense>
        </div>
      )}
      {comment.justification && <p className="comment-why"><b>{t.consultation.justification}:</b> {comment.justification}</p>}
      {comment.references && comment.references.length > 0 && (
        <ul className="reference-list" aria-label={t.commentLife.references}>
          {comment.references.map((reference, index) => (
            <li key={index}>{t.commentLife.referenceKinds[reference.kind]}: {reference.url ? <a href={reference.url} rel="noreferrer nofollow">{reference.label}</a> : reference.label}</li>
          ))}
        </ul>
      )}
      {comment.attachments && comment.attachments.length > 0 && (
        <ul className="file-list" aria-label={t.commentLife.files}>
          {comment.attachments.map(file => (
            <li key={file.id}><FileText size={16} aria-hidden="true" /> <a href={`/api/consultations/${consultation.id}/comments/${comment.id}/attachments/${file.id}`} download={file.fileName}>{file.fileName}</a> <span className="soft">{t.common.bytes(file.bytes)}</span></li>
          ))}
        </ul>
      )}
      {comment.answer && <WhatBecame answer={comment.answer} />}
      {comment.reference && comment.submittedAt && (
        <p className="comment-meta"><Link to={`/consultations/${consultation.id}/comments/${comment.id}`}>{comment.reference}</Link> · <time dateTime={comment.submittedAt}>{dates.dateTime(comment.submittedAt)}</time></p>
      )}
    </>
  );
}

/** The publisher's answer, in its words and with the place where it stands. */
function WhatBecame({ answer }: { answer: NonNullable<Comment['answer']> }) {
  const t = useT();
  const o = t.outcomes;
  return (
    <div className="comment-answer">
      <p><b>{o.answer}:</b> <span className={answer.outcome === 'rejected' ? 'tag tag-red' : answer.outcome === 'accepted' ? 'tag tag-action' : 'tag'}>{o.names[answer.outcome]}</span></p>
      {answer.words && <blockquote className="words-as-typed">{answer.words}</blockquote>}
      <p className="soft small">{o.where}: {answer.link ? <a href={answer.link} rel="noreferrer nofollow">{answer.where}</a> : answer.where}</p>
    </div>
  );
}

/** What has become of it: hidden, replaced, carried to another place. */
function Marks({ comment, consultation }: Omit<Props, 'current'>) {
  const t = useT();
  const life = t.commentLife;
  const link = (id: string, words: string) => <Link to={`/consultations/${consultation.id}/comments/${id}`}>{words}</Link>;
  return (
    <>
      {comment.hidden && <p className="soft">{comment.hiddenReason ? life.hiddenWhy(comment.hiddenReason) : life.hidden}</p>}
      {comment.status === 'superseded' && comment.replacedBy && <p className="soft">{comment.mine ? life.supersededBy : life.supersededByOther} {link(comment.replacedBy, life.seeNewer)}</p>}
      {comment.replaces && <p className="soft small">{link(comment.replaces, life.seeOlder)}</p>}
      {comment.place?.orphan ? <Notice tone="amber"><p>{life.orphan}</p></Notice>
        : comment.place?.how === 'quote-gone' ? <p className="soft small">{life.movedQuoteGone}</p>
        : comment.place?.how && comment.place.confidence < 1 ? <p className="soft small">{life.moved}</p> : null}
    </>
  );
}

/** What its organisation can still do with it. */
function Own({ comment, consultation }: Omit<Props, 'current'>) {
  const t = useT();
  const withdraw = useWithdrawComment(consultation.id);
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <div className="actions">
        <button type="button" className="link-button small" onClick={() => setAsking(true)}>{t.consultation.withdraw}</button>
        {comment.status === 'submitted' && <Link className="small" to={`/consultations/${consultation.id}/comment?replaces=${comment.id}`}>{t.commentLife.replace}</Link>}
      </div>
    );
  }
  return (
    <div className="comment-ask" role="group" aria-label={t.consultation.withdraw}>
      <p>{t.consultation.withdrawSure}</p>
      <div className="actions">
        <button type="button" className="button button-danger button-small" disabled={withdraw.isPending} onClick={() => withdraw.mutate(comment.id, { onSuccess: () => setAsking(false) })}>{t.consultation.withdrawYes}</button>
        <button type="button" className="link-button" onClick={() => setAsking(false)}>{t.common.cancel}</button>
      </div>
      {withdraw.error && <Failure error={withdraw.error} />}
    </div>
  );
}
