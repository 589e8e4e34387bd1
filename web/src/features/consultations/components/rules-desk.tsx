import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import type { Unit } from '@/shared/api/reference';
import { useStaffT, useT } from '@/shared/i18n';
import { Checks, type Errors, ErrorSummary, SelectField, TextField } from '@/shared/ui/form';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { nextId, useSaveRule, useSaveStepDays, useStepDays, type Rule, type StepDays } from '../api/stages';
import { internalSteps } from '../api/types';

/** @param last whether nothing has taken the place of the rule yet */
export function EditButtons({ name, last, onEdit, onNext }: { name: string; last: boolean; onEdit: () => void; onNext: () => void }) {
  const s = useStaffT();
  return (
    <div className="actions no-print">
      <button type="button" className="link-button" onClick={onEdit}>{s.rules.edit}<span className="hidden">: {name}</span></button>
      {last && <button type="button" className="link-button" onClick={onNext}>{s.rules.next}<span className="hidden">: {name}</span></button>}
    </div>
  );
}

/** @param next whether it is what takes the place of the rule from a day on, which ends the rule the day before */
export function RuleForm({ rule, next = false, onDone }: { rule: Rule; next?: boolean; onDone: () => void }) {
  const t = useT();
  const s = useStaffT();
  const save = useSaveRule();
  const [edited, setEdited] = useState({ ...rule, value: rule.value === null ? '' : String(rule.value), ...(next ? { validFrom: '', validTo: null, confirmed: false, source: null } : {}) });
  const [errors, setErrors] = useState<Errors>({});
  const change = (changes: Partial<typeof edited>) => setEdited(current => ({ ...current, ...changes }));
  const r = s.rules;
  const id = (name: string) => `${rule.id}-${next ? 'next-' : ''}${name}`;
  const ids = Object.fromEntries(['value', 'act', 'article', 'validFrom', 'validTo', 'source'].map(name => [name, id(name)]));
  const submit = () => next && !edited.validFrom ? setErrors({ validFrom: r.nextMissing }) : save.mutate({ ...edited, ...(next ? { id: nextId(rule, edited.validFrom), version: 0, follows: rule.id } : {}), value: edited.value.trim() === '' ? null : Number(edited.value), article: edited.article || null, source: edited.source || null, validTo: edited.validTo || null }, {
    onSuccess: onDone, onError: error => setErrors(error instanceof ApiError ? error.fields : {}),
  });
  return (
    <form className="panel" noValidate aria-label={next ? r.next : r.edit} onSubmit={event => { event.preventDefault(); submit(); }}>
      <ErrorSummary errors={errors} ids={ids} general={save.error && Object.keys(errors).length === 0 ? describe(save.error, t).text : null} />
      {next && <p>{r.nextText}</p>}
      <TextField id={id('value')} inputMode="numeric" label={r.value} hint={r.valueHint} optional error={errors['value']} value={edited.value} onChange={event => change({ value: event.target.value.replace(/\D/g, '') })} />
      <SelectField id={id('unit')} label={r.unit} error={errors['unit']} value={edited.unit} onChange={event => change({ unit: event.target.value as Unit })}>
        {(['working-days', 'calendar-days'] as const).map(unit => <option key={unit} value={unit}>{r.units[unit]}</option>)}
      </SelectField>
      <TextField id={id('act')} label={r.act} error={errors['act']} value={edited.act} onChange={event => change({ act: event.target.value })} />
      <TextField id={id('article')} label={r.article} optional error={errors['article']} value={edited.article ?? ''} onChange={event => change({ article: event.target.value })} />
      <TextField id={id('validFrom')} type="date" label={r.validFrom} error={errors['validFrom']} value={edited.validFrom} onChange={event => change({ validFrom: event.target.value })} />
      <TextField id={id('validTo')} type="date" label={r.validTo} optional error={errors['validTo']} value={edited.validTo ?? ''} onChange={event => change({ validTo: event.target.value })} />
      <Checks
        id={id('flags')} legend={t.rulesPage.codes[rule.code] ?? rule.code} values={[...(edited.firstDayCounts ? ['first'] : []), ...(edited.confirmed ? ['confirmed'] : [])]}
        onChange={values => change({ firstDayCounts: values.includes('first'), confirmed: values.includes('confirmed') })} choices={[{ value: 'first', label: r.firstDay }, { value: 'confirmed', label: r.confirmed }]}
      />
      <TextField id={id('source')} label={r.source} optional={!edited.confirmed} error={errors['source']} value={edited.source ?? ''} onChange={event => change({ source: event.target.value })} />
      <div className="actions">
        <button className="button" disabled={save.isPending}>{r.save}</button>
        <button type="button" className="link-button" onClick={onDone}>{t.common.cancel}</button>
      </div>
    </form>
  );
}

export function StepDaysForm() {
  const s = useStaffT();
  const settings = useStepDays();
  return (
    <section className="page-section" aria-labelledby="own-deadlines">
      <h2 id="own-deadlines">{s.rules.stepsTitle}</h2>
      {settings.error ? <Failure error={settings.error} onRetry={() => void settings.refetch()} /> : settings.isPending ? <Skeleton lines={4} />
        : <Steps key={settings.data.etag} before={settings.data.data} etag={settings.data.etag} />}
    </section>
  );
}

function Steps({ before, etag }: { before: StepDays; etag: string | null }) {
  const t = useT();
  const s = useStaffT();
  const save = useSaveStepDays();
  const [days, setDays] = useState(before.workingDays);
  const [time, setTime] = useState(before.time);
  const errors: Errors = save.error instanceof ApiError ? save.error.fields : {};
  // The service names the group; the first field of it is where to go.
  const ids = { workingDays: `days-${internalSteps[0]}`, time: 'days-time' };
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); save.mutate({ workingDays: days, time, etag }); }}>
      <p>{s.rules.stepsText}</p>
      {save.isSuccess && <Notice tone="good" live><p>{s.rules.saved}</p></Notice>}
      <ErrorSummary errors={errors} ids={ids} general={save.error && Object.keys(errors).length === 0 ? describe(save.error, t).text : null} />
      {internalSteps.map(step => (
        <TextField
          key={step} id={`days-${step}`} type="number" min={0} max={60} label={t.life.steps[step].charAt(0).toUpperCase() + t.life.steps[step].slice(1)} value={days[step]}
          onChange={event => setDays(current => ({ ...current, [step]: Number(event.target.value) }))}
        />
      ))}
      <TextField id="days-time" type="time" label={s.rules.time} error={errors['time']} value={time} onChange={event => setTime(event.target.value)} />
      <button className="button" disabled={save.isPending}>{s.rules.stepsSave}</button>
    </form>
  );
}
