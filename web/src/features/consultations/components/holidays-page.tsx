import { useState } from 'react';
import { inLanguage, useDates, useI18n, useStaffT, useT } from '@/shared/i18n';
import { wallTime } from '@/shared/i18n/dates';
import { useFilters } from '@/shared/lib/use-filters';
import { AlertTriangle, Check, Plus, Scale } from '@/shared/ui/icons';
import { PageHead } from '@/shared/ui/page';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useHolidayHistory, useHolidays, usePeopleNames, useWithdrawDay, type AnnouncedDay, type HolidayYear, type LawDay } from '../api/holidays';
import { HolidayForm } from './holiday-form';

type Row = { date: string; law: LawDay | null; announced: AnnouncedDay | null };

/** By which days working days are counted this year and next: the law's, and what is announced over them. */
export function HolidaysPage() {
  const s = useStaffT();
  const thisYear = wallTime(new Date()).year;
  const years = [useHolidays(thisYear), useHolidays(thisYear + 1)];
  const [address, change] = useFilters(['day'] as const);
  const [done, setDone] = useState('');
  const h = s.holidays;
  const failed = years.find(year => year.error);
  const known = years.flatMap(year => year.data ?? []);
  if (failed) return <><PageHead title={h.title} lead={h.lead} /><Failure error={failed.error} onRetry={() => years.forEach(year => void year.refetch())} /></>;
  if (known.length < years.length) return <><PageHead title={h.title} lead={h.lead} /><Skeleton /></>;
  const day = known.flatMap(year => year.announced).find(one => one.id === address.day) ?? null;
  const editing = day !== null || address.day === 'new';
  const edit = (id: string, word = '') => { setDone(word); change({ day: id }); };
  return (
    <>
      <PageHead title={h.title} lead={h.lead} actions={!editing && <button type="button" className="button" onClick={() => edit('new')}><Plus size={18} aria-hidden="true" />{h.announce}</button>} />
      {done && <Notice tone="good" live><p>{done}</p></Notice>}
      {editing && <HolidayForm key={address.day} before={day} years={known} onCancel={() => edit('')} onDone={word => edit('', word)} />}
      {known.map(year => <Year key={year.year} year={year} onChange={one => edit(one.id)} onTaken={setDone} />)}
      <p className="soft">{h.ownDeadlines}</p>
      <History />
    </>
  );
}

/** The law's day and what is announced for it are one row. */
function rows({ law, announced }: HolidayYear): Row[] {
  const worked = new Map(announced.filter(day => day.kind === 'worked').map(day => [day.date, day]));
  const all: Row[] = law.map(day => ({ date: day.off, law: day, announced: worked.get(day.off) ?? null }));
  const shown = new Set(all.flatMap(row => row.announced?.id ?? []));
  all.push(...announced.filter(day => !shown.has(day.id)).map(day => ({ date: day.date, law: null, announced: day })));
  return all.sort((a, b) => a.date.localeCompare(b.date));
}

function Year({ year, onChange, onTaken }: { year: HolidayYear; onChange: (day: AnnouncedDay) => void; onTaken: (word: string) => void }) {
  const s = useStaffT();
  const h = s.holidays;
  return (
    <section className="page-section" aria-labelledby={`year-${year.year}`}>
      <h2 id={`year-${year.year}`}>{year.year}</h2>
      {year.announced.length === 0 && <p>{h.nothingAnnounced(year.year)}</p>}
      <div className="table-wrap">
        <table className="stack">
          <caption className="hidden">{h.caption(year.year)}</caption>
          <thead><tr><th scope="col">{h.day}</th><th scope="col">{h.name}</th><th scope="col">{h.why}</th><th scope="col">{h.action}</th></tr></thead>
          <tbody>{rows(year).map(row => <Item key={row.date + (row.law?.code ?? row.announced?.id)} row={row} onChange={onChange} onTaken={onTaken} />)}</tbody>
        </table>
      </div>
    </section>
  );
}

