import { plural } from '../plural';

const p = plural('en');

/** The words of the pages from which the secretariat writes to many. */
export const circularsEn = {
  title: 'Messages to many',
  lead: 'What the secretariat writes to members, now or up to seven days ahead. Each person gets it once.',
  write: 'Write a message',
  writeLead: 'A mail, with an SMS beside it if you wish, to everybody who may speak for the organisations that you choose. Why they get it, and how to stop, stands at its foot by itself.',
  emptyTitle: 'No message yet',
  emptyText: 'What you write to many, and what waits for its time, will stand here.',
  statuses: { scheduled: 'Waits for its time', starting: 'Begins', begun: 'Sent off', cancelled: 'Stopped', asks: 'Missed its time' },
  when: 'When',
  who: 'To whom',
  by: 'Written by',
  audience: (scope: 'everybody' | 'organisations' | 'fields', count: number) => scope === 'everybody' ? 'All organisations'
    : scope === 'fields' ? p(count, { one: 'Organisations of # field', other: 'Organisations of # fields' }) : p(count, { one: '# organisation', other: '# organisations' }),
  scopes: { everybody: 'All organisations', organisations: 'Certain organisations', fields: 'Organisations of certain fields' },
  cancel: 'Stop this message',
  asks: 'The system could not send it at its time. Nobody has got it. What should become of it?',
  sendNow: 'Send it now',
  skip: 'Do not send it',
  ledger: 'Who has got it',
  languages: 'Languages',
  languagesHint: 'Who reads another language gets the Albanian text, else the English, else the Serbian.',
  channels: 'Ways',
  alsoSms: 'An SMS as well',
  alsoSmsHint: 'Only for those who did not switch SMS off; it counts against the month’s money.',
  textHint: 'Paragraphs, **bold**, - list, [words](https://address). {greeting} becomes the reader’s name.',
  smsHint: 'One SMS of at most 160 plain letters.',
  organisationName: 'Name of an organisation',
  organisationHint: 'At least two letters; then mark those that are meant.',
  now: 'At once',
  later: 'Later',
  laterHint: 'At most seven days ahead. You can stop it until then.',
  at: 'Day and time',
  next: 'Check before sending',
  errors: {
    languages: 'Choose at least one language',
    subject: (language: string) => `Write the subject (${language})`,
    text: (language: string) => `Write the text (${language})`,
    sms: (language: string) => `Write the SMS (${language})`,
    audience: 'Choose to whom',
    at: 'Choose day and time',
  },
  checkTitle: 'Check before sending',
  checkLead: 'What has begun cannot be stopped.',
  reach: 'Reaches now',
  reaches: (people: string, email: string) => `${people} people: ${email} by e-mail`,
  bySms: (sms: string) => `${sms} by SMS`,
  sendDo: (people: string) => `Send to ${people} people now`,
  scheduleDo: 'Send at this time',
  back: 'Back to the text',
};

export type CircularMessages = typeof circularsEn;
