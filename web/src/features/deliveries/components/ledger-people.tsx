import { useDates, useI18n, useStaffT, useT } from '@/shared/i18n';
import { useFilters } from '@/shared/lib/use-filters';
import { Filters } from '@/shared/ui/filters';
import { SelectField } from '@/shared/ui/form';
import { AlertTriangle, Check, Clock, Download, Minus } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { SearchField } from '@/shared/ui/search-field';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { ledgerFile, ledgerKinds, standings, useLedgerPeople, type LedgerMessage, type LedgerPerson, type Standing } from '../api/ledger';
import { useWords } from '../words';
import { useAllGroups } from './ledger-groups';

const NAMES = ['state', 'channel', 'kind', 'organisation', 'group', 'q'] as const;
const CHANNELS = ['email', 'sms'] as const;
/** How the groups without a name are told apart from names in one field. */
const GROUP = 'group:';

/** Person by person, with each message. */
export function LedgerPeople({ id }: { id: string }) {
  const { t, language } = useI18n();
  const s = useStaffT();
  const w = useWords().ledger;
  const [filters, change, clear] = useFilters(NAMES);
  const list = useLedgerPeople(id, filters);
  const groups = useAllGroups(id);
  const d = s.deliveries;
  const filtered = NAMES.some(name => filters[name] !== '');
  const searched = list.last && list.hasMore && filtered ? <p className="soft" role="status">{w.searched(Math.round(list.last.searched * 100))}</p> : null;
  const group = filters.group ? GROUP + filters.group : filters.organisation;
  const choose = (value: string) => change(value.startsWith(GROUP) ? { organisation: '', group: value.slice(GROUP.length) } : { organisation: value, group: '' });
  return (
    <>
      <Filters active={filtered} search={<SearchField id="q" label={w.search} value={filters.q} onChange={q => change({ q })} />}>
        <SelectField id="state" label={d.state} value={filters.state} onChange={event => change({ state: event.target.value })}>
          <option value="">{d.anyState}</option>
          {standings.map(state => <option key={state} value={state}>{w.one[state]}</option>)}
        </SelectField>
        <SelectField id="channel" label={d.channel} value={filters.channel} onChange={event => change({ channel: event.target.value })}>
          <option value="">{d.anyChannel}</option>
          {CHANNELS.map(channel => <option key={channel} value={channel}>{d[channel]}</option>)}
        </SelectField>
        <SelectField id="kind" label={d.alert} value={filters.kind} onChange={event => change({ kind: event.target.value })}>
          <option value="">{w.anyKind}</option>
          {ledgerKinds.map(kind => <option key={kind} value={kind}>{t.alerts.kinds[kind]}</option>)}
        </SelectField>
        <SelectField id="organisation" label={w.organisation} value={group} onChange={event => choose(event.target.value)}>
          <option value="">{w.anyOrganisation}</option>
          {filters.organisation && !groups.some(one => one.name === filters.organisation) && <option value={filters.organisation}>{filters.organisation}</option>}
          {groups.map(one => <option key={one.name ?? one.group} value={one.name ?? GROUP + one.group}>{one.name ?? w.groups[one.group]}</option>)}
        </SelectField>
      </Filters>
      {(filters.channel || filters.kind) && <p className="soft">{w.narrowed}</p>}
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 && !list.hasMore ? <Empty title={w.noneFits} actions={<button type="button" className="button button-plain" onClick={clear}>{t.common.clearFilters}</button>} />
        : (
          <>
            {list.items.length > 0 && (
              <div className="table-wrap">
                <table className="stack ledger">
                  <caption className="hidden">{w.tabs.people}</caption>
                  <thead><tr><th scope="col">{d.person}</th><th scope="col">{w.stands}</th><th scope="col">{w.messages}</th></tr></thead>
                  <tbody>{list.items.map(person => <Row key={person.personId} person={person} />)}</tbody>
                </table>
              </div>
            )}
            {searched}
            <div className="actions">
              <More list={list} />
              <a className="link-button no-print" href={ledgerFile(id, filters, language)} download><Download size={16} aria-hidden="true" /> {filtered ? w.fileShown : w.file}</a>
            </div>
          </>
        )}
    </>
  );
}

function Row({ person }: { person: LedgerPerson }) {
  const w = useWords().ledger;
  const [latest, ...earlier] = person.messages;
  return (
    <tr>
      <th scope="row">
        {person.name ?? (person.group === 'outside' ? w.groups.outside : w.nameless)}
        <br /><span className="soft small">{person.organisations.join(', ') || (person.group === 'forgotten' && person.name ? w.groups.forgotten : '')}</span>
      </th>
      <td>
        <StandingSign state={person.state} />
        <When state={person.state} since={person.since} dueAt={person.dueAt} />
        {person.reason && person.reason !== latest?.reason && <><br /><span className="small">{person.reason}</span></>}
      </td>
      <td data-label={w.messages}>
        {latest && <Line message={latest} />}
        {earlier.length > 0 && (
          <details className="earlier">
            <summary>{w.earlier(earlier.length)}</summary>
            {earlier.map(message => <Line key={message.id} message={message} />)}
          </details>
        )}
      </td>
    </tr>
  );
}

function When({ state, since, dueAt }: { state: Standing; since: string | null; dueAt: string | null }) {
  const w = useWords().ledger;
  const dates = useDates();
  const text = since ? w.since(dates.dateTime(since)) : dueAt && (state === 'in-summary' || dueAt > new Date().toISOString()) ? w.due(dates.dateTime(dueAt)) : null;
  return text && <><br /><span className="small">{text}</span></>;
}

function Line({ message }: { message: LedgerMessage }) {
  const t = useT();
  const s = useStaffT();
  const w = useWords().ledger;
  const dates = useDates();
  const kind = t.alerts.kinds[message.kind as keyof typeof t.alerts.kinds] ?? message.kind;
  const sent = [
    message.since ? w.since(dates.dateTime(message.since)) : null, message.provider && message.attempts > 0 ? s.deliveries.by(message.provider) : null,
    message.attempts > 1 ? s.deliveries.attempts(message.attempts) : null,
  ].filter(Boolean).join(', ');
  return (
    <p className="ledger-line">
      <Link to={`/deliveries/${message.alertId}`}>{kind}</Link> <span className="soft small">{dates.short(message.createdAt)}</span><br />
      <span className="small">{s.deliveries[message.channel]}{message.address && ` ${message.address}`}: {w.lines[message.state]}{sent && `, ${sent}`}</span>
      {message.summaryId && <><br /><span className="small"><Link to={`/deliveries/${message.summaryId}`}>{w.carried}</Link></span></>}
      {message.reason && <><br /><span className="soft small">{message.reason}</span></>}
      {message.detail && <><br /><span className="soft small breakable">{message.detail}</span></>}
    </p>
  );
}

function StandingSign({ state }: { state: Standing }) {
  const w = useWords().ledger;
  const Sign = state === 'not-reached' ? AlertTriangle : state === 'on-its-way' || state === 'in-summary' ? Clock : state === 'inbox-only' ? Minus : Check;
  return <span className={state === 'not-reached' ? 'state-sign red' : 'state-sign'}><Sign size={16} aria-hidden="true" />{w.one[state]}</span>;
}
