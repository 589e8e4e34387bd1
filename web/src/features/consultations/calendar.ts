import { download } from '@/shared/lib/csv';
import type { Summary } from './api/types';

/** The deadline as an entry for any calendar, with a reminder the day before. */
export function calendarEntry(consultation: Pick<Summary, 'id' | 'title' | 'deadlineAt'>, address: string): string {
  const at = stamp(new Date(consultation.deadlineAt));
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//CiviKos//Consultations//EN', 'BEGIN:VEVENT',
    `UID:${consultation.id}@civikos`, `DTSTAMP:${at}`, `DTSTART:${at}`, `DTEND:${at}`,
    `SUMMARY:${escape(consultation.title)}`, `URL:${address}`, `DESCRIPTION:${escape(address)}`,
    'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escape(consultation.title)}`, 'TRIGGER:-P1D', 'END:VALARM',
    'END:VEVENT', 'END:VCALENDAR',
  ].map(fold).join('\r\n') + '\r\n';
}

export function downloadCalendarEntry(consultation: Summary, address: string): void {
  download('deadline.ics', 'text/calendar;charset=utf-8', calendarEntry(consultation, address.split('#')[0] ?? address));
}

function stamp(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function escape(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** Lines of a calendar file may not be longer than 75 bytes. */
function fold(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > 73) {
      pieces.push(piece);
      piece = ' ';
      bytes = 1;
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece].join('\r\n');
}
