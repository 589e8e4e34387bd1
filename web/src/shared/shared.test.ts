import { describe, expect, it } from 'vitest';
import { ApiError } from './api/problem';
import { daysBetween, wallTime } from './i18n/dates';
import { en } from './i18n/messages/en';
import { sq } from './i18n/messages/sq';
import { sr } from './i18n/messages/sr';
import { staffEn } from './i18n/messages/staff.en';
import { staffSq } from './i18n/messages/staff.sq';
import { staffSr } from './i18n/messages/staff.sr';
import { toCsv } from './lib/csv';
import { newId } from './lib/id';
import { deadlineInWords } from './ui/deadline';

describe('times are those of the clock on the wall in Kosovo', () => {
  it('reads an instant, a local time and a date', () => {
    expect(wallTime('2026-12-11T22:59:00Z')).toMatchObject({ year: 2026, month: 12, day: 11, hour: 23, minute: 59, weekday: 5 });
    expect(wallTime('2026-07-11T22:30:00Z')).toMatchObject({ month: 7, day: 12, hour: 0, minute: 30 });
    expect(wallTime('2026-12-11T23:59')).toMatchObject({ day: 11, hour: 23, minute: 59, weekday: 5 });
    expect(wallTime('2026-12-11')).toMatchObject({ day: 11, hour: 0 });
  });
  it('counts days over the change of clocks', () => {
    expect(daysBetween(wallTime('2026-10-24'), wallTime('2026-10-26'))).toBe(2);
  });
});

describe('deadline in words', () => {
  const due = { stage: 'open', deadline: '2026-11-27T23:59', workingDaysLeft: 5 };
  const now = new Date('2026-11-20T10:00:00Z');
  const whole = (t: typeof en, one = due, at = now) => Object.values(deadlineInWords(one, t, at)).filter(Boolean).join(', ');
  it('in English', () => expect(whole(en)).toBe('5 working days left, closes Friday 27 November 2026 at 23:59'));
  it('in Albanian', () => expect(whole(sq)).toBe('edhe 5 ditë pune, mbyllet të premten, më 27 nëntor 2026, në orën 23:59'));
  it('in Serbian', () => expect(whole(sr)).toBe('još 5 radnih dana, zatvara se u petak, 27. novembra 2026. u 23:59'));
  it('chooses the right form of the number', () => {
    expect([1, 2, 5, 11, 21, 22].map(n => sr.deadline.workingDays(n))).toEqual(['još 1 radni dan', 'još 2 radna dana', 'još 5 radnih dana', 'još 11 radnih dana', 'još 21 radni dan', 'još 22 radna dana']);
    expect([1, 2].map(n => en.deadline.workingDays(n))).toEqual(['1 working day left', '2 working days left']);
    expect([1, 2].map(n => sq.consultations.comments(n))).toEqual(['1 koment', '2 komente']);
  });
  it('says today and tomorrow by the day in Kosovo', () => {
    expect(whole(en, due, new Date('2026-11-27T21:00:00Z'))).toBe('closes today at 23:59');
    expect(whole(en, { ...due, workingDaysLeft: 1 }, new Date('2026-11-25T23:30:00Z'))).toBe('1 working day left, closes tomorrow at 23:59');
  });
  it('says that it is over', () => expect(whole(en, { ...due, stage: 'closed' })).toBe('Closed Friday 27 November 2026 at 23:59'));
});

describe('messages', () => {
  type Tree = { [name: string]: unknown };
  const walk = (tree: Tree, path = ''): [string, unknown][] => Object.entries(tree).flatMap(([name, value]) => value && typeof value === 'object' && !Array.isArray(value) ? walk(value as Tree, `${path}.${name}`) : [[`${path}.${name}`, value] as [string, unknown]]);
  // An argument that is a number and a time at once.
  const argument = Object.assign(new Number(3), wallTime('2026-11-27T23:59'));
  const speak = (value: unknown): string => typeof value === 'function' ? String((value as (...args: unknown[]) => string)(argument, 'X', 'Y')) : String(value);

  it.each([['sq', sq, en], ['sr', sr, en], ['sq staff', staffSq, staffEn], ['sr staff', staffSr, staffEn]] as [string, Tree, Tree][])('%s has every message, and none in English', (_, own, english) => {
    const ours = new Map(walk(own));
    const theirs = walk(english);
    expect([...ours.keys()].sort()).toEqual(theirs.map(([path]) => path).sort());
    const same = theirs.filter(([path, value]) => typeof value === 'string' && value.length > 3 && ours.get(path) === value).map(([path]) => path);
    // Words that are the same in both languages.
    expect(same.filter(path => !/network|members\.status$|region|administrator|campaigns\.status$|statuses\.ended|\.programme|deliveries\.sms|smsNone|deliveries\.email|\.strategy|\.exportAs\.xlsx/.test(path))).toEqual([]);
  });

  it('speaks every sentence', () => {
    for (const tree of [en, sq, sr, staffEn, staffSq, staffSr] as Tree[]) {
      for (const [path, value] of walk(tree)) {
        const sentence = speak(value);
        expect(sentence, path).not.toMatch(/undefined|NaN|#/);
        expect(sentence.trim(), path).not.toBe('');
      }
    }
  });
});

describe('files', () => {
  it('does not let a cell run as a formula', () => {
    expect(toCsv([['=1+1', '+383 43 900 123', 'a;b', 'say "hi"', null, 5, -2]])).toBe('\uFEFF\'=1+1;\'+383 43 900 123;"a;b";"say ""hi""";;5;-2\r\n');
  });
});

describe('ids', () => {
  it('are UUIDs of version 7, in the order of their making', () => {
    const [one, two] = [newId(1_700_000_000_000), newId(1_700_000_000_001)];
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(one < two).toBe(true);
  });
});

describe('problems', () => {
  it('are tied to fields by their pointers', () => {
    const error = new ApiError(422, { code: 'validation', errors: [{ pointer: '/fields/0', detail: 'A' }, { pointer: 'file', detail: 'B' }, { pointer: '#/title', detail: 'C' }, { pointer: '/fields/1', detail: 'D' }] });
    expect(error.fields).toEqual({ fields: 'A', file: 'B', title: 'C' });
  });
  it('have a name, also by their type alone', () => expect(new ApiError(409, { type: 'https://x.example.org/problems/deadline-passed' }).code).toBe('deadline-passed'));
});
