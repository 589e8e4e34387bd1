import { useState } from 'react';
import { useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { OwnHours, type Hours } from '@/shared/criteria/hours';
import { useDates, useT } from '@/shared/i18n';
import { Checks, ErrorSummary, SelectField, TextField, type Errors } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { frequencies, useErase, useOwnData, usePreferences, useSavePreferences, type Frequency, type Preferences, type Way, ways } from '../api';
import { useTold } from '../told';
import { useWords } from '../words';
import './public-alerts.css';

const zones = (present: string) => [...new Set([present, 'Europe/Belgrade', ...Intl.supportedValuesOf('timeZone')])];

/** What the holder of a mail's link is told, to be seen and changed without signing in. */
export function PreferencesPage() {
  const w = useWords();
  const { token = '' } = useParams();
  const found = usePreferences(token);
  const p = w.preferences;
  const bad = found.error instanceof ApiError && found.error.status === 404;
  return (
    <>
      <PageHead title={bad ? p.badTitle : p.title} lead={bad ? p.badText : found.data && p.lead(found.data.data.address)} />
      {bad ? <p><Link className="button" to="/preferences">{p.again}</Link></p>
        : found.error ? <Failure error={found.error} onRetry={() => void found.refetch()} />
        : found.isPending ? <Skeleton />
        : <Form token={token} saved={found.data.data} />}
    </>
  );
}

/** One language for all, if they agree on one. */
function commonLanguage(of: Preferences): string {
  const said = new Set(of.subscriptions.map(one => one.language ?? ''));
  return said.size === 1 ? [...said][0]! : '';
}

function Form({ token, saved }: { token: string; saved: Preferences }) {
  const t = useT();
  const w = useWords();
  const save = useSavePreferences(token);
  const [wanted, setWanted] = useState(saved);
  const told = useTold(wanted.subscriptions);
  const [before, setBefore] = useState<Preferences | null>(null);
  const [undone, setUndone] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [erased, setErased] = useState(false);
  const p = w.preferences;
  const outside = saved.reader === 'public';
  const stopped = !saved.email && !saved.sms;

  const send = async (next: Preferences, back: Preferences | null) => {
    setErrors({});
    try {
      const { data } = await save.mutateAsync(next);
      setWanted(data);
      setBefore(back);
      setUndone(back === null);
    } catch (error) {
      if (error instanceof ApiError) setErrors(error.fields);
    }
  };
  const submit = () => {
    const bad: Errors = {};
    wanted.subscriptions.forEach(one => {
      if (one.ways.length === 0) bad[`ways-${one.id}`] = p.noWay;
    });
    setErrors(bad);
    if (Object.keys(bad).length === 0) void send(wanted, saved);
  };
  const change = (id: string, changes: { frequency?: Frequency; ways?: Way[]; hours?: Hours | null }) => setWanted({
    ...wanted, subscriptions: wanted.subscriptions.map(one => one.id === id ? { ...one, ...changes } : one),
  });

  if (erased) return <Notice tone="good" title={p.erased} live><p>{p.erasedText}</p></Notice>;
  const ids = Object.fromEntries(wanted.subscriptions.map(one => [`ways-${one.id}`, `ways-${one.id}`]));
  return (
    <div className="form-narrow">
      <ErrorSummary errors={errors} ids={ids} general={save.error && Object.keys(errors).length === 0 ? describe(save.error, t).text : null} />
      {before && !save.error && (
        <Notice tone="good" live>
          <p>{p.saved}</p>
          <button type="button" className="button button-plain" disabled={save.isPending} onClick={() => void send(before, null)}>{p.undo}</button>
        </Notice>
      )}
      {undone && !before && !save.error && <Notice tone="good" live><p>{p.undone}</p></Notice>}
      {stopped && (
        <Notice tone="amber" title={p.stopped}>
          <p>{p.stoppedText}</p>
          <button type="button" className="button" disabled={save.isPending} onClick={() => void send({ ...saved, email: true }, saved)}>{p.start}</button>
        </Notice>
      )}
      <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
        <h2>{p.list}</h2>
        {saved.setBy.length > 0 && <p className="soft">{p.setBy(saved.setBy.join(', '))}</p>}
        {wanted.subscriptions.length === 0 ? <Empty title={p.none}>{p.noneText}</Empty> : (
          <ul className="told">
            {wanted.subscriptions.map(one => (
              <li key={one.id}>
                <p className="told-title">{one.name || told(one)}</p>
                {one.name && <p className="small">{told(one)}</p>}
                <SelectField
                  id={`frequency-${one.id}`} label={w.frequency} value={one.frequency}
                  onChange={event => {
                    const frequency = event.target.value as Frequency;
                    change(one.id, { frequency, ways: frequency === 'at-once' ? one.ways : one.ways.filter(way => way !== 'sms') });
                  }}
                >
                  {frequencies.map(value => <option key={value} value={value}>{w.frequencies[value]}</option>)}
                </SelectField>
                {!outside && (
                  <Checks
                    id={`ways-${one.id}`} legend={p.ways} error={errors[`ways-${one.id}`]} values={one.ways}
                    onChange={values => change(one.id, { ways: ways.filter(way => values.includes(way)) })}
                    choices={ways.map(way => ({ value: way, label: p.wayNames[way], disabled: way === 'sms' && (one.frequency !== 'at-once' || !saved.smsPossible) }))}
                  />
                )}
                <OwnHours id={`hours-${one.id}`} value={one.hours ?? null} errors={{}} onChange={hours => change(one.id, { hours })} />
                <button
                  type="button" className="link-button" disabled={save.isPending}
                  onClick={() => void send({ ...saved, subscriptions: saved.subscriptions.filter(other => other.id !== one.id) }, saved)}
                >
                  {p.stopOne}<span className="hidden">: {one.name || told(one)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <h2>{p.how}</h2>
        <SelectField
          id="language" label={p.language} value={commonLanguage(wanted)} disabled={wanted.subscriptions.length === 0}
          onChange={event => setWanted({ ...wanted, subscriptions: wanted.subscriptions.map(one => ({ ...one, language: (event.target.value || null) as typeof one.language })) })}
        >
          <option value="">{p.ownLanguage}</option>
          <option value="sq" lang="sq">Shqip</option>
          <option value="sr" lang="sr-Latn">Srpski</option>
          <option value="en" lang="en">English</option>
        </SelectField>
        <Checks
          id="silence" legend={p.silence} hint={p.silenceHint} values={wanted.silence ? ['on'] : []} onChange={values => setWanted({ ...wanted, silence: values.length > 0 })}
          choices={[{ value: 'on', label: p.silenceOn }]}
        />
        <QuietHours wanted={wanted} outside={outside} change={quiet => setWanted({ ...wanted, quiet })} />
        <SelectField id="zone" label={p.zone} hint={p.zoneHint} error={errors['zone']} value={wanted.zone} onChange={event => setWanted({ ...wanted, zone: event.target.value })}>
          {zones(wanted.zone).map(name => <option key={name} value={name}>{name}</option>)}
        </SelectField>
        <button className="button" disabled={save.isPending}>{save.isPending ? t.common.saving : p.save}</button>
      </form>
      {!stopped && (
        <section className="page-section" aria-labelledby="all">
          <h2 id="all">{p.all}</h2>
          <p>{p.allText}</p>
          <button type="button" className="button button-plain" disabled={save.isPending} onClick={() => void send({ ...saved, email: false, sms: false }, saved)}>{p.stopAll}</button>
        </section>
      )}
      {outside && <OwnData token={token} onErased={() => setErased(true)} />}
    </div>
  );
}

function QuietHours({ wanted, outside, change }: { wanted: Preferences; outside: boolean; change: (quiet: Preferences['quiet']) => void }) {
  const w = useWords();
  const p = w.preferences;
  const quiet = wanted.quiet ?? { from: '22:00', to: '07:00', email: outside };
  const on = wanted.quiet !== null;
  return (
    <>
      <Checks
        id="quiet" legend={p.quiet} values={[on ? 'on' : '', on && quiet.email ? 'email' : ''].filter(Boolean)}
        onChange={values => change(values.includes('on') ? { ...quiet, email: outside || values.includes('email') } : null)}
        choices={outside ? [{ value: 'on', label: p.quietOnPublic }] : [{ value: 'on', label: p.quietOn }, { value: 'email', label: p.quietEmail, disabled: !on }]}
      />
      {on && (
        <>
          <TextField id="quiet-from" type="time" label={p.from} value={quiet.from} onChange={event => change({ ...quiet, from: event.target.value })} />
          <TextField id="quiet-to" type="time" label={p.to} value={quiet.to} onChange={event => change({ ...quiet, to: event.target.value })} />
        </>
      )}
    </>
  );
}

/** What is kept of somebody outside the network, and its erasure. */
function OwnData({ token, onErased }: { token: string; onErased: () => void }) {
  const t = useT();
  const w = useWords();
  const dates = useDates();
  const [shown, setShown] = useState(false);
  const [sure, setSure] = useState(false);
  const data = useOwnData(token, shown);
  const erase = useErase(token);
  const p = w.preferences;
  return (
    <>
      <section className="page-section" aria-labelledby="data">
        <h2 id="data">{p.data}</h2>
        {!shown ? <button type="button" className="button button-plain" onClick={() => setShown(true)}>{p.dataShow}</button>
          : data.error ? <Failure error={data.error} onRetry={() => void data.refetch()} />
          : data.isPending ? <Skeleton lines={3} />
          : (
            <>
              <p>{p.dataSince(dates.date(data.data.since))}</p>
              <dl className="own-data">
                {data.data.proofs.map(proof => (
                  <div key={proof.confirmedAt}><dt>{p.dataProof(dates.dateTime(proof.confirmedAt), proof.from)}</dt><dd lang={proof.language}>{proof.text}</dd></div>
                ))}
              </dl>
            </>
          )}
      </section>
      <section className="page-section" aria-labelledby="erase">
        <h2 id="erase">{p.erase}</h2>
        <p>{p.eraseText}</p>
        {erase.error && <Notice tone="red" live><p>{describe(erase.error, t).text}</p></Notice>}
        <Checks id="sure" legend={<span className="hidden">{p.erase}</span>} values={sure ? ['sure'] : []} onChange={values => setSure(values.length > 0)} choices={[{ value: 'sure', label: p.eraseSure }]} />
        <button type="button" className="button button-plain" disabled={!sure || erase.isPending} onClick={() => erase.mutate(undefined, { onSuccess: onErased })}>{p.eraseDo}</button>
      </section>
    </>
  );
}
