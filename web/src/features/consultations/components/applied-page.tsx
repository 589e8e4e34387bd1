import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useLocation, useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { useFilters } from '@/shared/lib/use-filters';
import { useSession } from '@/shared/session/session';
import { SelectField } from '@/shared/ui/form';
import { MessageSquare } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useTakes } from '../accepts';
import { useApplied, type Applied, type AppliedElement, type Order } from '../api/applied';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import type { ActNode, Consultation } from '../api/types';
import { asNode, commentsAt, lawLabel, ordersOf } from '../in-law';
import { nameOf, outline, placeOf, type Outline } from '../structure';
import { LawPlaceTools } from './law-place';
import { Pieces } from './pieces';
import './consultation.css';
import './applied.css';

// The secretariat's form and its words stay out of a reader's visit.
const LawForm = lazy(async () => ({ default: (await import('./law-form')).LawForm }));

/** The law in force as it would read with this draft. */
export function AppliedPage() {
  const t = useT();
  const { id = '' } = useParams();
  const { isStaff } = useSession();
  const consultation = useConsultation(id);
  const structure = useStructure(id);
  const applied = useApplied(id);
  const a = t.applied;
  const unknown = applied.error instanceof ApiError && applied.error.status === 404;
  const error = consultation.error ?? structure.error ?? (unknown ? null : applied.error);
  if (error) return <Failure heading="h1" error={error} onRetry={() => void Promise.all([consultation.refetch(), structure.refetch(), applied.refetch()])} />;
  if (!consultation.data || !structure.data || applied.isPending) return <Skeleton lines={12} />;
  const data = consultation.data.data;
  return (
    <>
      <nav aria-label={t.nav.breadcrumb} className="crumbs no-print"><Link to={`/consultations/${id}`}>{data.title}</Link></nav>
      <PageHead title={a.title} lead={a.lead} />
      {unknown || !applied.data ? <Empty title={a.unknownTitle}>{a.unknownText}</Empty> : <Loaded consultation={data} nodes={structure.data.nodes} applied={applied.data} />}
      {isStaff && <Suspense fallback={<Skeleton lines={3} />}><LawForm consultation={id} linked={unknown ? null : applied.data?.law ?? null} /></Suspense>}
    </>
  );
}

function Loaded({ consultation, nodes, applied }: { consultation: Consultation; nodes: ActNode[]; applied: Applied }) {
  const t = useT();
  const a = t.applied;
  const [filters, change] = useFilters(['show'] as const);
  const draft = useMemo(() => outline(nodes), [nodes]);
  const articles = useMemo(() => grouped(applied.elements), [applied]);
  // An address may name a place, which is shown whatever is chosen.
  const named = decodeURIComponent(useLocation().hash.slice(1));
  const shown = filters.show === 'all' ? articles : articles.filter(group => group.some(element => element.state !== 'same' || element.id === named || commentsAt(applied, element, nodes) > 0));
  const refused = applied.orders.filter(order => order.reason !== null);
  useEffect(() => {
    if (!named) return;
    const place = document.getElementById(named);
    place?.scrollIntoView({ block: 'start' });
    place?.focus({ preventScroll: true });
  }, [named]);
  return (
    <>
      <p>{a.law(applied.law.number ?? '', applied.law.title)} <span className="soft">{a.linkedBy[applied.law.linkedBy]}</span></p>
      <p role="status">{a.counts(applied.applied, applied.notApplied)}</p>
      {refused.length > 0 && (
        <section className="page-section" aria-labelledby="refused">
          <h2 id="refused">{a.refusedTitle}</h2>
          <Notice tone="amber"><p>{a.refusedText}</p></Notice>
          <ul>
            {refused.map((order, index) => (
              <li key={index}><OrderLine consultation={consultation} order={order} nodes={nodes} draft={draft} alone /> <strong>{a.reasons[order.reason!] ?? order.reason}</strong></li>
            ))}
          </ul>
        </section>
      )}
      <section className="page-section" aria-labelledby="text">
        <h2 id="text">{a.textTitle}</h2>
        <p className="soft">{a.legend} <ins>{a.legendIns}</ins>, <del>{a.legendDel}</del>.</p>
        <div className="filters">
          <SelectField id="show" label={a.show} value={filters.show} onChange={event => change({ show: event.target.value })}>
            <option value="">{a.showChanged}</option>
            <option value="all">{a.showAll}</option>
          </SelectField>
        </div>
        {shown.length === 0 && <p>{a.nothingChanged}</p>}
        {shown.map(group => <Group key={group[0]!.id} group={group} consultation={consultation} applied={applied} nodes={nodes} draft={draft} named={named} />)}
      </section>
    </>
  );
}

