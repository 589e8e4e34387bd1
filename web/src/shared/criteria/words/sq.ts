import { plural } from '@/shared/i18n/plural';
import type { Words } from './en';

const p = plural('sq');

export const sq: Words = {
  preview: 'Sa shpesh do të kishte ardhur',
  week: n => p(n, { one: '# herë në 7 ditët e fundit', other: '# herë në 7 ditët e fundit' }),
  ever: (n, since) => p(n, { one: `# herë që nga ${since}`, other: `# herë që nga ${since}` }),
  last: when => `Herën e fundit më ${when}.`,
  never: 'Deri tani nuk do të kishte ardhur asnjëherë.',
  noPast: 'Ende nuk ka njoftime për krahasim.',
  inText: 'Kërkoji edhe në tekstin e projektaktit',
  inTextHint: 'Kështu gjenden më shumë projektakte; më poshtë shihni sa shpesh do të kishte ardhur njoftimi.',
  inTitle: 'në titull',
  inTitleOrText: 'në titull ose në tekst',
  related: 'Shtoni fjalë të afërta',
  add: (word, language) => `Shto ${word} (${language})`,
  kinds: {
    'other-form': 'Me mbaresa të tjera', synonym: 'E njëjta me fjalë të tjera', translation: 'Në gjuhë të tjera', narrower: 'Më të ngushta', broader: 'Më të gjera', together: 'Shpesh në të njëjtët tituj',
  },
  drafts: n => p(n, { one: 'në # titull', other: 'në # tituj' }),
  hours: {
    quiet: 'Orët e qetësisë',
    on: 'Mos dërgo SMS në këto orë',
    email: 'Le të presin edhe e-mailet dhe përmbledhjet',
    critical: 'Afati që shkurtohet ose mbaron brenda dy ditësh vjen në çdo rast.',
    from: 'Nga',
    to: 'Deri',
    zone: 'Zona kohore',
    zoneHint: 'Përmbledhjet vijnë në 07:00 të kësaj zone.',
    own: 'Kur?',
    ownOn: 'Orë të tjera qetësie ose zonë tjetër kohore për këtë abonim',
    ownHint: 'Zakonisht vlejnë orët e të gjitha njoftimeve tuaja.',
    told: (from, to) => `qetësi nga ${from} deri ${to}`,
    toldNever: 'pa orë qetësie',
  },
};
