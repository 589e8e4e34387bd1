import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { fields, regions, type Institution } from '@/shared/api/reference';
import { useStaffT, useT } from '@/shared/i18n';
import { Checks, ErrorSummary, SelectField, TextField, type Errors } from '@/shared/ui/form';
import { describe } from '@/shared/ui/states';
import { useWriteInstitution } from '../api/institutions';
import { arrive, filled, initialsOf, InitialsField, NameFields, useName } from './institution-fields';

const EMPTY: Institution = { id: '', names: {}, initials: [], fields: [], validFrom: null, validTo: null, predecessors: [], successors: [], region: null, formerNames: [], fixed: false, version: 0 };

const plain = (text: string) => text.toLowerCase().replaceAll('đ', 'dj').normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
/** A code that says something, from what is typed. */
export const codeOf = (names: Institution['names'], initials: string) => plain(initialsOf(initials)[0] ?? names.sq ?? names.sr ?? names.en ?? '').slice(0, 40);

/** Adds an institution, or puts right what is said of one. */
export function InstitutionForm({ before, all, onCancel, onDone }: { before: Institution | null; all: Institution[]; onCancel: () => void; onDone: (word: string) => void }) {
  const t = useT();
  const { institutions: w } = useStaffT();
  const name = useName();
  const write = useWriteInstitution();
  const [one, setOne] = useState<Institution>(before ?? EMPTY);
  const [initials, setInitials] = useState(one.initials.join(', '));
  const [code, setCode] = useState<string | null>(null);
  const [errors, setErrors] = useState<Errors>({});
  const change = (changes: Partial<Institution>) => setOne(current => ({ ...current, ...changes }));
  const id = before?.id ?? code ?? codeOf(one.names, initials);
  const ids = { names: 'institution-name-sq', id: 'institution-code', initials: 'institution-initials', validFrom: 'institution-from', validTo: 'institution-from', fields: 'institution-fields', predecessors: 'institution-before',
    region: 'institution-region', formerNames: 'institution-former-0-until' };
  const others = all.filter(other => other.id !== id && !other.fixed);
  const send = () => {
    const found: Errors = {};
    if (Object.keys(filled(one.names)).length === 0) found['names'] = w.nameMissing;
    else if (!before && !/^[a-z0-9][a-z0-9-]{1,63}$/.test(id)) found['id'] = w.codeWrong;
    else if (!before && all.some(other => other.id === id)) found['id'] = w.codeTaken;
    if (one.formerNames.some(former => !former.until || Object.keys(filled(former.names)).length === 0)) found['formerNames'] = w.formerMissing;
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    write.mutate({ ...one, id, names: filled(one.names), initials: initialsOf(initials), formerNames: one.formerNames.map(former => ({ ...former, names: filled(former.names) })) }, {
      onSuccess: () => onDone(before ? w.corrected(name(one)) : w.added(name(one))),
      onError: error => setErrors(error instanceof ApiError ? error.fields : {}),
    });
  };
  const former = (index: number, changes: Partial<Institution['formerNames'][number]>) => change({ formerNames: one.formerNames.map((each, at) => at === index ? { ...each, ...changes } : each) });
  return (
    <form className="panel" noValidate aria-labelledby="institution-form" onSubmit={event => { event.preventDefault(); send(); }}>
      <h2 id="institution-form" tabIndex={-1} ref={arrive}>{before ? w.correctTitle(name(before)) : w.add}</h2>
      {before && <p>{w.correctLead}</p>}
      <ErrorSummary errors={errors} ids={ids} general={write.error && Object.keys(errors).length === 0 ? describe(write.error, t).text : null} />
      <NameFields id="institution-name" names={one.names} errors={errors} onChange={names => change({ names })} />
      <InitialsField value={initials} error={errors['initials']} onChange={setInitials} />
      {!before && <TextField id="institution-code" maxLength={64} label={w.code} hint={w.codeHint} error={errors['id']} value={id} onChange={event => setCode(event.target.value)} />}
      <TextField id="institution-from" type="date" label={w.from} hint={w.fromHint} optional error={errors['validFrom'] ?? errors['validTo']} value={one.validFrom ?? ''} onChange={event => change({ validFrom: event.target.value || null })} />
      <SelectField id="institution-region" label={w.region} hint={w.regionHint} error={errors['region']} value={one.region ?? ''} onChange={event => change({ region: event.target.value || null })}>
        <option value="">{w.wholeCountry}</option>
        {regions.map(region => <option key={region} value={region}>{t.regions[region]}</option>)}
      </SelectField>
      <Checks id="institution-fields" legend={w.fields} hint={w.fieldsHint} columns error={errors['fields']} values={one.fields} onChange={values => change({ fields: values })}
        choices={fields.map(field => ({ value: field, label: t.fields[field], disabled: one.fields.length >= 4 && !one.fields.includes(field) }))} />
      <Pick id="institution-before" legend={w.predecessors} hint={w.predecessorsHint} add={w.addPredecessor} error={errors['predecessors']} values={one.predecessors} from={others} onChange={predecessors => change({ predecessors })} />
      {one.formerNames.map((each, index) => (
        <fieldset key={index}>
          <legend className="label">{w.formerName(index + 1)}</legend>
          <NameFields id={`institution-former-${index}`} names={each.names} errors={{}} onChange={names => former(index, { names })} />
          <TextField id={`institution-former-${index}-from`} type="date" label={w.nameFrom} optional value={each.from ?? ''} onChange={event => former(index, { from: event.target.value || null })} />
          <TextField id={`institution-former-${index}-until`} type="date" label={w.nameUntil} error={index === 0 ? errors['formerNames'] : undefined} value={each.until} onChange={event => former(index, { until: event.target.value })} />
          <p><button type="button" className="link-button" onClick={() => change({ formerNames: one.formerNames.filter((_, at) => at !== index) })}>{w.neverCalled}<span className="hidden">: {name(each)}</span></button></p>
        </fieldset>
      ))}
      <div className="actions">
        <button className="button" disabled={write.isPending}>{before ? w.correctDo : w.addDo}</button>
        <button type="button" className="link-button" onClick={onCancel}>{t.common.cancel}</button>
      </div>
    </form>
  );
}

/** Some of the institutions: those that are chosen to be unticked, and a list to add from. */
export function Pick({ id, legend, hint, add, error, values, from, onChange }: {
  id: string; legend: string; hint: string; add: string; error: string | undefined; values: string[]; from: Institution[]; onChange: (values: string[]) => void;
}) {
  const name = useName();
  const { institutions: w } = useStaffT();
  const label = (value: string) => name(from.find(one => one.id === value) ?? { names: { en: value } });
  const left = from.filter(one => !values.includes(one.id)).map(one => ({ id: one.id, label: name(one) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <>
      {values.length > 0 && <Checks id={`${id}-chosen`} legend={legend} choices={values.map(value => ({ value, label: label(value) }))} values={values} onChange={onChange} />}
      <SelectField id={id} label={values.length > 0 ? add : legend} hint={hint} optional error={error} value="" onChange={event => event.target.value && onChange([...values, event.target.value])}>
        <option value="">{w.choose}</option>
        {left.map(one => <option key={one.id} value={one.id}>{one.label}</option>)}
      </SelectField>
    </>
  );
}
