import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useStaffT, useT } from '@/shared/i18n';
import { Dialog } from '@/shared/ui/dialog';
import { DateTimeField, type Errors, ErrorSummary, TextArea, TextField } from '@/shared/ui/form';
import { describe } from '@/shared/ui/states';
import { useTakeStep, type StageStepName } from '../api/stages';
import { internalSteps, type Consultation, type Stage } from '../api/types';

const IDS = { reason: 'step-reason', deadline: 'step-deadline', on: 'step-on', link: 'step-link' };

/** What the secretariat can note at each stage; the service decides. */
const STEPS: Record<Stage, StageStepName[]> = {
  early: ['opening', 'drop'], open: ['drop'], closed: ['answer', 'adoption', 'drop'], answered: ['adoption', 'drop', 'reversal'], adopted: ['reversal'], dropped: ['reversal'],
};

export function StageDesk({ consultation, etag }: { consultation: Consultation; etag: string | null }) {
  const s = useStaffT();
  const [step, setStep] = useState<StageStepName | null>(null);
  const d = s.stageDesk;
  const steps = [...STEPS[consultation.stage], ...(consultation.stage === 'open' || consultation.stage === 'early' ? ['internal-deadlines' as const] : [])];
  const name = (one: StageStepName) => one === 'internal-deadlines' ? d.internal : d[one];
  return (
    <>
      {steps.map(one => <button key={one} type="button" className="button button-plain button-small" onClick={() => setStep(one)}>{name(one)}</button>)}
      <Dialog open={step !== null} onClose={() => setStep(null)} title={step ? name(step) : ''}>
        {step === 'internal-deadlines' ? <Internal consultation={consultation} etag={etag} onDone={() => setStep(null)} />
          : step && <StepForm key={step} step={step} consultation={consultation} etag={etag} onDone={() => setStep(null)} />}
      </Dialog>
    </>
  );
}

function StepForm({ step, consultation, etag, onDone }: { step: Exclude<StageStepName, 'internal-deadlines'>; consultation: Consultation; etag: string | null; onDone: () => void }) {
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
