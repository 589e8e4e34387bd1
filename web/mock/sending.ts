// Keys of programs, what they sent, and their webhooks.
import type { ApiKey, Call, SentMessage, Webhook } from '../src/features/deliveries/api/sending';
import { instant } from './data';

const key = (one: Partial<ApiKey> & Pick<ApiKey, 'id' | 'name' | 'type'>): ApiKey => ({
  scopes: ['messages:send', 'messages:read'], people: [], perMinute: 300, begins: `civikos_${one.type}_${one.id}`, state: 'open', createdAt: instant(-40), createdBy: 'drita',
  expiresAt: instant(200), revokedAt: null, revokedBy: null, lastUsedAt: instant(-0.1), history: [{ at: instant(-40), by: 'drita', what: 'created' }], ...one,
});

export const keys: ApiKey[] = [
  key({ id: 'portali-granteve', name: 'Portali i granteve', type: 'live', scopes: ['messages:send', 'messages:read', 'messages:addresses'], perMinute: 600 }),
  key({ id: 'calendar-bot', name: 'Kalendari i takimeve', type: 'team', people: ['drita@example.org', '+38343900101'], state: 'ends-soon', expiresAt: instant(9), history: [{ at: instant(-350), by: 'drita', what: 'created' }, { at: instant(-5), by: 'system', what: 'reminded' }] }),
  key({ id: 'proba', name: 'Prova e zhvilluesve', type: 'test', lastUsedAt: null }),
  key({ id: 'stari-portal', name: 'Stari portal', type: 'live', state: 'revoked', revokedAt: instant(-3), revokedBy: 'drita', history: [{ at: instant(-300), by: 'drita', what: 'created' }, { at: instant(-3), by: 'drita', what: 'revoked' }] }),
];

export function addKey(id: string, body: Record<string, unknown>, person: string): ApiKey {
  const made = key({ ...body, id, createdBy: person, createdAt: new Date().toISOString(), lastUsedAt: null, history: [{ at: new Date().toISOString(), by: person, what: 'created' }] } as ApiKey);
  keys.unshift(made);
  return made;
}

export function revoke(id: string, person: string): ApiKey | undefined {
  const found = keys.find(one => one.id === id);
  if (found) {
    found.state = 'revoked';
    found.history.push({ at: new Date().toISOString(), by: person, what: 'revoked' });
  }
  return found;
}

type Language = 'sq' | 'sr' | 'en';
const states: Record<SentMessage['state'], Record<Language, string>> = {
  'accepted': { sq: 'E pranuar: do të dërgohet së shpejti.', sr: 'Primljena: uskoro će biti poslata.', en: 'Accepted: it will be sent shortly.' },
  'sending': { sq: 'Po dërgohet.', sr: 'Šalje se.', en: 'Being sent.' },
  'sent': { sq: 'E dërguar: e ka ofruesi. Ende nuk dimë nëse ka mbërritur.', sr: 'Poslata: pružalac ju je preuzeo. Još ne znamo da li je stigla.', en: 'Sent: the provider has it. We do not know yet whether it arrived.' },
  'delivered': { sq: 'E dorëzuar: ofruesi thotë se ka mbërritur.', sr: 'Isporučena: pružalac kaže da je stigla.', en: 'Delivered: the provider says that it arrived.' },
  'partly-failed': { sq: 'Disa marrës nuk do ta marrin.', sr: 'Neki primaoci je neće dobiti.', en: 'Some recipients will not get it.' },
  'failed': { sq: 'Nuk e mori askush.', sr: 'Niko je nije dobio.', en: 'Nobody got it.' },
};
const nobody: Record<Language, string> = { sq: 'Në këtë adresë nuk ka askënd.', sr: 'Na ovoj adresi nema nikoga.', en: 'There is nobody at this address.' };

