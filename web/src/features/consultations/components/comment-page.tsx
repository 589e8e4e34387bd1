import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { useI18n } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { useSession } from '@/shared/session/session';
import { ArrowLeft } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { usePageTitle } from '@/shared/ui/page';
import { Failure, Notice, SignInFirst, Skeleton } from '@/shared/ui/states';
import { afterDeadline, takesBy, takesComments } from '../accepts';
import { useApplied } from '../api/applied';
import { useComment, useCommentSettings } from '../api/comments';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import { targetIn } from '../in-law';
import { allKept } from '../kept-comments';
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
  const { state, me } = useSession();
  const draft = parameters.get('draft');
  const replaces = parameters.get('replaces');
  const consultation = useConsultation(id);
  const structure = useStructure(id);
  const settings = useCommentSettings(id);
  const begun = useComment(id, state === 'signed-in' ? draft ?? replaces : null);
  // A place of the law as it would read, whose words are proposed against.
  const place = parameters.get('place') ?? begun.data?.place?.law?.node ?? null;
  const applied = useApplied(id, place !== null);
  usePageTitle(t.consultation.comment);
  const asked = (draft ?? replaces) !== null && state === 'signed-in';
  if (consultation.error) return <Failure heading="h1" error={consultation.error} onRetry={() => void consultation.refetch()} />;
  if (structure.error) return <Failure heading="h1" error={structure.error} onRetry={() => void structure.refetch()} />;
  if (asked && begun.error) return <Failure heading="h1" error={begun.error} onRetry={() => void begun.refetch()} />;
  if (place && applied.error && !begun.data) return <Failure heading="h1" error={applied.error} onRetry={() => void applied.refetch()} />;
  if ((place && applied.isPending) || consultation.isPending || structure.isPending || settings.isPending || state === 'loading' || (asked && begun.isPending)) return <Skeleton lines={12} />;
  const data = consultation.data.data;
  const target = place && applied.data ? targetIn(applied.data, place, structure.data.nodes, t) : null;
  const node = begun.data ? writtenOn(begun.data) : target ? target.node : parameters.get('node');
  const kind = commentKinds.find(candidate => candidate === parameters.get('kind')) as CommentKind | undefined;
  const back = place ? `/consultations/${id}/applied#${place}` : `/consultations/${id}${node ? `#${node}` : ''}`;
  const quote = begun.data ? undefined : target?.quote ?? (location.state as { quote?: Quote | null } | null)?.quote;
  const { whole, parts } = takesBy(data, settings.data?.data);
  const takes = node || place ? parts : whole;
  // A place that the law as applied no longer has is still the place of what was begun there on this device.
  const inLaw = target ? target.law ?? undefined : place && me ? allKept(me.id, id).find(kept => kept.law?.node === place)?.law ?? undefined : undefined;
  return (
    <div className="comment-page">
      <p className="no-print"><Link to={back} className="back"><ArrowLeft size={18} aria-hidden="true" /> <span lang={languageTags[data.language]}>{data.title}</span></Link></p>
      {state !== 'signed-in' ? <><h1>{t.commentForm.titleWhole}</h1><SignInFirst>{t.consultation.signInToRead}</SignInFirst></>
        : !takes ? <><h1>{t.commentForm.titleWhole}</h1><Notice><p>{takesComments(data) ? t.life.generalOnly : afterDeadline(data) ? t.consultation.closedNote : t.life.nothingTaken}</p></Notice></>
        : (
          <CommentForm
            key={`${node ?? 'whole'}${quote?.exact ?? ''}${draft ?? ''}${replaces ?? ''}${place ?? ''}`} consultation={data} nodes={versionOf(structure.data, language, structure.data.nodes.find(one => one.id === node)?.language ?? null).nodes} node={node} kind={kind} quote={quote}
            begun={begun.data} replaces={replaces ?? undefined} law={begun.data ? undefined : inLaw} inForce={target?.inForce} onClose={() => void navigate(back)}
          />
        )}
    </div>
  );
}
