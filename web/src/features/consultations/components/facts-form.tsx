import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { actKinds, fields, useInstitutions } from '@/shared/api/reference';
import { useStaffT, useT } from '@/shared/i18n';
import { Checks, type Errors, ErrorSummary, SelectField, TextArea } from '@/shared/ui/form';
import { describe } from '@/shared/ui/states';
import { useTakeStep } from '../api/stages';
import type { Consultation } from '../api/types';

const IDS = { title: 'facts-title', institution: 'facts-institution', actKind: 'facts-act-kind', fields: 'facts-fields', reason: 'facts-reason' };

/** Puts right what a source guessed wrong about a consultation. */
export function FactsForm({ consultation, etag, onDone }: { consultation: Consultation; etag: string | null; onDone: () => void }) {
  const t = useT();
  const s = useStaffT();
  const d = s.drafts;
  const institutions = useInstitutions();
  const save = useTakeStep(consultation.id);
  const ours = consultation.owner === 'network';
  const before = { title: consultation.title, institution: consultation.institution.id, actKind: consultation.actKind as string, fields: consultation.fields as string[] };
  const [facts, setFacts] = useState(before);
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const change = (part: Partial<typeof before>) => setFacts(current => ({ ...current, ...part }));
  // The one that it has may have ended since.
  const choices = institutions.items.filter(item => !item.ended || item.id === before.institution);
  const submit = () => {
    const found: Errors = {};
    if (!facts.title.trim()) found['title'] = s.errors.title;
    if (facts.fields.length === 0) found['fields'] = s.errors.fields;
    if (!reason.trim()) found['reason'] = s.errors.reason;
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const body = { ...facts, title: facts.title.trim(), institution: ours ? null : facts.institution, reason: reason.trim() };
    save.mutate({ step: 'facts', body, etag }, { onSuccess: onDone, onError: error => error instanceof ApiError && setErrors(error.fields) });
  };
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
      <p>{s.facts.text}</p>
      <ErrorSummary errors={errors} ids={IDS} general={save.error && Object.keys(errors).length === 0 ? describe(save.error, t).text : null} />
      <TextArea id={IDS.title} label={d.titleField} rows={2} error={errors['title']} value={facts.title} onChange={event => change({ title: event.target.value.replace(/\n/g, ' ') })} />
      {!ours && (
        <SelectField id={IDS.institution} label={d.institution} error={errors['institution']} value={facts.institution} onChange={event => change({ institution: event.target.value })}>
          {choices.every(item => item.id !== facts.institution) && <option value={facts.institution}>{facts.institution}</option>}
          {choices.map(item => <option key={item.id} value={item.id}>{item.name}</option>)}
        </SelectField>
      )}
      <SelectField id={IDS.actKind} label={d.actKind} error={errors['actKind']} value={facts.actKind} onChange={event => change({ actKind: event.target.value })}>
        {actKinds.map(kind => <option key={kind} value={kind}>{t.actKinds[kind]}</option>)}
      </SelectField>
      <Checks id={IDS.fields} legend={d.fields} error={errors['fields']} columns values={facts.fields} onChange={values => change({ fields: values })} choices={fields.map(field => ({ value: field, label: t.fields[field] }))} />
      <TextArea id={IDS.reason} label={s.facts.reason} hint={s.stageDesk.reasonHint} rows={2} error={errors['reason']} value={reason} onChange={event => setReason(event.target.value)} />
      <button className="button" disabled={save.isPending}>{s.facts.save}</button>
    </form>
  );
}
