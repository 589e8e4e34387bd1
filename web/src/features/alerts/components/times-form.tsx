import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import { Checks, ErrorSummary, SelectField, TextField, type Errors } from '@/shared/ui/form';
import { describe, Notice } from '@/shared/ui/states';
import { useSaveTimes, useSubscriptions, type Subscriptions } from '../api/subscriptions';
import { useWords } from '../words';

const IDS = { zone: 'zone', to: 'quiet-to', from: 'quiet-from' };

/** The list above it says when the settings cannot be read. */
export function TimesForm() {
  const list = useSubscriptions();
  return list.data ? <Times initial={list.data.data} /> : null;
}

function Times({ initial }: { initial: Subscriptions }) {
  const t = useT();
  const w = useWords();
  const save = useSaveTimes();
  const [on, setOn] = useState(initial.quiet !== null);
  const [quiet, setQuiet] = useState(initial.quiet ?? { from: '22:00', to: '07:00', email: false });
  const [zone, setZone] = useState(initial.zone);
  const [errors, setErrors] = useState<Errors>({});
  const zones = [...new Set([zone, 'Europe/Belgrade', ...Intl.supportedValuesOf('timeZone')])];
  const submit = async () => {
    setErrors({});
    try {
      await save.mutateAsync({ zone, quiet: on ? quiet : null });
    } catch (error) {
      if (error instanceof ApiError) setErrors(error.fields['quiet'] ? { ...error.fields, to: error.fields['quiet'] } : error.fields);
    }
  };
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); void submit(); }}>
      <ErrorSummary errors={errors} ids={IDS} general={save.error && Object.keys(errors).length === 0 ? describe(save.error, t).text : null} />
      {save.isSuccess && <Notice tone="good" live><p>{w.savedTimes}</p></Notice>}
      <Checks
        id="quiet" legend={w.quiet} hint={w.critical} values={[on ? 'on' : '', quiet.email ? 'email' : ''].filter(Boolean)}
        onChange={values => { save.reset(); setOn(values.includes('on')); setQuiet({ ...quiet, email: values.includes('email') }); }}
        choices={[{ value: 'on', label: w.quietOn }, { value: 'email', label: w.quietEmail, disabled: !on }]}
      />
      {on && (
        <>
          <TextField id="quiet-from" type="time" label={w.from} value={quiet.from} error={errors['from']} onChange={event => setQuiet({ ...quiet, from: event.target.value })} />
          <TextField id="quiet-to" type="time" label={w.to} value={quiet.to} error={errors['to']} onChange={event => setQuiet({ ...quiet, to: event.target.value })} />
        </>
      )}
      <SelectField id="zone" label={w.zone} hint={w.zoneHint} error={errors['zone']} value={zone} onChange={event => { save.reset(); setZone(event.target.value); }}>
        {zones.map(name => <option key={name} value={name}>{name}</option>)}
      </SelectField>
      <button className="button" disabled={save.isPending}>{save.isPending ? t.common.saving : w.saveTimes}</button>
    </form>
  );
}
