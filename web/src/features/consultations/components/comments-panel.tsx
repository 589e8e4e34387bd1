import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useT } from '@/shared/i18n';
import { useKeptFocus } from '@/shared/lib/use-kept-focus';
import { useSession } from '@/shared/session/session';
import { MessageSquare } from '@/shared/ui/icons';
import { More } from '@/shared/ui/more';
import { Failure, SignInFirst, Skeleton } from '@/shared/ui/states';
import { useTakes } from '../accepts';
import { useComments, useCommentSettings } from '../api/comments';
import { useStructure } from '../api/get-structure';
import type { ActNode, Consultation } from '../api/types';
import { placeOf, wordsOf, type Outline } from '../structure';
import { CommentItem } from './comment-item';

const Notes = lazy(() => import('./notes').then(module => ({ default: module.Notes })));

type Props = { consultation: Consultation; nodes: ActNode[]; text: Outline; node: string | null; onWrite: () => void };

/** Comments on the part in view and on what is inside it, and the way to write one. */
export function CommentsPanel({ consultation, nodes, text, node, onWrite }: Props) {
  const t = useT();
  const { state, isStaff } = useSession();
  const place = placeOf(node, nodes, text, t);
  const { whole: open, parts } = useTakes(consultation);
  const here = node === null || parts;
  const readable = useCommentSettings(consultation.id).data?.data.mayRead ?? false;
  // A withdrawn comment leaves the list with the button that was pressed.
  const panel = useKeptFocus<HTMLDivElement>('h2');
  return (
    <div className="comments" ref={panel} tabIndex={-1}>
      <h2 tabIndex={-1}>{place}</h2>
      {state === 'signed-in' || (state === 'anonymous' && readable) ? (
        <>
          {open && !here && <p className="soft">{t.life.generalOnly}</p>}
          {open && here && state === 'signed-in' && (
            <p><button type="button" className="button" data-write onClick={onWrite}><MessageSquare size={18} aria-hidden="true" />{node ? t.consultation.commentOn(place) : t.consultation.commentOnWhole}</button></p>
          )}
          <Threads key={node ?? 'whole'} consultation={consultation} nodes={nodes} text={text} node={node} />
          {isStaff && <Suspense fallback={null}><Notes key={node ?? 'whole'} consultation={consultation.id} node={node} /></Suspense>}
        </>
      ) : state === 'loading' ? <Skeleton lines={3} /> : <SignInFirst>{t.consultation.signInToRead}</SignInFirst>}
    </div>
  );
}

/** The part's own comments, then those on each of its parts that has any. */
function Threads({ consultation, nodes, text, node }: Omit<Props, 'onWrite'>) {
  const t = useT();
  const section = text.sections.find(candidate => candidate.node.id === node);
  const inside = section?.parts.filter(part => (part.node.commentCount ?? 0) > 0).map(part => part.node.id) ?? [];
  const [counts, setCounts] = useState<Record<string, number>>({});
  const report = useCallback((id: string, count: number) => setCounts(known => known[id] === count ? known : { ...known, [id]: count }), []);
  const ids = [node, ...inside];
  const known = ids.every(id => counts[id ?? 'whole'] !== undefined);
  const settings = useCommentSettings(consultation.id).data?.data;
  const takes = useTakes(consultation);
  const nothing = known && ids.every(id => counts[id ?? 'whole'] === 0);
  return (
    <>
      {ids.map(id => <Thread key={id ?? 'whole'} consultation={consultation} nodes={nodes} text={text} node={id} titled={id !== node} onCount={report} />)}
      {settings && !settings.mayRead && <p className="soft">{t.commentLife.notYetPublished}</p>}
      {nothing && <p className="soft">{t.consultation.noCommentsHere} {(node === null ? takes.whole : takes.parts) && t.consultation.beFirst}</p>}
    </>
  );
}

function Thread({ consultation, nodes, text, node, titled, onCount }: Omit<Props, 'onWrite'> & { titled: boolean; onCount: (id: string, count: number) => void }) {
  const t = useT();
  const list = useComments(consultation.id, node, true);
  // Comments of all versions of an act stand together, each against its own version's words.
  const all = useStructure(consultation.id).data?.nodes ?? nodes;
  const thread = nodes.find(one => one.id === node)?.thread ?? node;
  // A server that answers with everything below a part must not show a comment twice.
  const items = list.items.filter(comment => (comment.node ?? null) === thread);
  const loaded = !list.loading && !list.error;
  useEffect(() => {
    if (loaded) onCount(node ?? 'whole', items.length);
  }, [loaded, node, items.length, onCount]);
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  if (list.loading) return <Skeleton lines={3} />;
  if (items.length === 0) return null;
  return (
    <>
      {titled && <h3 className="thread-title">{placeOf(node, nodes, text, t)}</h3>}
      <ul className="comment-list">
        {items.map(comment => (
          <CommentItem key={comment.id} comment={comment} consultation={consultation} current={wordsOf(comment, all)} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
