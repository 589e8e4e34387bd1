import { Fragment, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { useDates, useI18n, useStaffT } from '@/shared/i18n';
import { useFilters } from '@/shared/lib/use-filters';
import { Dialog } from '@/shared/ui/dialog';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { beingCounted, standings, useDraftLedger, useSendAgain, type DraftLedger } from '../api/ledger';
import { useWords } from '../words';
import { CountsTable, peopleIn } from './ledger-counts';
import { LedgerGroups } from './ledger-groups';
import { LedgerPeople } from './ledger-people';
import './deliveries.css';

const VIEWS = ['people', 'organisations', 'alerts'] as const;

/** One draft: who was to know, who knows, and since when. */
export function LedgerPage() {
  const { id = '' } = useParams();
  const ledger = useDraftLedger(id);
  const w = useWords().ledger;
  if (ledger.error) return <Failure heading="h1" error={ledger.error} onRetry={() => void ledger.refetch()} />;
  if (ledger.isPending) {
    return <>{beingCounted(ledger.failureReason) && <p role="status">{w.beingCounted}</p>}<Skeleton lines={14} /></>;
  }
  return <Loaded ledger={ledger.data} />;
}

function Loaded({ ledger }: { ledger: DraftLedger }) {
  const s = useStaffT();
  const w = useWords().ledger;
  const dates = useDates();
  const { search } = useLocation();
  const [{ view }] = useFilters(['view'] as const);
  const id = ledger.consultationId;
  const shown = VIEWS.find(one => one === view) ?? 'people';
  const tab = (to: (typeof VIEWS)[number]) => {
    const parameters = new URLSearchParams(search);
    if (to === 'people') parameters.delete('view');
    else parameters.set('view', to);
    return `?${parameters}`;
  };
  return (
    <>
      <p className="no-print"><Link to={`/consultations/${id}`}>{s.deliveries.toConsultation}</Link></p>
      <PageHead title={w.title(ledger.title)} lead={w.lead}>
        <p className="soft small" role="status">{w.counted(dates.dateTime(ledger.countedAt))}{ledger.running && ` ${w.running}`}</p>
      </PageHead>
      {ledger.people.toKnow === 0 ? <Empty title={w.nobodyTitle}>{w.nobodyText}</Empty> : (
        <>
          <Totals ledger={ledger} />
          <Again ledger={ledger} />
          <section className="page-section" aria-labelledby="by-channel">
            <h2 id="by-channel">{w.byChannel}</h2>
            <p className="soft">{w.channelHint}</p>
            <CountsTable first={s.deliveries.channel} caption={w.byChannel} rows={ledger.channels.map(one => ({ key: one.channel, head: s.deliveries[one.channel], people: one.people }))} />
          </section>
          <nav className="tabs" aria-label={w.views}>
            {VIEWS.map(one => <Link key={one} to={tab(one)} aria-current={shown === one ? 'page' : undefined}>{w.tabs[one]}</Link>)}
          </nav>
          {shown === 'organisations' ? <LedgerGroups id={id} /> : shown === 'alerts' ? <Alerts ledger={ledger} /> : <LedgerPeople id={id} />}
        </>
      )}
    </>
  );
}

/** Each figure leads to its people. */
function Totals({ ledger }: { ledger: DraftLedger }) {
  const { n } = useI18n();
  const w = useWords().ledger;
  return (
    <dl className="pairs">
      <dt>{w.toKnow}</dt><dd>{w.people(ledger.people.toKnow)}</dd>
      {standings.filter(state => peopleIn(ledger.people, state) > 0 || state === 'delivered' || state === 'handed-over' || state === 'not-reached').map(state => {
        const many = peopleIn(ledger.people, state);
        return (
          <Fragment key={state}>
            <dt>{w.states[state]}</dt>
            <dd>
              {many > 0 ? <Link to={`?state=${state}`} className={state === 'not-reached' ? 'red' : undefined}>{w.people(many)}</Link> : n(0)}
              {w.hints[state] && <><br /><span className="soft small">{w.hints[state]}</span></>}
              {state === 'not-reached' && ledger.people.reasons.length > 0 && (
                <ul className="reasons">{ledger.people.reasons.map(reason => <li key={reason.reason}>{n(reason.people)} · {reason.text}</li>)}</ul>
              )}
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}

/** Says how many before it sends: what has gone out cannot be called back. */
function Again({ ledger }: { ledger: DraftLedger }) {
  const { t } = useI18n();
  const w = useWords().ledger;
  const again = useSendAgain(ledger.consultationId);
  const [asking, setAsking] = useState(false);
  const send = () => again.mutate(undefined, { onSettled: () => setAsking(false) });
  const held = again.data ? again.data.failed - again.data.opened : 0;
  return (
    <div className="no-print">
      {again.isSuccess && <Notice tone={again.data.opened > 0 || held === 0 ? 'good' : 'amber'} live><p>{w.again.done(again.data.opened)}{held > 0 && ` ${w.again.held(held)}`}</p></Notice>}
      {again.error && <Notice tone="red" live><p>{describe(again.error, t).text}</p></Notice>}
      {ledger.failed > 0 && <p><button type="button" className="button button-plain" onClick={() => setAsking(true)}>{w.again.ask(ledger.failedPeople)}</button></p>}
      <Dialog open={asking} onClose={() => setAsking(false)} title={w.again.title}>
        <p>{w.again.text(ledger.failed, w.people(ledger.failedPeople))}</p>
        <p className="soft">{w.again.rules}</p>
        <div className="actions">
          <button type="button" className="button" disabled={again.isPending} onClick={send}>{w.again.send(ledger.failed)}</button>
          <button type="button" className="link-button" onClick={() => setAsking(false)}>{t.common.cancel}</button>
        </div>
      </Dialog>
    </div>
  );
}

function Alerts({ ledger }: { ledger: DraftLedger }) {
  const { t } = useI18n();
  const w = useWords().ledger;
  const s = useStaffT();
  const dates = useDates();
  const kind = (code: string) => t.alerts.kinds[code as keyof typeof t.alerts.kinds] ?? code;
  return (
    <>
      <p className="soft">{w.alertsHint}</p>
      <CountsTable first={s.deliveries.alert} caption={w.tabs.alerts} rows={ledger.alerts.map(one => ({
        key: one.id, people: one.people,
        head: <><Link to={`/deliveries/${one.id}`}>{kind(one.kind)}</Link><br /><span className="soft small">{dates.dateTime(one.createdAt)}{one.status !== 'completed' && ` · ${s.deliveries.running}`}</span></>,
      }))} />
    </>
  );
}
