/** Every time is shown as the clock on the wall in Kosovo shows it. */
const ZONE = 'Europe/Belgrade';

export type WallTime = { year: number; month: number; day: number; weekday: number; hour: number; minute: number };

const reader = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/**
 * @param value an instant (`2026-11-20T08:00:00Z`), a local date and time of Kosovo (`2026-12-11T23:59`) or a date (`2026-12-11`)
 */
export function wallTime(value: string | Date): WallTime {
  if (typeof value === 'string' && !/[zZ]|[+-]\d\d:?\d\d$/.test(value.slice(10))) {
    const [date = '', time = '00:00'] = value.split('T');
    const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return { year, month, day, hour, minute, weekday: weekdayOf(year, month, day) };
  }
  const parts = Object.fromEntries(reader.formatToParts(new Date(value)).map(part => [part.type, Number(part.value)]));
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute, weekday: weekdayOf(year, month, day) };
}

/** Whole days from one wall date to another; negative when `to` lies before `from`. */
export function daysBetween(from: WallTime, to: WallTime): number {
  return Math.round((Date.UTC(to.year, to.month - 1, to.day) - Date.UTC(from.year, from.month - 1, from.day)) / 86_400_000);
}

export function clock(time: WallTime): string {
  return `${two(time.hour)}:${two(time.minute)}`;
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** 0 is Sunday. */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}
