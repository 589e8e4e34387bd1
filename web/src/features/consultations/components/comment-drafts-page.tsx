import { useMemo, useState } from 'react';
import { useDates, useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { CircleCheck } from '@/shared/ui/icons';
import { TextArea } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { languageTags } from '@/shared/i18n/language';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import { useCommentDrafts, useCommentSettings, useDraftStep, useSimilarTo, type DraftStep, type Similar } from '../api/comments';
import type { Comment } from '../api/types';
import { outline, placeOf, wordsOf } from '../structure';
import { History } from './comment-history';
import { Said } from './comment-item';
import { SimilarComments } from './similar-comments';
import './consultation.css';

/** What my organisations have begun and not submitted, longest waiting first, each with what can be done next. */
export function CommentDraftsPage() {
  const t = useT();
  const life = t.commentLife;
  const drafts = useCommentDrafts(null, true);
  const [done, setDone] = useState<Comment | null>(null);
  return (
    <>
      <PageHead title={life.draftsTitle} lead={life.draftsLead} />
      {done && done.reference && (
        <Notice tone="good" live title={t.commentForm.doneTitle}>
          <p><CircleCheck size={18} aria-hidden="true" /> {t.commentForm.reference}: <Link to={`/consultations/${done.consultation ?? ''}/comments/${done.id}`}>{done.reference}</Link></p>
        </Notice>
      )}
      {drafts.error ? <Failure error={drafts.error} onRetry={() => void drafts.refetch()} />
        : drafts.isPending ? <Skeleton />
        : drafts.data.items.length === 0 ? <Empty title={life.draftsEmpty}>{life.draftsEmptyText}</Empty>
        : <ul className="comment-list">{drafts.data.items.map(draft => <Draft key={draft.id} draft={draft} onDone={setDone} />)}</ul>}
    </>
  );
}

/** Everything that a signature stands for: where it belongs, what it changes, why, and its files. */
function Whole({ draft }: { draft: Comment }) {
  const t = useT();
  const id = draft.consultation ?? '';
  const consultation = useConsultation(id).data?.data;
  const structure = useStructure(id);
  const nodes = useMemo(() => structure.data?.nodes ?? [], [structure.data]);
  const text = useMemo(() => outline(nodes), [nodes]);
  if (!consultation || structure.isPending) return <Skeleton lines={3} />;
  return (
    <>
      <p className="soft small"><span lang={languageTags[consultation.language]}>{consultation.title}</span> · {placeOf(draft.node, nodes, text, t)}</p>
      <Said comment={draft} consultation={consultation} current={wordsOf(draft, nodes)} />
    </>
  );
}

function Draft({ draft, onDone }: { draft: Comment; onDone: (comment: Comment) => void }) {
  const t = useT();
  const life = t.commentLife;
  const dates = useDates();
  const { me } = useSession();
  const consultation = draft.consultation ?? '';
  const settings = useCommentSettings(consultation);
  const step = useDraftStep(consultation);
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState(false);
  const find = useSimilarTo(draft);
  /** What others have said already, once somebody is about to sign; null before. */
  const [similar, setSimilar] = useState<Similar[] | null>(null);
  const mandate = me?.mandates.find(candidate => candidate.organisationId === draft.organisation.id);
  const organisation = mandate?.organisationName ?? draft.organisation.name;
  const signs = mandate?.rights.includes('sign-off') || (settings.data?.data.commentRightSubmits ?? false);
  const askedByMe = draft.history?.findLast(entry => entry.act === 'review-asked')?.mine ?? false;
  // By promise: what was signed off leaves the list, and a callback of a component that is gone is never called.
  const act = (name: DraftStep) => void step.mutateAsync({ id: draft.id, step: name, note: note.trim() || null, version: draft.version }).then(answer => {
    setNote('');
    if (name === 'sign-off') onDone(answer);
  }, () => undefined);
  // Whoever wrote by mail or in the Word form has not been shown what others said: the signer is, before it is submitted.
  const sign = () => {
    if (similar !== null) return act('sign-off');
    void find.mutateAsync().then(found => found.items.filter(one => one.comment.id !== draft.id), () => []).then(found => {
      setSimilar(found);
      if (found.length === 0) act('sign-off');
    });
  };
  const button = (name: DraftStep, words: string, plain = true) => (
    <button key={name} type="button" className={plain ? 'button button-plain button-small' : 'button button-small'} disabled={step.isPending || find.isPending} onClick={() => name === 'sign-off' ? sign() : act(name)}>{words}</button>
  );
  const last = draft.history?.at(-1);
  return (
    <li className="comment" id={`comment-${draft.id}`}>
      <p className="comment-who"><strong>{organisation}</strong></p>
      <Whole draft={draft} />
      {last && <p className="comment-meta"><time dateTime={last.at}>{dates.dateTime(last.at)}</time>{last.note && `: ${last.note}`}</p>}
      {draft.place?.orphan && <Notice tone="amber"><p>{life.orphan}</p></Notice>}
      <p><Link to={`/consultations/${consultation}/comment?draft=${draft.id}`}>{life.edit}</Link> · <Link to={`/consultations/${consultation}${draft.node ? `#${draft.node}` : ''}`}>{life.inDraft}</Link></p>
      <TextArea id={`note-${draft.id}`} label={life.note} optional value={note} maxLength={2_000} onChange={event => setNote(event.target.value)} />
      {similar !== null && similar.length > 0 && <div role="status"><SimilarComments consultation={consultation} similar={similar} mine={draft.id} /><p>{life.similarSign}</p></div>}
      <div className="actions">
        {signs && button('sign-off', life.signOff(organisation), false)}
        {draft.status === 'draft' && button('review', life.askColleague)}
        {draft.status !== 'for-sign-off' && !(draft.status === 'in-review' && askedByMe) && button('hand-over', life.handOver)}
        {draft.status !== 'draft' && button('return', life.giveBack)}
        <button type="button" className="link-button link-danger" onClick={() => setAsking(true)}>{life.discard}</button>
      </div>
      {asking && (
        <div className="comment-ask" role="group" aria-label={life.discard}>
          <p>{life.discardSure}</p>
          <div className="actions">
            <button type="button" className="button button-danger button-small" disabled={step.isPending} onClick={() => act('withdrawal')}>{t.commentForm.discardYes}</button>
            <button type="button" className="link-button" onClick={() => setAsking(false)}>{t.common.cancel}</button>
          </div>
        </div>
      )}
      {step.error && <Failure error={step.error} />}
      {draft.history && <History steps={draft.history} />}
    </li>
  );
}
