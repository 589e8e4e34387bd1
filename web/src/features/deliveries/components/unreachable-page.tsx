import { useDates, useStaffT, useT } from '@/shared/i18n';
import { download, toCsv } from '@/shared/lib/csv';
import { useFilters } from '@/shared/lib/use-filters';
import { SelectField } from '@/shared/ui/form';
import { Download } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useOrganisationsOutOfReach, useOutOfReach, type Obstacle, type OutOfReach } from '../api/unreachable';
import { useWords } from '../words';
import { MessagesTabs } from './messages-tabs';
import './deliveries.css';

/** Whom neither mail nor SMS reaches, by organisation: why, and what can be done about it. */
export function UnreachablePage() {
  const t = useT();
  const s = useStaffT();
  const w = useWords().unreachable;
  const [filters, change, clear] = useFilters(['organisation'] as const);
  const list = useOutOfReach(filters.organisation);
  const organisations = useOrganisationsOutOfReach();
  const say = useObstacle();
  const exportShown = () => download('not-reachable.csv', 'text/csv;charset=utf-8', toCsv([
    [w.organisation, w.person, s.deliveries.channel, s.deliveries.address, w.why],
    ...list.items.flatMap(one => one.obstacles.map(each => [one.organisationName, one.name, s.deliveries[each.channel], each.address, say(each)])),
  ]));
  return (
    <>
      <PageHead title={w.title} lead={w.lead} />
      <MessagesTabs />
      <form className="filters" onSubmit={event => event.preventDefault()}>
        <SelectField id="organisation" label={w.organisation} value={filters.organisation} onChange={event => change({ organisation: event.target.value })}>
          <option value="">{w.anyOrganisation}</option>
          {organisations.map(one => <option key={one.id} value={one.id}>{`${one.name} (${one.people})`}</option>)}
        </SelectField>
      </form>
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0
          ? <Empty title={filters.organisation ? w.emptyHere : w.emptyTitle} actions={filters.organisation && <button type="button" className="button button-plain" onClick={clear}>{t.common.clearFilters}</button>}>{w.emptyText}</Empty>
        : (
          <>
            <p role="status">{w.people(list.last?.people ?? 0)}</p>
            {byOrganisation(list.items).map(group => <Organisation key={group[0]!.organisationId} people={group} />)}
            <div className="actions">
              <More list={list} />
              <button type="button" className="link-button no-print" onClick={exportShown}><Download size={16} aria-hidden="true" /> {t.common.export}</button>
            </div>
          </>
        )}
    </>
  );
}

/** The people of each organisation, which stand together in the list. */
function byOrganisation(items: OutOfReach[]): OutOfReach[][] {
  const groups: OutOfReach[][] = [];
  for (const one of items) {
    const last = groups.at(-1);
    if (last?.[0]?.organisationId === one.organisationId) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function Organisation({ people }: { people: OutOfReach[] }) {
  const t = useT();
  const { organisationId, organisationName } = people[0]!;
  return (
    <section aria-labelledby={`of-${organisationId}`} className="out-of-reach">
      <h2 id={`of-${organisationId}`}><Link to={`/members/${organisationId}`}>{organisationName}</Link></h2>
      <ul className="rows">
        {people.map(one => (
          <li key={one.personId} className="plain-row">
            <h3>{one.name ?? t.unknownPerson}</h3>
            {one.obstacles.map(each => <Why key={each.channel} obstacle={each} />)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Why({ obstacle }: { obstacle: Obstacle }) {
  const s = useStaffT();
  const w = useWords().unreachable;
  const say = useObstacle();
  return (
    <p>
      <strong>{s.deliveries[obstacle.channel]}</strong>{obstacle.address && <span className="soft small"> {obstacle.address}</span>}<br />
      {say(obstacle)}
      {obstacle.why === 'stopped' && <> <Link to={`/suppressions?channel=${obstacle.channel}`}>{w.release}</Link></>}
    </p>
  );
}

/** Says what stands in the way, and what to do about it. */
function useObstacle(): (obstacle: Obstacle) => string {
  const s = useStaffT();
  const dates = useDates();
  const w = useWords().unreachable;
  return ({ why, channel, since, stoppedBy }) => {
    switch (why) {
      case 'no-address': return w.noAddress[channel];
      case 'stopped': return `${w.stopped(dates.date(since!))} ${s.providers.whys[stoppedBy!]}`;
      default: return w[why];
    }
  };
}
