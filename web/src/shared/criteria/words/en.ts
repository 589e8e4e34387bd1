import { plural } from '@/shared/i18n/plural';

const p = plural('en');

export const en = {
  preview: 'How often this would have come',
  week: (n: number) => p(n, { one: '# time in the last 7 days', other: '# times in the last 7 days' }),
  ever: (n: number, since: string) => p(n, { one: `# time since ${since}`, other: `# times since ${since}` }),
  last: (when: string) => `Last on ${when}.`,
  never: 'It would never have come yet.',
  noPast: 'There is no alert yet to compare with.',
  inText: 'Look for them in the text of the draft too',
  inTextHint: 'Finds more drafts; below you see how often it would have come.',
  inTitle: 'in the title',
  inTitleOrText: 'in the title or the text',
  related: 'Add related words',
  add: (word: string, language: string) => `Add ${word} (${language})`,
  kinds: {
    'other-form': 'With other endings', synonym: 'The same in other words', translation: 'In other languages', narrower: 'Narrower', broader: 'Wider', together: 'Often in the same titles',
  },
  drafts: (n: number) => p(n, { one: 'in # title', other: 'in # titles' }),
  hours: {
    quiet: 'Quiet hours',
    on: 'Send no SMS in these hours',
    email: 'Let e-mails and summaries wait as well',
    critical: 'A deadline that is put forward or ends within two days comes in any case.',
    from: 'From',
    to: 'Until',
    zone: 'Time zone',
    zoneHint: 'Summaries come at 07:00 of this zone.',
    own: 'When?',
    ownOn: 'Other quiet hours or another time zone for this subscription',
    ownHint: 'As a rule, the hours that hold for all your alerts.',
    told: (from: string, to: string) => `quiet from ${from} to ${to}`,
    toldNever: 'without quiet hours',
  },
};
export type Words = typeof en;