export function messages(language: Language): SentMessage[] {
  const message = (one: Partial<SentMessage> & Pick<SentMessage, 'id' | 'subject' | 'state'>): SentMessage => ({
    reference: null, stateText: states[one.state][language], reason: null, acceptedAt: instant(-0.2), changedAt: instant(-0.19), toKind: 'email', to: 'lexuesja@example.org', channels: ['email'],
    critical: false, test: false, keyId: 'portali-granteve', sender: 'Portali i granteve', counts: { waiting: 0, sent: 0, delivered: 0, failed: 0, notSent: 0 }, recipients: [], ...one,
  });
  return [
    message({ id: 'message-1', subject: 'Aplikimi juaj ka mbërritur', state: 'sent', reference: 'aplikimi-17', counts: { waiting: 0, sent: 1, delivered: 0, failed: 0, notSent: 0 } }),
    message({ id: 'message-2', subject: 'Kujtesë: takimi nesër në orën 10', state: 'delivered', toKind: 'phone', to: '+38343900101', channels: ['sms'], keyId: 'calendar-bot', sender: 'Kalendari i takimeve', counts: { waiting: 0, sent: 0, delivered: 1, failed: 0, notSent: 0 } }),
    message({
      id: 'message-3', subject: 'Poziv za prijave za male grantove otvoren do petka', state: 'partly-failed', toKind: 'field', to: 'youth', reason: nobody[language], reference: 'poziv-2026-11',
      counts: { waiting: 0, sent: 12, delivered: 28, failed: 1, notSent: 0 },
      recipients: [
        { channel: 'email', address: 'arta.berisha.koordinatore.programesh@shoqata-e-te-rinjve.example.org', state: 'failed', reason: nobody[language], attempts: 1, sentAt: null, deliveredAt: null },
        { channel: 'email', address: 'milica@example.org', state: 'delivered', reason: null, attempts: 1, sentAt: instant(-0.19), deliveredAt: instant(-0.18) },
        { channel: 'sms', address: '+38343900102', state: 'sent', reason: null, attempts: 2, sentAt: instant(-0.19), deliveredAt: null },
      ],
    }),
    message({ id: 'message-4', subject: 'Hello', state: 'failed', to: 'unknown@simulator.invalid', test: true, keyId: 'proba', sender: 'Prova e zhvilluesve', reason: nobody[language], counts: { waiting: 0, sent: 0, delivered: 0, failed: 1, notSent: 0 } }),
    message({ id: 'message-5', subject: 'Ftesë për konsultim', state: 'accepted', toKind: 'organisation', to: 'qendra-arberia' }),
  ];
}

export const webhooks: Webhook[] = [
  { id: 'webhook-1', keyId: 'portali-granteve', url: 'https://grants.example.org/hooks/civikos', state: 'on', createdAt: instant(-30), createdBy: 'drita', failures: 6, pausedUntil: instant(0, 0.1), lastError: 'answered 503', lastErrorAt: instant(0, -0.05), lastSuccessAt: instant(-0.3), oldSecretUntil: instant(0.6) },
  { id: 'webhook-2', keyId: 'calendar-bot', url: 'https://calendar.example.org/in', state: 'failed', createdAt: instant(-60), createdBy: 'drita', failures: 0, pausedUntil: null, lastError: 'no answer within 10 s', lastErrorAt: instant(-2), lastSuccessAt: null, oldSecretUntil: null },
];

export function addWebhook(id: string, body: Record<string, unknown>, person: string): Webhook {
  const made: Webhook = { id, keyId: String(body['keyId']), url: String(body['url']), state: 'on', createdAt: new Date().toISOString(), createdBy: person, failures: 0, pausedUntil: null, lastError: null, lastErrorAt: null, lastSuccessAt: null, oldSecretUntil: null };
  webhooks.unshift(made);
  return made;
}

const call = (message: string, sequence: number, one: Partial<Call>): Call => ({
  id: `webhook-1:${message}-${sequence}`, messageId: message, eventId: `${message}-${sequence}`, state: 'delivered', tries: 1, createdAt: instant(-0.2), nextAt: instant(-0.2),
  body: JSON.stringify({ type: 'message.sent', timestamp: instant(-0.2), data: { id: message, reference: 'aplikimi-17', state: 'sent', sequence, reason: null, test: false, counts: { waiting: 0, sent: 1, delivered: 0, failed: 0, notSent: 0 } } }),
  attempts: [{ at: instant(-0.2), status: 204, error: null, millis: 43 }], ...one,
});

export const calls: Call[] = [
  call('message-1', 2, { state: 'waiting', tries: 2, nextAt: instant(0, 0.1), attempts: [{ at: instant(0, -0.1), status: 503, error: 'answered 503', millis: 61 }, { at: instant(0, -0.05), status: null, error: 'no answer within 10 s', millis: 10_001 }] }),
  call('message-1', 1, {}),
  call('message-4', 1, { state: 'refused', attempts: [{ at: instant(-0.3), status: 401, error: 'answered 401', millis: 22 }] }),
  call('message-5', 1, { state: 'missed', attempts: [] }),
];
