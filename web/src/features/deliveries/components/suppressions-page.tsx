import { useState } from 'react';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { useFilters } from '@/shared/lib/use-filters';
import { SelectField, TextField } from '@/shared/ui/form';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import { useRelease, useStopAddress, useSuppressions } from '../api/providers';
import { MessagesTabs } from './messages-tabs';

const CHANNELS = ['email', 'sms'] as const;

/** Addresses to which nothing is sent: why, since when, and how they are released. */
export function SuppressionsPage() {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const [filters, change] = useFilters(['channel'] as const);
  const list = useSuppressions(filters.channel);
  const release = useRelease();
  const m = s.providers;
  return (
    <>
      <PageHead title={m.stoppedTitle} lead={m.stoppedLead} />
      <MessagesTabs />
      <form className="filters" onSubmit={event => event.preventDefault()}>
        <SelectField id="channel" label={s.deliveries.channel} value={filters.channel} onChange={event => change({ channel: event.target.value })}>
          <option value="">{s.deliveries.anyChannel}</option>
          {CHANNELS.map(channel => <option key={channel} value={channel}>{s.deliveries[channel]}</option>)}
        </SelectField>
      </form>
      {release.isSuccess && <Notice tone="good" live><p>{m.released}</p></Notice>}
      {release.error && <Notice tone="red" live><p>{describe(release.error, t).text}</p></Notice>}
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 ? <Empty title={m.stoppedEmptyTitle}>{m.stoppedEmptyText}</Empty>
        : (
          <>
            <div className="table-wrap">
              <table className="stack">
                <caption className="hidden">{m.stoppedTitle}</caption>
                <thead><tr><th scope="col">{s.deliveries.address}</th><th scope="col">{m.why}</th><th scope="col">{m.since}</th><th scope="col">{m.action}</th></tr></thead>
                <tbody>
                  {list.items.map(one => (
                    <tr key={`${one.channel}-${one.address}`}>
                      <th scope="row">{one.address}<br /><span className="soft small">{s.deliveries[one.channel]}</span></th>
                      <td>{m.whys[one.why]}{one.detail && <><br /><span className="soft small">{one.detail}</span></>}</td>
                      <td data-label={m.since}>{dates.dateTime(one.since)}</td>
                      <td><button type="button" className="link-button" disabled={release.isPending} onClick={() => release.mutate(one)}>{m.release}<span className="hidden">: {one.address}</span></button></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <More list={list} />
          </>
        )}
      <StopForm />
    </>
  );
}

function StopForm() {
  const t = useT();
  const s = useStaffT();
  const stop = useStopAddress();
  const [entry, setEntry] = useState({ channel: 'email', address: '', note: '' });
  const m = s.providers;
  return (
    <section aria-labelledby="stop">
      <h2 id="stop">{m.stopTitle}</h2>
      {stop.isSuccess && <Notice tone="good" live><p>{m.stopped}</p></Notice>}
      {stop.error && <Notice tone="red" live><p>{describe(stop.error, t).text}</p></Notice>}
      <form onSubmit={event => { event.preventDefault(); stop.mutate(entry); }}>
        <SelectField id="stop-channel" label={s.deliveries.channel} value={entry.channel} onChange={event => setEntry({ ...entry, channel: event.target.value })}>
          {CHANNELS.map(channel => <option key={channel} value={channel}>{s.deliveries[channel]}</option>)}
        </SelectField>
        <TextField id="stop-address" label={s.deliveries.address} required maxLength={320} value={entry.address} onChange={event => setEntry({ ...entry, address: event.target.value })} />
        <TextField id="stop-note" label={m.note} optional maxLength={300} value={entry.note} onChange={event => setEntry({ ...entry, note: event.target.value })} />
        <button type="submit" className="button button-plain" disabled={stop.isPending || entry.address.trim() === ''}>{m.stopDo}</button>
      </form>
    </section>
  );
}
