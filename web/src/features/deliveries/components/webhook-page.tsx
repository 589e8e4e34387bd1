import { useState } from 'react';
import { useParams } from 'react-router';
import { useDates, useI18n } from '@/shared/i18n';
import { useFilters } from '@/shared/lib/use-filters';
import { Dialog } from '@/shared/ui/dialog';
import { SelectField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import { useAgain, useCalls, useMissedAgain, useRotate, useSwitch, useWebhooks, type Call } from '../api/sending';
import { useWords } from '../words';
import { Secret } from './secret';
import './sending.css';

const STATES = ['waiting', 'delivered', 'refused', 'missed'] as const;

/** One address: whether it listens, its secret, and its calls. */
export function WebhookPage() {
  const { id = '' } = useParams();
  const { t } = useI18n();
  const w = useWords().webhooks;
  const dates = useDates();
  const webhooks = useWebhooks();
  const rotate = useRotate(id);
  const change = useSwitch(id);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const one = webhooks.data?.items.find(item => item.id === id);
  if (webhooks.error) return <Failure heading="h1" error={webhooks.error} onRetry={() => void webhooks.refetch()} />;
  if (webhooks.isPending) return <><PageHead title={w.title} /><Skeleton /></>;
  if (!one) return <><PageHead title={w.title} /><Empty title={w.emptyTitle} actions={<Link to="/webhooks">{w.back}</Link>} /></>;
  const failure = rotate.error ?? change.error;
  return (
    <>
      <p className="no-print"><Link to="/webhooks">{w.back}</Link></p>
      <PageHead title={w.title} lead={<span className="breakable">{one.url}</span>} />
      {shown && <Secret title={w.secretTitle} text={w.secretText} label={w.secret} value={shown} onDone={() => setShown(null)} />}
      {failure && <Notice tone="red" live><p>{describe(failure, t).text}</p></Notice>}
      <p><span className={one.state === 'on' ? 'tag tag-action' : one.state === 'failed' ? 'tag tag-red' : 'tag'}>{w.states[one.state]}</span></p>
      {one.state === 'on' && one.pausedUntil && <p className="amber">{w.paused(dates.dateTime(one.pausedUntil))}</p>}
      <dl className="pairs">
        <dt>{w.lastSuccess}</dt><dd>{one.lastSuccessAt ? dates.dateTime(one.lastSuccessAt) : w.never}</dd>
        {one.lastError && <><dt>{w.lastError}</dt><dd>{one.lastError}{one.lastErrorAt && <span className="soft"> ({dates.dateTime(one.lastErrorAt)})</span>}</dd></>}
        {one.oldSecretUntil && <><dt>{w.secret}</dt><dd>{w.oldSecret(dates.dateTime(one.oldSecretUntil))}</dd></>}
      </dl>
      <div className="actions">
        <button type="button" className="button button-plain" onClick={() => setAsking(true)}>{w.rotate}</button>
        <button type="button" className="button button-plain" disabled={change.isPending} onClick={() => change.mutate(one.state === 'on' ? 'off' : 'on')}>{one.state === 'on' ? w.off : w.on}</button>
      </div>
      <Calls id={id} on={one.state === 'on'} />
      <Dialog title={w.rotateTitle} open={asking} onClose={() => setAsking(false)}>
        <p>{w.rotateText}</p>
        <div className="actions">
          <button type="button" className="button" disabled={rotate.isPending} onClick={() => rotate.mutate(undefined, { onSuccess: made => { setAsking(false); setShown(made.secret); } })}>{w.rotateDo}</button>
          <button type="button" className="button button-plain" onClick={() => setAsking(false)}>{w.keep}</button>
        </div>
      </Dialog>
    </>
  );
}

function Calls({ id, on }: { id: string; on: boolean }) {
  const { t } = useI18n();
  const words = useWords();
  const w = words.webhooks;
  const [filters, change] = useFilters(['state'] as const);
  const list = useCalls(id, filters.state);
  const again = useAgain(id);
  const missed = useMissedAgain(id);
  const failure = again.error ?? missed.error;
  return (
    <section aria-labelledby="calls" className="after-actions">
      <h2 id="calls">{w.calls}</h2>
      <p className="soft">{w.callsLead}</p>
      <form className="filters" onSubmit={event => event.preventDefault()}>
        <SelectField id="state" label={words.messages.state} value={filters.state} onChange={event => change({ state: event.target.value })}>
          <option value="">{w.anyState}</option>
          {STATES.map(state => <option key={state} value={state}>{w.callStates[state]}</option>)}
        </SelectField>
      </form>
      {again.isSuccess && <Notice tone="good" live><p>{w.againDone}</p></Notice>}
      {missed.isSuccess && <Notice tone="good" live><p>{w.missedDone(missed.data.calls)}</p></Notice>}
      {failure && <Notice tone="red" live><p>{describe(failure, t).text}</p></Notice>}
      {on && <div className="actions field"><button type="button" className="button button-plain" disabled={missed.isPending} onClick={() => missed.mutate()}>{w.missedAgain}</button></div>}
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 ? <Empty title={w.callsEmptyTitle}>{w.callsEmptyText}</Empty>
        : (
          <>
            <ul className="rows">{list.items.map(call => <Row key={call.id} call={call} on={on} busy={again.isPending} onAgain={() => again.mutate(call.id)} />)}</ul>
            <More list={list} />
          </>
        )}
    </section>
  );
}

function Row({ call, on, busy, onAgain }: { call: Call; on: boolean; busy: boolean; onAgain: () => void }) {
  const dates = useDates();
  const words = useWords();
  const w = words.webhooks;
  const tone = call.state === 'delivered' ? 'tag tag-action' : call.state === 'waiting' ? 'tag' : call.state === 'refused' ? 'tag tag-amber' : 'tag tag-red';
  return (
    <li className="plain-row">
      <h3 className="code">{call.eventId}</h3>
      <p><span className={tone}>{w.callStates[call.state]}</span> <span className="soft small">{dates.dateTime(call.createdAt)}</span></p>
      {call.attempts.map(one => <p key={one.at} className="small">{dates.dateTime(one.at)}: {one.status === null ? w.noAnswer : `HTTP ${one.status}`} ({one.millis} ms)</p>)}
      {call.state === 'waiting' && call.tries > 0 && <p className="small">{w.next}: {dates.dateTime(call.nextAt)}</p>}
      <details><summary>{w.content}</summary><pre className="body">{call.body}</pre></details>
      <div className="actions">
        <Link to={`/api-messages/${call.messageId}`}>{words.messages.recipients}<span className="hidden">: {call.eventId}</span></Link>
        {on && <button type="button" className="link-button" disabled={busy} onClick={onAgain}>{w.again}<span className="hidden">: {call.eventId}</span></button>}
      </div>
    </li>
  );
}
