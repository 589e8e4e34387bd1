import { useState } from 'react';
import { useDates, useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import { useDecideReminder, useDecideSummaries, useLateSummaries, useMissed, useSilent, type Missed } from '../api/reminders';
import { useWords } from '../words';
import { MessagesTabs } from './messages-tabs';

/** Reminders that missed their time and ask, and who has been silent after the last one. */
export function RemindersPage() {
  const w = useWords().reminders;
  return (
    <>
      <PageHead title={w.title} lead={w.lead} />
      <MessagesTabs />
      <MissedReminders />
      <MissedSummaries />
      <SilentOrganisations />
    </>
  );
}

function MissedReminders() {
  const t = useT();
  const w = useWords().reminders;
  const missed = useMissed();
  const decide = useDecideReminder();
  return (
    <section aria-labelledby="missed">
      <h2 id="missed">{w.missed}</h2>
      <p className="soft">{w.missedHint}</p>
      {decide.isSuccess && <Notice tone="good" live><p>{decide.variables.what === 'send' ? w.sent : w.skipped}</p></Notice>}
      {decide.error && <Notice tone="red" live><p>{describe(decide.error, t).text}</p></Notice>}
      {missed.error ? <Failure error={missed.error} onRetry={() => void missed.refetch()} />
        : missed.isPending ? <Skeleton />
        : missed.data.items.length === 0 ? <Empty title={w.noneMissed}>{w.noneMissedText}</Empty>
        : <ul className="rows rows-plain">{missed.data.items.map(one => <MissedRow key={one.id} one={one} busy={decide.isPending} onDecide={what => decide.mutate({ id: one.id, what })} />)}</ul>}
    </section>
  );
}

/** Nothing shows here as long as all is in time: what is put off goes out by itself. */
function MissedSummaries() {
  const t = useT();
  const w = useWords().reminders;
  const dates = useDates();
  const late = useLateSummaries();
  const decide = useDecideSummaries();
  if (late.error) return <Failure error={late.error} onRetry={() => void late.refetch()} />;
  if (!late.data || (late.data.items.length === 0 && !decide.isSuccess)) return null;
  return (
    <section aria-labelledby="summaries">
      <h2 id="summaries">{w.summaries}</h2>
      {decide.isSuccess && <Notice tone="good" live><p>{decide.variables.what === 'send' ? w.sent : w.summariesLeft}</p></Notice>}
      {decide.error && <Notice tone="red" live><p>{describe(decide.error, t).text}</p></Notice>}
      <ul className="rows rows-plain">
        {late.data.items.map(one => (
          <li key={one.id} className="row">
            <div className="row-body">
              <h3 className="row-title">{w.summariesFor(one.people)}</h3>
              <p>{w.dueAt(dates.dateTime(one.at))}. {w.summariesTo(dates.dateTime(one.to))}</p>
              <div className="actions">
                <button type="button" className="button button-plain button-small" disabled={decide.isPending} onClick={() => decide.mutate({ id: one.id, what: 'send' })}>{w.sendNow}<span className="hidden">: {w.summariesFor(one.people)}</span></button>
                <button type="button" className="link-button" disabled={decide.isPending} onClick={() => decide.mutate({ id: one.id, what: 'leave' })}>{w.summariesLeave}<span className="hidden">: {w.summariesFor(one.people)}</span></button>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Asks once more before it sends: those whom it reaches cannot be told otherwise afterwards. */
function MissedRow({ one, busy, onDecide }: { one: Missed; busy: boolean; onDecide: (what: 'send' | 'skip') => void }) {
  const t = useT();
  const w = useWords().reminders;
  const dates = useDates();
  const [asking, setAsking] = useState(false);
  return (
    <li className="row">
      <div className="row-body">
        <h3 className="row-title"><Link to={`/consultations/${one.consultationId}`}>{one.title}</Link></h3>
        <p>{w.steps[one.step]} · {w.dueAt(dates.dateTime(one.dueAt))}</p>
        <p className="soft">{w.closesAt(dates.dateTime(one.deadlineAt))}</p>
        {asking ? (
          <div className="comment-ask" role="group" aria-label={w.send}>
            <p>{w.sure}</p>
            <div className="actions">
              <button type="button" className="button button-small" disabled={busy} onClick={() => onDecide('send')}>{w.sendNow}</button>
              <button type="button" className="link-button" onClick={() => setAsking(false)}>{t.common.cancel}</button>
            </div>
          </div>
        ) : (
          <div className="actions">
            <button type="button" className="button button-plain button-small" disabled={busy} onClick={() => setAsking(true)}>{w.send}<span className="hidden">: {one.title}</span></button>
            <button type="button" className="link-button" disabled={busy} onClick={() => onDecide('skip')}>{w.skip}<span className="hidden">: {one.title}</span></button>
          </div>
        )}
      </div>
    </li>
  );
}

function SilentOrganisations() {
  const w = useWords().reminders;
  const dates = useDates();
  const silent = useSilent();
  const items = (silent.data?.items ?? []).filter(one => one.organisations.length + one.answered.length > 0);
  return (
    <section aria-labelledby="silent">
      <h2 id="silent">{w.silent}</h2>
      <p className="soft">{w.silentHint}</p>
      {silent.error ? <Failure error={silent.error} onRetry={() => void silent.refetch()} />
        : silent.isPending ? <Skeleton />
        : items.length === 0 ? <Empty title={w.noneSilent}>{w.noneSilentText}</Empty>
        : (
          <ul className="rows rows-plain">
            {items.map(one => (
              <li key={`${one.consultationId}${one.deadlineAt}`} className="row">
                <div className="row-body">
                  <h3 className="row-title"><Link to={`/consultations/${one.consultationId}`}>{one.title}</Link></h3>
                  <p className="soft">{(one.over ? w.closedAt : w.closesAt)(dates.dateTime(one.deadlineAt))} · {one.organisations.length === 0 ? w.allAnswered : (one.over ? w.stayedSilent : w.organisations)(one.organisations.length)}</p>
                  <ul>{one.organisations.map(organisation => <li key={organisation.id}><Link to={`/members/${organisation.id}`}>{organisation.name}</Link></li>)}</ul>
                  {one.answered.length > 0 && <p>{w.answeredSince(one.answered.map(organisation => organisation.name).join(', '))}</p>}
                </div>
              </li>
            ))}
          </ul>
        )}
    </section>
  );
}
