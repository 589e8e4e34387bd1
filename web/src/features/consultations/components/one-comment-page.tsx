import { lazy, Suspense, useMemo } from 'react';
import { useParams } from 'react-router';
import { useDates, useT } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { useSession } from '@/shared/session/session';
import { ArrowLeft } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { useComment } from '../api/comments';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import { outline, placeOf, wordsOf } from '../structure';
import { CommentItem } from './comment-item';
import { History } from './comment-history';
import './consultation.css';

const Notes = lazy(() => import('./notes').then(module => ({ default: module.Notes })));

/** One comment under its own address, with who stands behind it and, for its organisation, who did what when. */
export function OneCommentPage() {
  const t = useT();
  const dates = useDates();
  const { isStaff } = useSession();
  const { id = '', comment: commentId = '' } = useParams();
  const consultation = useConsultation(id);
  const structure = useStructure(id);
  const found = useComment(id, commentId);
  const nodes = useMemo(() => structure.data?.nodes ?? [], [structure.data]);
  const text = useMemo(() => outline(nodes), [nodes]);
  if (found.error) return <Failure heading="h1" error={found.error} onRetry={() => void found.refetch()} />;
  if (consultation.error) return <Failure heading="h1" error={consultation.error} onRetry={() => void consultation.refetch()} />;
  if (found.isPending || consultation.isPending || structure.isPending) return <Skeleton lines={10} />;
  const comment = found.data;
  const data = consultation.data.data;
  const stances = comment.stances ?? [];
  return (
    <div className="comment-page">
      <p className="no-print"><Link to={`/consultations/${id}${comment.node ? `#${comment.node}` : ''}`} className="back"><ArrowLeft size={18} aria-hidden="true" /> <span lang={languageTags[data.language]}>{data.title}</span></Link></p>
      <PageHead title={comment.reference ?? t.commentLife.ownPage} lead={placeOf(comment.node, nodes, text, t)} />
      <CommentItem alone comment={comment} consultation={data} current={wordsOf(comment, nodes)} />
      {stances.length > 0 && (
        <ul className="stance-list">
          {stances.map(stance => (
            <li key={stance.organisation.id}>
              <strong>{stance.organisation.name}</strong>: {stance.stance === 'endorse' ? t.commentLife.endorse : t.commentLife.oppose} <time className="soft" dateTime={stance.at}>{dates.dateTime(stance.at)}</time>
              {stance.reason && <p>{stance.reason}</p>}
            </li>
          ))}
        </ul>
      )}
      {comment.history && <History steps={comment.history} />}
      {isStaff && <Suspense fallback={null}><Notes consultation={id} comment={comment.id} /></Suspense>}
    </div>
  );
}
