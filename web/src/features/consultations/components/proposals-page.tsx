import { useMemo } from 'react';
import { useParams } from 'react-router';
import { useT } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { useFilters } from '@/shared/lib/use-filters';
import { useSession } from '@/shared/session/session';
import { SelectField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, SignInFirst, Skeleton } from '@/shared/ui/states';
import { useCommentSettings, useOutcomes, useProposals } from '../api/comments';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import { outcomes, type ActNode, type Consultation } from '../api/types';
import { outline, placeOf, wordsOf, writtenOn, type Outline } from '../structure';
import { CommentItem } from './comment-item';
import './consultation.css';

/** What the network proposed on a draft, and what became of each proposal; for whomever the consultation's setting lets read. */
export function ProposalsPage() {
  const t = useT();
  const { id = '' } = useParams();
  const { state } = useSession();
  const consultation = useConsultation(id);
  const structure = useStructure(id);
  const settings = useCommentSettings(id);
  const nodes = useMemo(() => structure.data?.nodes ?? [], [structure.data]);
  const text = useMemo(() => outline(nodes), [nodes]);
  const error = consultation.error ?? structure.error ?? settings.error;
  if (error) return <Failure heading="h1" error={error} onRetry={() => void Promise.all([consultation.refetch(), structure.refetch(), settings.refetch()])} />;
  if (!consultation.data || !structure.data || !settings.data || state === 'loading') return <Skeleton lines={12} />;
  const data = consultation.data.data;
  const { mayRead, visibility } = settings.data.data;
  return (
    <>
      <nav aria-label={t.nav.breadcrumb} className="crumbs no-print"><Link to={`/consultations/${id}`}><span lang={languageTags[data.language]}>{data.title}</span></Link></nav>
      <PageHead title={t.outcomes.title} lead={t.outcomes.lead} />
      {mayRead ? <Proposals consultation={data} nodes={nodes} text={text} />
        : visibility === 'nobody' ? <Empty title={t.outcomes.notYetTitle}>{t.outcomes.notYetText}</Empty>
        : <SignInFirst>{t.outcomes.networkOnly}</SignInFirst>}
    </>
  );
}

function Proposals({ consultation, nodes, text }: { consultation: Consultation; nodes: ActNode[]; text: Outline }) {
  const t = useT();
  const o = t.outcomes;
  const [filters, change] = useFilters(['outcome'] as const);
  const figures = useOutcomes(consultation.id, true);
  const list = useProposals(consultation.id, filters.outcome, true);
  if (figures.error) return <Failure error={figures.error} onRetry={() => void figures.refetch()} />;
  if (!figures.data) return <Skeleton lines={4} />;
  const rows = [...outcomes.map(outcome => [o.names[outcome], figures.data[outcome]] as const), [o.names.none, figures.data.unanswered] as const];
  if (rows.every(([, count]) => count === 0)) return <Empty title={o.emptyTitle}>{o.emptyText}</Empty>;
  return (
    <>
      <table className="outcome-figures">
        <caption>{o.figures}</caption>
        <tbody>{rows.map(([name, count]) => <tr key={name}><th scope="row">{name}</th><td>{count}</td></tr>)}</tbody>
      </table>
      <div className="filters no-print">
        <SelectField id="outcome" label={o.show} value={filters.outcome} onChange={event => change({ outcome: event.target.value })}>
          <option value="">{o.all}</option>
          {outcomes.map(outcome => <option key={outcome} value={outcome}>{o.names[outcome]}</option>)}
          <option value="none">{o.names.none}</option>
        </SelectField>
      </div>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : list.loading ? <Skeleton lines={8} /> : list.items.length === 0 ? <p className="soft">{o.noneSo}</p> : (
        <>
          <ul className="comment-list">
            {list.items.map(comment => (
              <li key={comment.id} className="proposal">
                <h2>{comment.place?.law?.label ?? placeOf(writtenOn(comment), nodes, text, t)}</h2>
                <CommentItem alone comment={comment} consultation={consultation} current={wordsOf(comment, nodes)} />
                {!comment.answer && <p className="soft">{o.names.none}.</p>}
              </li>
            ))}
          </ul>
          <More list={list} />
        </>
      )}
    </>
  );
}