function Group({ group, consultation, applied, nodes, draft, named }: { group: AppliedElement[]; consultation: Consultation; applied: Applied; nodes: ActNode[]; draft: Outline; named: string }) {
  const t = useT();
  const a = t.applied;
  const [head, ...parts] = group as [AppliedElement, ...AppliedElement[]];
  const orders = ordersOf(group);
  const tools = (element: AppliedElement) => (
    <LawPlaceTools key={element.id} consultation={consultation} applied={applied} element={element} nodes={nodes} place={lawLabel(applied, element.id, t)} named={element.id === named} />
  );
  return (
    <article className="applied-element" id={head.id} tabIndex={-1} aria-labelledby={`${head.id}-name`}>
      <h3 id={`${head.id}-name`}>{name(head, t)} {head.heading && <span lang={languageTags[applied.language]}>{head.heading}</span>}{head.state !== 'same' && <span className="tag">{a.states[head.state]}</span>}</h3>
      {head.text.length > 0 && <p className="applied-words" lang={languageTags[applied.language]}><Pieces pieces={head.text} /></p>}
      {tools(head)}
      {parts.map(part => (
        <div key={part.id} id={part.id} tabIndex={-1} className="applied-part">
          {(part.state === 'deleted' || part.state === 'added') && head.state === 'same' && <span className="tag">{a.states[part.state]}</span>}
          <p className="applied-words" lang={languageTags[applied.language]}>{part.number && `${part.number}. `}<Pieces pieces={part.text} /></p>
          {tools(part)}
        </div>
      ))}
      {orders.length > 0 && (
        <ul className="applied-orders">
          {orders.map(order => <li key={order}><OrderLine consultation={consultation} order={applied.orders[order]!} nodes={nodes} draft={draft} /></li>)}
        </ul>
      )}
    </article>
  );
}

/** What the draft says and where it says it. What could not be applied can be commented on nowhere but there. */
function OrderLine({ consultation, order, nodes, draft, alone = false }: { consultation: Consultation; order: Order; nodes: ActNode[]; draft: Outline; alone?: boolean }) {
  const t = useT();
  const a = t.applied;
  const { parts } = useTakes(consultation);
  const where = placeOf(order.node, nodes, draft, t);
  return (
    <>
      <Link to={`/consultations/${consultation.id}#${order.node}`}>{where}</Link>: <q lang={languageTags[consultation.language]}>{order.said}</q>{' '}
      {alone && parts && <Link to={`/consultations/${consultation.id}/comment?${new URLSearchParams({ node: order.node })}`}><MessageSquare size={16} aria-hidden="true" /> {a.comment}<span className="hidden"> ({where})</span></Link>}
    </>
  );
}

function name(element: AppliedElement, t: ReturnType<typeof useT>): string {
  return nameOf(asNode(element), t);
}

/** Each article with what is below it; what stands by itself is a group of its own. */
function grouped(elements: AppliedElement[]): AppliedElement[][] {
  const groups: AppliedElement[][] = [];
  const home = new Map<string, AppliedElement[]>();
  for (const element of elements) {
    const inside = element.kind !== 'article' && element.parent ? home.get(element.parent) : undefined;
    if (inside) inside.push(element);
    else groups.push([element]);
    const group = inside ?? groups.at(-1)!;
    if (element.kind === 'article' || inside) home.set(element.id, group);
  }
  return groups.filter(group => group[0]!.kind !== 'title');
}