function Item({ row: { date, law, announced }, onChange, onTaken }: { row: Row; onChange: (day: AnnouncedDay) => void; onTaken: (word: string) => void }) {
  const s = useStaffT();
  const dates = useDates();
  const name = useHolidayName();
  const h = s.holidays;
  const words = h.dayInWords(h.weekdays[wallTime(date).weekday]!, dates.date(date));
  const worked = announced?.kind === 'worked';
  return (
    <tr>
      <th scope="row">{worked ? <s>{words}</s> : words}</th>
      <td data-label={h.name}>{law ? h.law[law.code] ?? law.code : name(announced!)}</td>
      <td data-label={h.why}>
        {law && !worked && <span className="tag"><Scale size={14} aria-hidden="true" />{h.byLaw}</span>}
        {announced && <span className={worked ? 'tag tag-amber' : 'tag tag-action'}>{worked ? <AlertTriangle size={14} aria-hidden="true" /> : <Check size={14} aria-hidden="true" />}{worked ? h.workedTag : h.offTag}</span>}
        {announced && <><br /><span className="soft small">{announced.act}</span></>}
        {law && law.on !== law.off && <><br /><span className="soft small">{h.shifted(dates.date(law.on))}</span></>}
        {law?.calculated && !worked && <><br /><span className="soft small">{h.calculated}</span></>}
      </td>
      <td>{announced && <Actions day={announced} words={words} onChange={onChange} onTaken={onTaken} />}</td>
    </tr>
  );
}

function Actions({ day, words, onChange, onTaken }: { day: AnnouncedDay; words: string; onChange: (day: AnnouncedDay) => void; onTaken: (word: string) => void }) {
  const t = useT();
  const s = useStaffT();
  const withdraw = useWithdrawDay();
  const [asking, setAsking] = useState(false);
  const h = s.holidays;
  if (!asking) {
    return (
      <div className="actions">
        <button type="button" className="link-button" onClick={() => onChange(day)}>{t.common.change}<span className="hidden">: {words}</span></button>
        <button type="button" className="link-button" onClick={() => setAsking(true)}>{h.take}<span className="hidden">: {words}</span></button>
      </div>
    );
  }
  return (
    <div role="group" aria-label={h.takeAsk(words)}>
      <p>{h.takeAsk(words)} {day.kind === 'off' ? h.takeOff : h.takeWorked}</p>
      {withdraw.error && <Notice tone="red" live><p>{describe(withdraw.error, t).text}</p></Notice>}
      <div className="actions">
        {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the button that was pressed is gone; the question takes its place */}
        <button type="button" className="button button-plain" autoFocus disabled={withdraw.isPending} onClick={() => withdraw.mutate(day, { onSuccess: () => onTaken(h.taken(words)) })}>{h.takeDo(words)}</button>
        <button type="button" className="link-button" onClick={() => setAsking(false)}>{t.common.cancel}</button>
      </div>
    </div>
  );
}

/** Who did what, the latest first. */
function History() {
  const s = useStaffT();
  const dates = useDates();
  const name = useHolidayName();
  const history = useHolidayHistory();
  const people = usePeopleNames((history.data?.items ?? []).map(step => step.by));
  const h = s.holidays;
  return (
    <section className="page-section" aria-labelledby="holiday-history">
      <h2 id="holiday-history">{h.history}</h2>
      {history.error ? <Failure error={history.error} onRetry={() => void history.refetch()} />
        : history.isPending ? <Skeleton lines={3} />
        : history.data.items.length === 0 ? <p>{h.noHistory}</p>
        : (
          <ol className="life-history">
            {history.data.items.map(({ what, day, by, at }) => (
              <li key={at + day.id + what}>
                <p><strong>{h.steps[what]}</strong>: {dates.date(day.date)}, {day.kind === 'off' ? name(day) : h.workedDay}</p>
                <p className="soft small">{day.act} · {dates.dateTime(at)} · {people[by] ?? s.templates.somebody}</p>
              </li>
            ))}
          </ol>
        )}
    </section>
  );
}

/** What an announced day is called in the reader's language, or in another rather than not at all. */
function useHolidayName(): (day: AnnouncedDay) => string {
  const { language } = useI18n();
  const s = useStaffT();
  return day => inLanguage(day.names, language) || (day.kind === 'worked' ? s.holidays.workedTag : s.holidays.offTag);
}
