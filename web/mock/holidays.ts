// The table of days off, from memory: enough of the service's rules to try the screen with.
import type { AnnouncedDay, HolidayStep, HolidayYear, LawDay } from '../src/features/consultations/api/holidays';

const thisYear = new Date().getFullYear();
const fixed: [string, string][] = [['01-01', 'new-year'], ['01-02', 'new-year'], ['01-07', 'orthodox-christmas'], ['02-17', 'independence-day'], ['04-09', 'constitution-day'],
  ['05-01', 'labour-day'], ['05-09', 'europe-day'], ['06-16', 'adha-bajram'], ['12-25', 'christmas']];

export const weekend = (date: string) => [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
const after = (date: string) => new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function lawDays(year: number): LawDay[] {
  const taken = new Set(fixed.map(([day]) => `${year}-${day}`).filter(day => !weekend(day)));
  return fixed.map(([day, code]) => {
    const on = `${year}-${day}`;
    let off = on;
    while (weekend(on) && (weekend(off) || taken.has(off))) off = after(off);
    taken.add(off);
    return { code, on, off, calculated: code.endsWith('bajram') };
  });
}

const working = (date: string): string => weekend(date) || lawDays(Number(date.slice(0, 4))).some(day => day.off === date) ? working(after(date)) : date;
const mourning: AnnouncedDay = { id: 'day-of-mourning', date: working(`${thisYear}-03-12`), kind: 'off', names: { sq: 'Ditë zie', sr: 'Dan žalosti' }, act: 'Vendimi 07/201 i Qeverisë', version: 1 };
const open: AnnouncedDay = { id: 'europe-day-worked', date: lawDays(thisYear).find(day => day.code === 'europe-day')!.off, kind: 'worked', names: {}, act: 'Vendimi 07/215 i Qeverisë', version: 1 };

export const days: AnnouncedDay[] = [mourning, open];
export const history: HolidayStep[] = [
  { what: 'added', day: open, by: 'admin', at: `${thisYear}-02-20T08:30:00Z` },
  { what: 'added', day: mourning, by: 'drita', at: `${thisYear}-02-11T16:05:00Z` },
];

export function year(of: number): HolidayYear {
  return { year: of, law: lawDays(of), announced: days.filter(day => day.date.startsWith(String(of))), from: `${thisYear - 1}-01-01`, to: `${thisYear + 2}-12-31` };
}

export function put(day: AnnouncedDay, by: string): AnnouncedDay {
  const before = days.findIndex(one => one.id === day.id);
  const written = { ...day, version: (days[before]?.version ?? 0) + 1 };
  if (before < 0) days.push(written);
  else days[before] = written;
  history.unshift({ what: before < 0 ? 'added' : 'changed', day: written, by, at: new Date().toISOString() });
  return written;
}

export function remove(id: string, by: string): void {
  const at = days.findIndex(one => one.id === id);
  if (at >= 0) history.unshift({ what: 'removed', day: days.splice(at, 1)[0]!, by, at: new Date().toISOString() });
}
