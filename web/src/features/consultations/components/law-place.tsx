import { useId, useState } from 'react';
import { useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { MessageSquare } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { Failure, SignInFirst, Skeleton } from '@/shared/ui/states';
import { useTakes } from '../accepts';
import type { Applied, AppliedElement } from '../api/applied';
import { useComments, useCommentSettings, useLawComments } from '../api/comments';
import type { ActNode, Consultation } from '../api/types';
import { commentsAt, draftNodeOf } from '../in-law';
import { wordsOf } from '../structure';
import { CommentItem } from './comment-item';

type Props = { consultation: Consultation; applied: Applied; element: AppliedElement; nodes: ActNode[]; place: string; named: boolean };

/** What has been said at a place of the law as it would read, and the way to say something there. */
export function LawPlaceTools({ consultation, applied, element, nodes, place, named }: Props) {
  const t = useT();
  const a = t.applied;
  const { parts } = useTakes(consultation);
  const list = useId();
  const { node } = draftNodeOf(applied, element, nodes);
  const own = element.state === 'added' ? node : null;
  const count = commentsAt(applied, element, nodes);
  // Until somebody chooses, the place that the address names is open; its comments may be counted only after it is drawn.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? (named && count > 0);
  const query = new URLSearchParams({ place: element.id, ...(node ? { node } : {}) });
  if (!parts && count === 0) return null;
  return (
    <div className="law-place no-print">
      <div className="actions">
        {count > 0 && (
          <button type="button" className="mark mark-has" aria-expanded={open} aria-controls={list} onClick={() => setChosen(!open)}>
            <MessageSquare size={18} aria-hidden="true" />{a.comments(count)}<span className="hidden"> ({place})</span>
          </button>
        )}
        {parts && <Link className="mark" to={`/consultations/${consultation.id}/comment?${query}`}>{count === 0 && <MessageSquare size={18} aria-hidden="true" />}{a.comment}<span className="hidden"> ({place})</span></Link>}
      </div>
      <div id={list}>{open && <Said consultation={consultation} applied={applied} element={element} nodes={nodes} own={own} />}</div>
    </div>
  );
}

function Said({ consultation, applied, element, nodes, own }: Omit<Props, 'place' | 'named'> & { own: string | null }) {
  const t = useT();
  const { state } = useSession();
  const settings = useCommentSettings(consultation.id).data?.data;
  const readable = state === 'signed-in' || (state === 'anonymous' && (settings?.mayRead ?? false));
  const inLaw = useLawComments(consultation.id, applied.law.id, element.id, readable && own === null);
  const inDraft = useComments(consultation.id, own, readable && own !== null);
  if (state === 'loading') return <Skeleton lines={3} />;
  if (!readable) return <SignInFirst>{t.consultation.signInToRead}</SignInFirst>;
  const list = own === null ? inLaw : inDraft;
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  if (list.loading) return <Skeleton lines={3} />;
  return (
    <>
      <ul className="comment-list">{list.items.map(comment => <CommentItem key={comment.id} comment={comment} consultation={consultation} current={wordsOf(comment, nodes)} />)}</ul>
      <More list={list} />
      {settings && !settings.mayRead && <p className="soft">{t.commentLife.notYetPublished}</p>}
    </>
  );
}
