// The ledger of one draft: seventy people by three alerts, some of whom it did not reach.
import type { DraftLedger, Knowledge, LedgerGroup, LedgerMessage, LedgerPerson, Standing } from '../src/features/deliveries/api/ledger';
import { instant } from './data';

type Language = 'sq' | 'sr' | 'en';
const reasons: Record<string, Record<Language, string>> = {
  'mailbox-full': { sq: 'Kutia postare është plot dhe tani nuk pranon mesazhe.', sr: 'Poštansko sanduče je puno i trenutno ne prima poruke.', en: 'The mailbox is full and takes no messages at present.' },
  'address-unknown': { sq: 'Pala tjetër thotë se kjo adresë nuk ekziston. Kërkoni nga personi një të re.', sr: 'Druga strana kaže da ova adresa ne postoji. Zatražite od osobe novu.', en: 'The other side says that this address does not exist. Ask the person for a new one.' },
  'unsubscribed': { sq: 'Personi e ka çaktivizuar këtë kanal.', sr: 'Osoba je isključila ovaj kanal.', en: 'The person has switched this channel off.' },
};
const names = ['Arta Shembulli-Krasniqi', 'Milica Primerović', 'Blerim Provuesi', 'Besa Dukati', 'Jovana Uzorak', 'Valon Rasti', 'Teuta Mostra', 'Luan Ndodhia', 'Ana Probić', 'Gëzim Çështja'];
const organisations = ['Qendra Arbëria për Nisma Qytetare, Prishtinë', 'Forum žena Gračanica', 'Shoqata e të Rinjve «Hapi»', 'Instituti për Politika Mjedisore', 'Udruženje novinara Sever'];
export const LEDGER_DRAFT = 'projektligji-shoqatat';
const alerts = [
  { id: 'alert-1c', kind: 'reminder', createdAt: instant(-2), status: 'completed' }, { id: 'alert-1b', kind: 'deadline-moved', createdAt: instant(-6), status: 'completed' },
  { id: 'alert-1', kind: 'consultation-opened', createdAt: instant(-12), status: 'completed' },
];

function message(person: number, alert: (typeof alerts)[number], channel: 'email' | 'sms', language: Language): LedgerMessage {
  const days = { 'alert-1c': -2, 'alert-1b': -6, 'alert-1': -12 }[alert.id]!;
  let state: Standing = channel === 'sms' ? 'delivered' : 'handed-over';
  let reason: string | null = null;
  if (person === 3 || person === 31) [state, reason] = ['not-reached', 'address-unknown'];
  else if (person === 17 && alert.kind !== 'consultation-opened') [state, reason] = ['not-reached', 'mailbox-full'];
  else if (person === 21) [state, reason] = ['not-reached', 'unsubscribed'];
  else if (person === 8) state = 'in-summary';
  else if (person === 12) state = 'inbox-only';
  const carried = person === 25 && alert.kind === 'consultation-opened';
  const since = state === 'delivered' || state === 'handed-over' ? instant(days, carried ? 0.6 : 0.002) : null;
  return {
    id: `${alert.id}-${person}-${channel}`, alertId: alert.id, kind: alert.kind, createdAt: alert.createdAt, channel, address: channel === 'sms' ? '+383•••01' : `${names[person % 10]![0]!.toLowerCase()}•••@example.org`,
    state, since, dueAt: state === 'in-summary' ? instant(1) : null, summaryId: carried ? 'alert-2' : null, provider: since || reason === 'mailbox-full' ? (channel === 'sms' ? 'sms' : 'smtp') : null,
    attempts: reason === 'mailbox-full' ? 5 : reason === 'unsubscribed' || !since && !reason ? 0 : 1, reason: reason && reasons[reason]![language], detail: reason === 'mailbox-full' ? '452 4.2.2 Mailbox full' : null,
    failed: reason === 'mailbox-full' || reason === 'address-unknown',
  };
}

function people(language: Language, query: URLSearchParams): LedgerPerson[] {
  const all = Array.from({ length: 70 }, (_, person): LedgerPerson => {
    const messages = alerts.flatMap(alert => [message(person, alert, 'email', language), ...(person % 9 === 4 ? [message(person, alert, 'sms', language)] : [])])
      .filter(one => (!query.get('channel') || one.channel === query.get('channel')) && (!query.get('kind') || one.kind === query.get('kind')));
    const order: Standing[] = ['delivered', 'handed-over', 'on-its-way', 'in-summary', 'inbox-only', 'not-reached'];
    const state = messages.map(one => one.state).sort((a, b) => order.indexOf(a) - order.indexOf(b))[0] ?? 'not-reached';
    const best = messages.filter(one => one.state === state);
    const group = person === 42 ? 'outside' : person === 43 ? 'forgotten' : 'organisation';
    return {
      personId: `p${person}`, name: group === 'organisation' ? (person < 10 ? names[person]! : `${names[person % 10]} ${person}`) : null, group,
      organisations: group !== 'organisation' ? [] : person === 0 ? organisations.slice(0, 2) : [organisations[person % 5]!], state,
      since: best.map(one => one.since).filter(one => one !== null).sort()[0] ?? null, dueAt: best[0]?.dueAt ?? null, reason: state === 'not-reached' ? best[0]?.reason ?? null : null, messages,
    };
  });
  const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return all.filter(one => one.messages.length > 0 && (!query.get('state') || one.state === query.get('state')) && (!query.get('organisation') || one.organisations.includes(query.get('organisation')!))
    && (!query.get('group') || one.group === query.get('group')) && (!query.get('q') || plain(`${one.name} ${one.organisations.join(' ')}`).includes(plain(query.get('q')!))));
}

function knowledge(some: LedgerPerson[]): Knowledge {
  const of = (state: Standing) => some.filter(one => one.state === state).length;
  const missed = some.filter(one => one.state === 'not-reached');
  return {
    toKnow: some.length, delivered: of('delivered'), handedOver: of('handed-over'), onItsWay: of('on-its-way'), inSummary: of('in-summary'), inboxOnly: of('inbox-only'), notReached: missed.length,
    reasons: [...new Set(missed.map(one => one.reason!))].map(text => ({ reason: text, text, people: missed.filter(one => one.reason === text).length })),
  };
}

const where = (name: string, value: string) => new URLSearchParams([[name, value]]);

export function ledger(language: Language): DraftLedger {
  return {
    consultationId: LEDGER_DRAFT, title: 'Projektligji për shoqatat dhe fondacionet', countedAt: instant(0), running: false, people: knowledge(people(language, new URLSearchParams())),
    channels: (['email', 'sms'] as const).map(channel => ({ channel, people: knowledge(people(language, where('channel', channel))) })),
    alerts: alerts.map(alert => ({ ...alert, people: knowledge(people(language, where('kind', alert.kind))) })), failed: 4, failedPeople: 3,
  };
}

export function ledgerPeople(language: Language, query: URLSearchParams): LedgerPerson[] {
  return people(language, query);
}

export function ledgerGroups(language: Language, unaware: boolean): LedgerGroup[] {
  const all: LedgerGroup[] = [
    ...organisations.map(name => ({ group: 'organisation' as const, name, people: knowledge(people(language, where('organisation', name))) })),
    ...(['outside', 'forgotten'] as const).map(group => ({ group, name: null, people: knowledge(people(language, where('group', group))) })),
  ];
  return all.filter(one => !unaware || one.people.delivered + one.people.handedOver === 0);
}
