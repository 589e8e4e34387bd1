import { useLocation, useParams } from 'react-router';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { download, toCsv } from '@/shared/lib/csv';
import { useFilters } from '@/shared/lib/use-filters';
import { SelectField } from '@/shared/ui/form';
import { Download } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import { deliveryStates, missed, useAlert, useDeliveries, useNotReached, useResend } from '../api/alerts';
import { StateSign, Totals } from './totals';
import './deliveries.css';

const CHANNELS = ['email', 'sms'] as const;

/** One alert: who has it, who has not, and why. */
export function DeliveryPage() {
  const { id = '' } = useParams();
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const { search } = useLocation();
  const alert = useAlert(id);
  const [{ view }] = useFilters(['view'] as const);
  const d = s.deliveries;
  if (alert.error) return <Failure heading="h1" error={alert.error} onRetry={() => void alert.refetch()} />;
  if (alert.isPending) return <Skeleton lines={12} />;
  const item = alert.data;
  const kind = t.alerts.kinds[item.kind as keyof typeof t.alerts.kinds] ?? item.kind;
  const tab = (to: string) => {
    const parameters = new URLSearchParams(search);
    if (to) parameters.set('view', to);
    else parameters.delete('view');
    return `?${parameters}`;
  };
  return (
    <>
      <p className="no-print"><Link to="/deliveries">{t.nav.messages}</Link></p>
      <PageHead title={item.title || kind} lead={item.title ? kind : null} />
      <dl className="pairs">
        <dt>{d.created}</dt><dd>{dates.dateTime(item.createdAt)}, {d.concerned(item.concerned)}</dd>
        <dt>{d.completed}</dt><dd>{item.completedAt ? dates.dateTime(item.completedAt) : <span role="status">{d.running}</span>}</dd>
        <dt>{d.email}</dt><dd><Totals totals={item.totals.email} /></dd>
        <dt>{d.sms}</dt><dd><Totals totals={item.totals.sms} /></dd>
      </dl>
      {item.consultationId && <p><Link to={`/consultations/${item.consultationId}`}>{d.toConsultation}</Link>{item.kind !== 'test' && <> · <Link to={`/consultations/${item.consultationId}/ledger`}>{d.whoKnows}</Link></>}</p>}
      {item.completedAt && missed(item) > 0 && <Again id={id} failed={missed(item)} />}
      <nav className="tabs" aria-label={d.ledger}>
        <Link to={tab('')} aria-current={view !== 'not-reached' ? 'page' : undefined}>{d.ledger}</Link>
        <Link to={tab('not-reached')} aria-current={view === 'not-reached' ? 'page' : undefined}>{d.notReached}</Link>
      </nav>
      {view === 'not-reached' ? <NotReachedList id={id} /> : <Ledger id={id} />}
    </>
  );
}

function Again({ id, failed }: { id: string; failed: number }) {
  const t = useT();
  const s = useStaffT();
  const resend = useResend(id);
  const d = s.deliveries;
  return (
    <div className="no-print">
      {resend.isSuccess && <Notice tone="good" live><p>{d.againDone(resend.data.opened)}</p></Notice>}
      {resend.error && <Notice tone="red" live><p>{describe(resend.error, t).text}</p></Notice>}
      <p><button type="button" className="button button-plain" disabled={resend.isPending} onClick={() => resend.mutate()}>{d.again(failed)}</button></p>
    </div>
  );
}

function Ledger({ id }: { id: string }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const [filters, change, clear] = useFilters(['state', 'channel'] as const);
  const list = useDeliveries(id, filters);
  const d = s.deliveries;
  const exportShown = () => download('deliveries.csv', 'text/csv;charset=utf-8', toCsv([
    [d.person, d.channel, d.address, d.state, d.handedOver],
    ...list.items.map(item => [item.personName, d[item.channel], item.address, d.states[item.state], item.handedOverAt && dates.dateTime(item.handedOverAt)]),
  ]));
  return (
    <>
      <form className="filters" onSubmit={event => event.preventDefault()}>
        <SelectField id="state" label={d.state} value={filters.state} onChange={event => change({ state: event.target.value })}>
          <option value="">{d.anyState}</option>
          {deliveryStates.map(state => <option key={state} value={state}>{d.states[state]}</option>)}
        </SelectField>
        <SelectField id="channel" label={d.channel} value={filters.channel} onChange={event => change({ channel: event.target.value })}>
          <option value="">{d.anyChannel}</option>
          {CHANNELS.map(channel => <option key={channel} value={channel}>{d[channel]}</option>)}
        </SelectField>
      </form>
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 ? <Empty title={d.emptyLedger} actions={<button type="button" className="button button-plain" onClick={clear}>{t.common.clearFilters}</button>} />
        : (
          <>
            <div className="table-wrap">
              <table className="stack">
                <caption className="hidden">{d.ledgerCaption}</caption>
                <thead><tr><th scope="col">{d.person}</th><th scope="col">{d.channel}</th><th scope="col">{d.state}</th><th scope="col">{d.handedOver}</th></tr></thead>
                <tbody>
                  {list.items.map(item => (
                    <tr key={item.id}>
                      <th scope="row">{item.personName ?? t.unknownPerson}</th>
                      <td>{d[item.channel]}<br /><span className="soft small">{item.address}</span></td>
                      <td>
                        <StateSign state={item.state} />
                        {item.lastError && <><br /><span className="small">{item.lastError}</span></>}
                        {item.detail && <><br /><span className="soft small">{item.detail}</span></>}
                        {item.attempts > 1 && <><br /><span className="soft small">{d.attempts(item.attempts)}</span></>}
                      </td>
                      <td data-label={d.handedOver}>
                        {item.handedOverAt && dates.dateTime(item.handedOverAt)}
                        {item.provider && <><br /><span className="soft small">{d.by(item.provider)}</span></>}
                        {item.deliveredAt && <><br /><span className="soft small">{d.arrived(dates.dateTime(item.deliveredAt))}</span></>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <div className="actions">
              <More list={list} />
              <button type="button" className="link-button no-print" onClick={exportShown}><Download size={16} aria-hidden="true" /> {t.common.export}</button>
            </div>
          </>
        )}
    </>
  );
}

function NotReachedList({ id }: { id: string }) {
  const t = useT();
  const s = useStaffT();
  const list = useNotReached(id);
  const d = s.deliveries;
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  if (list.loading) return <Skeleton />;
  if (list.items.length === 0) return <Empty title={d.allReached} />;
  return (
    <>
      <p>{d.notReachedLead}</p>
      <ul className="rows">
        {list.items.map(person => (
          <li key={person.personId} className="person">
            <h2>{person.personName ?? t.unknownPerson}</h2>
            {person.channels?.map(channel => (
              <p key={channel.channel}>{d[channel.channel]}{channel.address && ` (${channel.address})`}: {d.states[channel.state] ?? channel.state}{channel.lastError && `. ${channel.lastError}`}</p>
            ))}
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
