// The institutions as the secretariat keeps them, from memory: enough of the service's rules to try the screen with.
import type { InstitutionChange, InstitutionStep } from '../src/features/consultations/api/institutions';
import type { Institution, Names } from '../src/shared/api/reference';
import * as data from './data';

const plain: Omit<Institution, 'id' | 'names'> = { initials: [], fields: [], validFrom: null, validTo: null, predecessors: [], successors: [], region: null, formerNames: [], fixed: false, version: 1 };
const known: Record<string, Partial<Institution>> = {
  zkm: { initials: ['ZKM', 'KP', 'OPM'], fields: ['public-administration'] },
  md: { initials: ['MD', 'MOJ'], fields: ['rule-of-law'] },
  mkrs: {
    initials: ['MKRS', 'MCYS'], fields: ['culture-sport', 'youth'], validFrom: '2015-01-01', version: 2,
    formerNames: [{ names: { sq: 'Ministria e Kulturës', sr: 'Ministarstvo kulture', en: 'Ministry of Culture' }, initials: ['MK'], from: '2015-01-01', until: '2021-03-21' }],
  },
  mfpt: { initials: ['MFPT', 'MFLT'], fields: ['economy-employment', 'social-welfare'], predecessors: ['mpms'], version: 2 },
};

export const items: Institution[] = [
  ...(data.institutions as { id: string; names: Names; region?: string }[]).map(one => ({ ...plain, ...one, ...known[one.id] })),
  { ...plain, id: 'mpms', names: { sq: 'Ministria e Punës dhe Mirëqenies Sociale', sr: 'Ministarstvo rada i socijalne zaštite', en: 'Ministry of Labour and Social Welfare' }, initials: ['MPMS'], validTo: '2021-03-21', successors: ['mfpt'], version: 2 },
  { ...plain, id: 'other', names: { sq: 'Institucion tjetër', sr: 'Druga institucija', en: 'Another institution' }, fixed: true },
];
export const history: InstitutionStep[] = [
  { what: 'ended', institution: 'mpms', names: items.find(one => one.id === 'mpms')!.names, changes: [{ what: 'validTo', before: null, after: '2021-03-21' }, { what: 'successors', before: null, after: 'mfpt' }], by: 'drita', at: '2026-11-12T09:20:00Z' },
  { what: 'renamed', institution: 'mkrs', names: items.find(one => one.id === 'mkrs')!.names, changes: [{ what: 'names.sq', before: 'Ministria e Kulturës', after: 'Ministria e Kulturës, Rinisë dhe Sportit' }], by: 'admin', at: '2026-11-10T15:05:00Z' },
];

const names = (one: Institution) => Object.values(one.names);
export const find = (id: string) => items.find(one => one.id === id);
export const taken = (id: string, wanted: Names) => items.some(one => one.id !== id && !one.validTo && names(one).some(name => Object.values(wanted).includes(name)));

function noted(what: InstitutionStep['what'], one: Institution, by: string, changes: InstitutionChange[]): Institution {
  history.unshift({ what, institution: one.id, names: one.names, changes, by, at: new Date().toISOString() });
  return one;
}

export function put(wanted: Institution, by: string): Institution {
  const before = find(wanted.id);
  if (!before) {
    const made = { ...plain, ...wanted };
    items.splice(items.length - 1, 0, made);
    return noted('added', made, by, []);
  }
  const changes = before.names.en === wanted.names.en ? [] : [{ what: 'names.en', before: before.names.en ?? null, after: wanted.names.en ?? null }];
  return noted('corrected', Object.assign(before, wanted, { version: before.version + 1 }), by, changes);
}

export function rename(one: Institution, to: Names, initials: string[], from: string, by: string): Institution {
  const until = new Date(Date.parse(`${from}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const change = { what: 'names.sq', before: one.names.sq ?? null, after: to.sq ?? null };
  one.formerNames = [...one.formerNames, { names: one.names, initials: one.initials, from: one.validFrom, until }];
  return noted('renamed', Object.assign(one, { names: to, initials, version: one.version + 1 }), by, [change]);
}

export function end(one: Institution, lastDay: string | null, successors: string[], by: string): Institution {
  const change = { what: 'validTo', before: one.validTo, after: lastDay };
  for (const other of items) other.predecessors = [...other.predecessors.filter(id => id !== one.id), ...(successors.includes(other.id) ? [one.id] : [])];
  return noted(lastDay ? 'ended' : 'resumed', Object.assign(one, { validTo: lastDay, successors, version: one.version + 1 }), by, [change]);
}

export function remove(one: Institution, by: string): void {
  items.splice(items.indexOf(one), 1);
  noted('removed', one, by, []);
}
