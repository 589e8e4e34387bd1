import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { useI18n } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { useSession } from '@/shared/session/session';
import { ArrowLeft } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { usePageTitle } from '@/shared/ui/page';
import { Failure, Notice, SignInFirst, Skeleton } from '@/shared/ui/states';
import { afterDeadline, takesBy, takesComments } from '../accepts';
import { useComment, useCommentSettings } from '../api/comments';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import { versionOf, writtenOn } from '../structure';
import { commentKinds, type CommentKind, type Quote } from '../api/types';
import { CommentForm } from './comment-form';
import './consultation.css';

/** The comment form on a page of its own: the way on a phone, for a colleague's draft, and where one comes back to after signing in. */
export function CommentPage() {
  const { t, language } = useI18n();
  const { id = '' } = useParams();
  const [parameters] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const { state } = useSession();
  const draft = parameters.get('draft');
  const replaces = parameters.get('replaces');
  const consultation = useConsultation(id);
  const structure = useStructure(id);
  const settings = useCommentSettings(id);
  const begun = useComment(id, state === 'signed-in' ? draft ?? replaces : null);
  usePageTitle(t.consultation.comment);
  const asked = (draft ?? replaces) !== null && state === 'signed-in';
  if (consultation.error) return <Failure heading="h1" error={consultation.error} onRetry={() => void consultation.refetch()} />;
  if (structure.error) return <Failure heading="h1" error={structure.error} onRetry={() => void structure.refetch()} />;
  if (asked && begun.error) return <Failure heading="h1" error={begun.error} onRetry={() => void begun.refetch()} />;
  if (consultation.isPending || structure.isPending || settings.isPending || state === 'loading' || (asked && begun.isPending)) return <Skeleton lines={12} />;
  const data = consultation.data.data;
  const node = begun.data ? writtenOn(begun.data) : parameters.get('node');
  const kind = commentKinds.find(candidate => candidate === parameters.get('kind')) as CommentKind | undefined;
  const back = `/consultations/${id}${node ? `#${node}` : ''}`;
  const quote = (location.state as { quote?: Quote | null } | null)?.quote;
  const { whole, parts } = takesBy(data, settings.data?.data);
  const takes = node ? parts : whole;
  const law = parameters.get('law');
  const place = parameters.get('place');
  const lawId = parameters.get('in');
  const inLaw = law && place && lawId ? { law: lawId, node: place, label: law } : undefined;
  // What the draft adds has no place in the law yet: there the law's article is only what the comment rests on.
  const reference = law && place && !lawId ? { kind: 'law' as const, label: law, url: `${window.location.origin}/consultations/${id}/applied#${encodeURIComponent(place)}` } : undefined;
  return (
    <div className="comment-page">
      <p className="no-print"><Link to={back} className="back"><ArrowLeft size={18} aria-hidden="true" /> <span lang={languageTags[data.language]}>{data.title}</span></Link></p>
      {state !== 'signed-in' ? <><h1>{t.commentForm.titleWhole}</h1><SignInFirst>{t.consultation.signInToRead}</SignInFirst></>
        : !takes ? <><h1>{t.commentForm.titleWhole}</h1><Notice><p>{takesComments(data) ? t.life.generalOnly : afterDeadline(data) ? t.consultation.closedNote : t.life.nothingTaken}</p></Notice></>
        : (
          <CommentForm
            key={`${node ?? 'whole'}${quote?.exact ?? ''}${draft ?? ''}${replaces ?? ''}`} consultation={data} nodes={versionOf(structure.data, language, structure.data.nodes.find(one => one.id === node)?.language ?? null).nodes} node={node} kind={kind} quote={quote}
            begun={begun.data} replaces={replaces ?? undefined} reference={reference} law={inLaw} onClose={() => void navigate(back)}
          />
        )}
    </div>
  );
}
