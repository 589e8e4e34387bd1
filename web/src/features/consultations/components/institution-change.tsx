import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import type { Institution } from '@/shared/api/reference';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { wallTime } from '@/shared/i18n/dates';
import { ErrorSummary, Radios, TextField, type Errors } from '@/shared/ui/form';
import { describe, Notice } from '@/shared/ui/states';
import { useEnd, useRemoveInstitution, useRename, useResume } from '../api/institutions';
import { arrive, filled, initialsOf, InitialsField, NameFields, useName } from './institution-fields';
import { InstitutionForm, Pick } from './institution-form';

export const ACTS = ['rename', 'end', 'correct', 'remove'] as const;
export type Act = (typeof ACTS)[number];

type Props = { one: Institution; all: Institution[]; onCancel: () => void; onDone: (word: string) => void };

const today = () => {
  const { year, month, day } = wallTime(new Date());
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

/** First what has happened, then what is to be said of it. */
export function InstitutionChange({ act, onAct, ...props }: Props & { act: Act | null; onAct: (act: Act) => void }) {
  const t = useT();
  const { institutions: w } = useStaffT();
  const name = useName();
  const [chosen, setChosen] = useState('');
  const [missing, setMissing] = useState<Errors>({});
  if (act === 'rename') return <RenameForm {...props} />;
  if (act === 'end') return <EndForm {...props} />;
  if (act === 'remove') return <Removal {...props} />;
  if (act === 'correct') return <InstitutionForm before={props.one} {...props} />;
  return (
    <form className="panel" noValidate aria-labelledby="institution-what" onSubmit={event => { event.preventDefault(); if (chosen) onAct(chosen as Act); else setMissing({ act: w.actMissing }); }}>
      <h2 id="institution-what" tabIndex={-1} ref={arrive}>{name(props.one)}</h2>
      <ErrorSummary errors={missing} ids={{ act: 'institution-act' }} />
      <Radios id="institution-act" legend={w.what} error={missing['act']} value={chosen} onChange={setChosen} choices={[
        { value: 'rename', label: w.actRename, hint: w.actRenameHint },
        { value: 'end', label: props.one.validTo ? w.actEndAgain : w.actEnd, hint: w.actEndHint },
        { value: 'correct', label: w.actCorrect, hint: w.actCorrectHint },
        { value: 'remove', label: w.actRemove, hint: w.actRemoveHint },
      ]} />
      <div className="actions">
        <button className="button">{w.goOn}</button>
        <button type="button" className="link-button" onClick={props.onCancel}>{t.common.cancel}</button>
      </div>
    </form>
  );
}

function RenameForm({ one, onCancel, onDone }: Props) {
  const t = useT();
  const { institutions: w } = useStaffT();
  const name = useName();
  const rename = useRename(one);
  const [names, setNames] = useState(one.names);
  const [initials, setInitials] = useState(one.initials.join(', '));
  const [from, setFrom] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const send = () => {
    const found: Errors = {};
    const given = filled(names);
    if (Object.keys(given).length === 0) found['names'] = w.nameMissing;
    else if (JSON.stringify(given) === JSON.stringify(filled(one.names))) found['names'] = w.nameSame;
    if (!from) found['from'] = w.dayMissing;
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    rename.mutate({ names: given, initials: initialsOf(initials), from }, {
      onSuccess: () => onDone(w.renamed(name(one), name({ names: given }))),
      onError: error => setErrors(error instanceof ApiError ? error.fields : {}),
    });
  };
  return (
    <form className="panel" noValidate aria-labelledby="institution-rename" onSubmit={event => { event.preventDefault(); send(); }}>
      <h2 id="institution-rename" tabIndex={-1} ref={arrive}>{w.renameTitle(name(one))}</h2>
      <p>{w.renameLead}</p>
      <ErrorSummary errors={errors} ids={{ names: 'institution-name-sq', initials: 'institution-initials', from: 'institution-from' }} general={rename.error && Object.keys(errors).length === 0 ? describe(rename.error, t).text : null} />
      <NameFields id="institution-name" names={names} errors={errors} onChange={setNames} />
      <InitialsField value={initials} error={errors['initials']} onChange={setInitials} />
      <TextField id="institution-from" type="date" max={today()} label={w.nameFrom} hint={w.nameFromHint} error={errors['from']} value={from} onChange={event => setFrom(event.target.value)} />
      <div className="actions">
        <button className="button" disabled={rename.isPending}>{w.renameDo}</button>
        <button type="button" className="link-button" onClick={onCancel}>{t.common.cancel}</button>
      </div>
    </form>
  );
}

function EndForm({ one, all, onCancel, onDone }: Props) {
  const t = useT();
  const { institutions: w } = useStaffT();
  const dates = useDates();
  const name = useName();
  const end = useEnd(one);
  const resume = useResume(one);
  const [lastDay, setLastDay] = useState(one.validTo ?? '');
  const [successors, setSuccessors] = useState(one.successors);
  const [errors, setErrors] = useState<Errors>({});
  const failed = end.error ?? resume.error;
  const refused = (error: unknown) => setErrors(error instanceof ApiError ? error.fields : {});
  const send = () => {
    setErrors(lastDay ? {} : { lastDay: w.dayMissing });
    if (lastDay) end.mutate({ lastDay, successors }, { onSuccess: () => onDone(w.ended(name(one), dates.date(lastDay))), onError: refused });
  };
  return (
    <form className="panel" noValidate aria-labelledby="institution-end" onSubmit={event => { event.preventDefault(); send(); }}>
      <h2 id="institution-end" tabIndex={-1} ref={arrive}>{w.endTitle(name(one))}</h2>
      <p>{w.endLead}</p>
      <ErrorSummary errors={errors} ids={{ lastDay: 'institution-last', successors: 'institution-after', names: 'institution-last' }} general={failed && Object.keys(errors).length === 0 ? describe(failed, t).text : null} />
      <TextField id="institution-last" type="date" label={w.lastDay} error={errors['lastDay']} value={lastDay} onChange={event => setLastDay(event.target.value)} />
      <Pick id="institution-after" legend={w.successors} hint={w.successorsHint} add={w.addSuccessor} error={errors['successors']} values={successors} from={all.filter(other => other.id !== one.id && !other.fixed)} onChange={setSuccessors} />
      <div className="actions">
        <button className="button" disabled={end.isPending || resume.isPending}>{w.endDo}</button>
        {one.validTo && <button type="button" className="button button-plain" disabled={end.isPending || resume.isPending} onClick={() => resume.mutate(undefined, { onSuccess: () => onDone(w.resumed(name(one))), onError: refused })}>{w.resumeDo}</button>}
        <button type="button" className="link-button" onClick={onCancel}>{t.common.cancel}</button>
      </div>
    </form>
  );
}

function Removal({ one, onCancel, onDone }: Props) {
  const t = useT();
  const { institutions: w } = useStaffT();
  const name = useName();
  const remove = useRemoveInstitution(one);
  return (
    <section className="panel" aria-labelledby="institution-remove">
      <h2 id="institution-remove" tabIndex={-1} ref={arrive}>{w.removeTitle(name(one))}</h2>
      <p>{w.removeLead}</p>
      {remove.error && <Notice tone="red" live><p>{describe(remove.error, t).text}</p></Notice>}
      <div className="actions">
        <button type="button" className="button button-plain" disabled={remove.isPending} onClick={() => remove.mutate(undefined, { onSuccess: () => onDone(w.removed(name(one))) })}>{w.removeDo}</button>
        <button type="button" className="link-button" onClick={onCancel}>{t.common.cancel}</button>
      </div>
    </section>
  );
}
