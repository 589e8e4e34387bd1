import { plural } from '@/shared/i18n/plural';
import type { Words } from './en';

const p = plural('sr');

export const sr: Words = {
  preview: 'Koliko često bi stiglo',
  week: n => p(n, { one: '# put u poslednjih 7 dana', few: '# puta u poslednjih 7 dana', other: '# puta u poslednjih 7 dana' }),
  ever: (n, since) => p(n, { one: `# put od ${since}`, few: `# puta od ${since}`, other: `# puta od ${since}` }),
  last: when => `Poslednji put ${when}.`,
  never: 'Do sada ne bi stiglo nijednom.',
  noPast: 'Još nema obaveštenja za poređenje.',
  inText: 'Traži ih i u tekstu nacrta',
  inTextHint: 'Tako se nalazi više nacrta; ispod vidite koliko često bi obaveštenje stiglo.',
  inTitle: 'u naslovu',
  inTitleOrText: 'u naslovu ili u tekstu',
  related: 'Dodajte srodne reči',
  add: (word, language) => `Dodaj ${word} (${language})`,
  kinds: {
    'other-form': 'Sa drugim nastavcima', synonym: 'Isto drugim rečima', translation: 'Na drugim jezicima', narrower: 'Uže', broader: 'Šire', together: 'Često u istim naslovima',
  },
  drafts: n => p(n, { one: 'u # naslovu', few: 'u # naslova', other: 'u # naslova' }),
  hours: {
    quiet: 'Tihi sati',
    on: 'Ne šalji SMS u ovim satima',
    email: 'Neka sačekaju i imejlovi i pregledi',
    critical: 'Rok koji je skraćen ili ističe za manje od dva dana stiže u svakom slučaju.',
    from: 'Od',
    to: 'Do',
    zone: 'Vremenska zona',
    zoneHint: 'Pregledi stižu u 07:00 po ovoj zoni.',
    own: 'Kada?',
    ownOn: 'Drugi tihi sati ili druga vremenska zona za ovu pretplatu',
    ownHint: 'Po pravilu važe sati svih Vaših obaveštenja.',
    told: (from, to) => `tiho od ${from} do ${to}`,
    toldNever: 'bez tihih sati',
  },
};
