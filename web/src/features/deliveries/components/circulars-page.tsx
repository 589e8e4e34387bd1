import { useDates, useStaffT, useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import { useCirculars, useDecide, type Circular } from '../api/circulars';
import { MessagesTabs } from './messages-tabs';

/** What was written to many, and what waits for its time. */
export function CircularsPage() {
  const s = useStaffT();
  const list = useCirculars();
  const m = s.circulars;
  return (
    <>
      <PageHead title={m.title} lead={m.lead} actions={<Link to="/circulars/new" className="button">{m.write}</Link>} />
      <MessagesTabs />
      {list.error ? <Failure error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <Skeleton />
        : list.data.items.length === 0 ? <Empty title={m.emptyTitle}>{m.emptyText}</Empty>
        : <ul className="rows">{list.data.items.map(one => <Item key={one.id} circular={one} />)}</ul>}
    </>
  );
}

function Item({ circular }: { circular: Circular }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const decide = useDecide();
  const m = s.circulars;
  const first = Object.entries(circular.texts)[0];
  const amber = circular.status === 'asks';
  return (
    <li className="plain-row">
      <h2 lang={first?.[0]}>{first?.[1].subject}</h2>
      <p><span className={amber ? 'tag tag-amber' : 'tag'}>{m.statuses[circular.status]}</span></p>
      <dl className="pairs">
        <dt>{m.when}</dt><dd>{dates.dateTime(circular.sendAt)}</dd>
        <dt>{m.who}</dt><dd>{m.audience(circular.audience.scope, circular.audience.values.length)}</dd>
        <dt>{m.by}</dt><dd>{circular.byName ?? s.templates.somebody}</dd>
      </dl>
      {decide.error && <Notice tone="red" live><p>{describe(decide.error, t).text}</p></Notice>}
      {circular.status === 'scheduled' && <p className="no-print"><button type="button" className="button button-plain" disabled={decide.isPending} onClick={() => decide.mutate({ id: circular.id, step: 'cancel' })}>{m.cancel}</button></p>}
      {amber && (
        <>
          <p>{m.asks}</p>
          <p className="actions">
            <button type="button" className="button" disabled={decide.isPending} onClick={() => decide.mutate({ id: circular.id, step: 'send' })}>{m.sendNow}</button>
            <button type="button" className="button button-plain" disabled={decide.isPending} onClick={() => decide.mutate({ id: circular.id, step: 'skip' })}>{m.skip}</button>
          </p>
        </>
      )}
      {circular.alertId && <p><Link to={`/deliveries/${circular.alertId}`}>{m.ledger}</Link></p>}
    </li>
  );
}
