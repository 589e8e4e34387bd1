import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useStaffT, useT } from '@/shared/i18n';
import { Dialog } from '@/shared/ui/dialog';
import { DateTimeField, type Errors, ErrorSummary, SelectField, TextArea, TextField } from '@/shared/ui/form';
import { describe } from '@/shared/ui/states';
import { useConsultations } from '../api/get-consultations';
import { useContinuation, useTakeStep, type StageStepName } from '../api/stages';
import { internalSteps, type Consultation, type Stage } from '../api/types';
import { FactsForm } from './facts-form';

const IDS = { reason: 'step-reason', deadline: 'step-deadline', on: 'step-on', link: 'step-link' };

/** What the secretariat can note at each stage; the service decides. */
const STEPS: Record<Stage, StageStepName[]> = {
  early: ['opening', 'drop'], open: ['drop'], closed: ['answer', 'adoption', 'drop'], answered: ['adoption', 'drop', 'reversal'], adopted: ['reversal'], dropped: ['reversal'],
};

export function StageDesk({ consultation, etag }: { consultation: Consultation; etag: string | null }) {
  const s = useStaffT();
  const [step, setStep] = useState<StageStepName | null>(null);
  const [linking, setLinking] = useState(false);
  const d = s.stageDesk;
  const began = consultation.stage === 'early' || (consultation.stage !== 'open' && (consultation.steps ?? []).some(one => one.act === 'announced-early'));
  const steps = [...STEPS[consultation.stage], ...(consultation.stage === 'open' || consultation.stage === 'early' ? ['internal-deadlines' as const] : []), 'facts' as const];
  const name = (one: StageStepName) => one === 'internal-deadlines' ? d.internal : one === 'facts' ? s.facts.action : d[one];
  return (
    <>
      {steps.map(one => <button key={one} type="button" className="button button-plain button-small" onClick={() => setStep(one)}>{name(one)}</button>)}
      {began && <button type="button" className="button button-plain button-small" onClick={() => setLinking(true)}>{s.joining.action}</button>}
      <Dialog open={linking} onClose={() => setLinking(false)} title={s.joining.action}><ContinuationForm consultation={consultation} onDone={() => setLinking(false)} /></Dialog>
      <Dialog open={step !== null} onClose={() => setStep(null)} title={step ? name(step) : ''}>
        {step === 'internal-deadlines' ? <Internal consultation={consultation} etag={etag} onDone={() => setStep(null)} />
          : step === 'facts' ? <FactsForm consultation={consultation} etag={etag} onDone={() => setStep(null)} />
          : step && <StepForm key={step} step={step} consultation={consultation} etag={etag} onDone={() => setStep(null)} />}
      </Dialog>
    </>
  );
}

function StepForm({ step, consultation, etag, onDone }: { step: Exclude<StageStepName, 'internal-deadlines' | 'facts'>; consultation: Consultation; etag: string | null; onDone: () => void }) {
  const t = useT();
  const s = useStaffT();
  const take = useTakeStep(consultation.id);
  const [reason, setReason] = useState('');
  const [deadline, setDeadline] = useState('');
  const [on, setOn] = useState('');
  const [link, setLink] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const d = s.stageDesk;
  const happened = step === 'answer' || step === 'adoption' || step === 'drop';
  const submit = () => {
    const found: Errors = {};
    if (step === 'opening' && !deadline) found['deadline'] = s.errors.deadline;
    if (!reason.trim()) found['reason'] = s.errors.reason;
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const body = { reason: reason.trim(), ...(step === 'opening' ? { deadline } : {}), ...(happened ? { on: on || null, link: link.trim() || null } : {}) };
    take.mutate({ step, body, etag }, { onSuccess: onDone, onError: error => error instanceof ApiError && setErrors(error.fields) });
  };
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
      <p>{d[`${step}Text`]}</p>
      <ErrorSummary errors={errors} ids={IDS} general={take.error && Object.keys(errors).length === 0 ? describe(take.error, t).text : null} />
      {step === 'opening' && <DateTimeField id={IDS.deadline} label={d.deadline} error={errors['deadline']} value={deadline} onChange={event => setDeadline(event.target.value)} />}
      {happened && <TextField id={IDS.on} type="date" label={d.on} optional error={errors['on']} value={on} onChange={event => setOn(event.target.value)} />}
      {happened && <TextField id={IDS.link} type="url" label={d.link} hint={d.linkHint} optional error={errors['link']} value={link} onChange={event => setLink(event.target.value)} />}
      <TextArea id={IDS.reason} label={d.reason} hint={d.reasonHint} rows={3} error={errors['reason']} value={reason} onChange={event => setReason(event.target.value)} />
      <button className={step === 'drop' ? 'button button-danger' : 'button'} disabled={take.isPending}>{d.save}</button>
    </form>
  );
}

function ContinuationForm({ consultation, onDone }: { consultation: Consultation; onDone: () => void }) {
  const t = useT();
  const s = useStaffT();
  const others = useConsultations({ institution: consultation.institution.id, limit: 50 });
  const link = useContinuation(consultation.id);
  const [other, setOther] = useState(consultation.continuesIn?.id ?? '');
  const choices = others.items.filter(one => one.id !== consultation.id && one.stage !== 'early');
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); if (other) link.mutate(other, { onSuccess: onDone }); }}>
      <p>{s.joining.text}</p>
      {link.error && <ErrorSummary errors={{}} ids={{}} general={describe(link.error, t).text} />}
      <SelectField id="continues-in" label={s.joining.other} value={other} onChange={event => setOther(event.target.value)}>
        <option value="">{s.joining.choose}</option>
        {choices.map(one => <option key={one.id} value={one.id}>{one.reference ? `${one.reference} · ${one.title}` : one.title}</option>)}
      </SelectField>
      <div className="actions">
        <button className="button" disabled={link.isPending || !other}>{s.joining.save}</button>
        {consultation.continuesIn && <button type="button" className="link-button" onClick={() => link.mutate(null, { onSuccess: onDone })}>{s.joining.remove}</button>}
      </div>
    </form>
  );
}

function Internal({ consultation, etag, onDone }: { consultation: Consultation; etag: string | null; onDone: () => void }) {
  const t = useT();
  const s = useStaffT();
  const take = useTakeStep(consultation.id);
  const before = Object.fromEntries((consultation.internalDeadlines ?? []).map(one => [one.step, one.byHand ? one.deadline.slice(0, 16) : '']));
  const [values, setValues] = useState<Record<string, string>>(before);
  // The service names the group; the first field of it is where to go.
  const ids = { deadlines: `own-${internalSteps[0]}` };
  const errors: Errors = take.error instanceof ApiError ? take.error.fields : {};
  const submit = () => take.mutate({ step: 'internal-deadlines', etag, body: { deadlines: Object.fromEntries(internalSteps.map(step => [step, values[step] || null])) } }, { onSuccess: onDone });
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
      <p>{s.stageDesk.internalText}</p>
      <ErrorSummary errors={errors} ids={ids} general={take.error && Object.keys(errors).length === 0 ? describe(take.error, t).text : null} />
      {internalSteps.map(step => (
        <DateTimeField
          key={step} id={`own-${step}`} label={capital(t.life.steps[step])} optional value={values[step] ?? ''}
          onChange={event => setValues(current => ({ ...current, [step]: event.target.value }))}
        />
      ))}
      <button className="button" disabled={take.isPending}>{s.stageDesk.internalSave}</button>
    </form>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
