import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { wallTime } from '@/shared/i18n/dates';
import { languageNames, languages } from '@/shared/i18n/language';
import { newId } from '@/shared/lib/id';
import { ErrorSummary, Radios, SelectField, TextField, type Errors } from '@/shared/ui/form';
import { describe } from '@/shared/ui/states';
import { useAnnounce, type AnnouncedDay, type HolidayYear } from '../api/holidays';

/** Whoever opened it, from a row far below perhaps, is led there. */
const arrive = (heading: HTMLElement | null) => heading?.focus();

/** Announces a day, or says another thing of one that is announced; what it will move is said before. */
export function HolidayForm({ before, years, onCancel, onDone }: { before: AnnouncedDay | null; years: HolidayYear[]; onCancel: () => void; onDone: (word: string) => void }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const announce = useAnnounce();
  const [day, setDay] = useState<AnnouncedDay>(() => before ?? { id: newId(), date: '', kind: 'off', names: {}, act: '', version: 0 });
  const [errors, setErrors] = useState<Errors>({});
  const [checking, setChecking] = useState(false);
  const h = s.holidays;
  const change = (changes: Partial<AnnouncedDay>) => setDay(current => ({ ...current, ...changes }));
  const taken = new Set(years.flatMap(year => year.announced.filter(one => one.id !== day.id).map(one => one.date)));
  const law = years.flatMap(year => year.law).filter(one => !taken.has(one.off));
  const words = day.date && h.dayInWords(h.weekdays[wallTime(day.date).weekday]!, dates.date(day.date));
  const ids = { date: 'holiday-date', names: 'holiday-name-sq', act: 'holiday-act', kind: 'holiday-kind' };
  const check = () => {
    const found: Errors = {};
    if (!day.date) found['date'] = h.dateMissing;
    else if (taken.has(day.date)) found['date'] = h.dateTaken;
    if (day.kind === 'off' && !languages.some(one => day.names[one]?.trim())) found['names'] = h.nameMissing;
    if (!day.act.trim()) found['act'] = h.actMissing;
    setErrors(found);
    setChecking(Object.keys(found).length === 0);
  };
  const send = () => announce.mutate({ ...day, names: day.kind === 'off' ? day.names : {} }, {
    onSuccess: () => onDone(h.announced(words)),
    onError: error => { setChecking(false); setErrors(error instanceof ApiError ? error.fields : {}); },
  });
  if (checking) {
    return (
      <section className="panel" aria-labelledby="holiday-check">
        <h2 id="holiday-check" tabIndex={-1} ref={arrive}>{h.checkTitle}</h2>
        <p><strong>{day.kind === 'off' ? h.willBeOff(words) : h.willBeWorked(words)}</strong></p>
        {day.kind === 'off' && <p>{languages.filter(one => day.names[one]?.trim()).map(one => `${languageNames[one]}: ${day.names[one]!.trim()}`).join(' · ')}</p>}
        <p>{h.act}: {day.act.trim()}</p>
        <p>{h.moves}</p>
        <div className="actions">
          <button type="button" className="button" disabled={announce.isPending} onClick={send}>{h.announceDo}</button>
          <button type="button" className="link-button" disabled={announce.isPending} onClick={() => setChecking(false)}>{t.common.change}</button>
        </div>
      </section>
    );
  }
  return (
    <form className="panel" noValidate aria-labelledby="holiday-form" onSubmit={event => { event.preventDefault(); check(); }}>
      <h2 id="holiday-form" tabIndex={-1} ref={arrive}>{before ? h.changeTitle : h.announce}</h2>
      <ErrorSummary errors={errors} ids={ids} general={announce.error && Object.keys(errors).length === 0 ? describe(announce.error, t).text : null} />
      <Radios
        id="holiday-kind" legend={h.kind} error={errors['kind']} value={day.kind} onChange={kind => change({ kind: kind as AnnouncedDay['kind'], date: '' })}
        choices={[{ value: 'off', label: h.kindOff }, { value: 'worked', label: h.kindWorked, hint: h.kindWorkedHint }]}
      />
      {day.kind === 'off'
        ? <TextField id="holiday-date" type="date" label={h.day} hint={words || h.dateHint} min={years[0]?.from} max={years[0]?.to} error={errors['date']} value={day.date} onChange={event => change({ date: event.target.value })} />
        : (
          <SelectField id="holiday-date" label={h.lawDay} error={errors['date']} value={day.date} onChange={event => change({ date: event.target.value })}>
            <option value="">{h.choose}</option>
            {law.map(one => <option key={one.off + one.code} value={one.off}>{dates.date(one.off)}: {h.law[one.code] ?? one.code}</option>)}
          </SelectField>
        )}
      {day.kind === 'off' && languages.map((one, index) => (
        <TextField
          key={one} id={`holiday-name-${one}`} maxLength={120} label={h.nameIn[one]} hint={index === 0 ? h.nameHint : undefined} optional={index > 0}
          error={index === 0 ? errors['names'] : undefined} value={day.names[one] ?? ''} onChange={event => change({ names: { ...day.names, [one]: event.target.value } })}
        />
      ))}
      <TextField id="holiday-act" maxLength={300} label={h.act} hint={h.actHint} error={errors['act']} value={day.act} onChange={event => change({ act: event.target.value })} />
      <div className="actions">
        <button className="button">{h.check}</button>
        <button type="button" className="link-button" onClick={onCancel}>{t.common.cancel}</button>
      </div>
    </form>
  );
}
