// Invented people, organisations and drafts; nobody can be reached at any of these addresses or numbers.
import type { Stopped, Unreachable } from '../src/features/alerts/api/stopped';
import type { Obstacle, OutOfReach } from '../src/features/deliveries/api/unreachable';
import type { Performance, Preferences, Reader } from '../src/features/public-alerts/api';
import type { Consultation, Comment, Structure, ActNode, NodeKind } from '../src/features/consultations/api/types';
import type { Likely, PlanEntry } from '../src/features/consultations/api/plan';
import type { Rule, StepDays } from '../src/features/consultations/api/stages';
import type { Draft } from '../src/features/drafts/api/drafts';
import type { Difference, Versions } from '../src/features/consultations/api/versions';
import type { Applied, AppliedElement, AppliedPiece } from '../src/features/consultations/api/applied';
import type { Source } from '../src/features/drafts/api/sources';
import type { Campaign, LogEntry, WorkingGroup } from '../src/features/campaigns/api/campaigns';
import type { Organisation } from '../src/features/members/api/organisations';
import type { Alert, Delivery } from '../src/features/deliveries/api/alerts';
import type { Providers, Suppression } from '../src/features/deliveries/api/providers';
import type { Me } from '../src/shared/session/session';
import type { Subscriptions } from '../src/features/alerts/api/subscriptions';
import type { AlertSettings } from '../src/shared/api/alert-settings';

const now = Date.now();
const DAY = 86_400_000;

const instant = (days: number, hours = 0) => new Date(now + days * DAY + hours * 3_600_000).toISOString().slice(0, 19) + 'Z';
const date = (days: number) => instant(days).slice(0, 10);

/** The date so many working days ahead, at one minute to midnight. */
function deadlineIn(workingDays: number): string {
  const day = new Date(now);
  let left = workingDays;
  while (left > 0) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 !== 0) left--;
  }
  return `${day.toISOString().slice(0, 10)}T23:59`;
}

export const institutions = [
  { id: 'zkm', names: { sq: 'Zyra e Kryeministrit', sr: 'Kancelarija premijera', en: 'Office of the Prime Minister' } },
  { id: 'md', names: { sq: 'Ministria e Drejtësisë', sr: 'Ministarstvo pravde', en: 'Ministry of Justice' } },
  { id: 'mfpt', names: { sq: 'Ministria e Financave, Punës dhe Transfereve', sr: 'Ministarstvo finansija, rada i transfera', en: 'Ministry of Finance, Labour and Transfers' } },
  { id: 'mkrs', names: { sq: 'Ministria e Kulturës, Rinisë dhe Sportit', sr: 'Ministarstvo kulture, omladine i sporta', en: 'Ministry of Culture, Youth and Sport' } },
  { id: 'mapl', names: { sq: 'Ministria e Administrimit të Pushtetit Lokal', sr: 'Ministarstvo administracije lokalne samouprave', en: 'Ministry of Local Government Administration' } },
  { id: 'mmphi', names: { sq: 'Ministria e Mjedisit, Planifikimit Hapësinor dhe Infrastrukturës', sr: 'Ministarstvo životne sredine, prostornog planiranja i infrastrukture', en: 'Ministry of Environment, Spatial Planning and Infrastructure' } },
  { id: 'msh', names: { sq: 'Ministria e Shëndetësisë', sr: 'Ministarstvo zdravlja', en: 'Ministry of Health' } },
  { id: 'komuna-prizren', names: { sq: 'Komuna Prizren', sr: 'Opština Prizren', en: 'Municipality of Prizren' }, region: 'prizren' },
  { id: 'komuna-gracanice', names: { sq: 'Komuna Graçanicë', sr: 'Opština Gračanica', en: 'Municipality of Gračanica' }, region: 'prishtine' },
];
const institution = (id: string) => institutions.find(item => item.id === id)!;

const place = (sq: string, sr: string, en: string) => ({ sq, sr, en });
const prishtina = place('Prishtinë', 'Priština', 'Pristina');
const peja = place('Pejë', 'Peć', 'Peja');
export const municipalities = [
  [prishtina, prishtina], [place('Graçanicë', 'Gračanica', 'Gračanica'), prishtina], [place('Gjakovë', 'Đakovica', 'Gjakova'), place('Gjakovë', 'Đakovica', 'Gjakova')],
  [place('Leposaviq', 'Leposavić', 'Leposavić'), place('Mitrovicë', 'Mitrovica', 'Mitrovica')], [peja, peja], [place('Istog', 'Istok', 'Istog'), peja],
].map(([names, regionNames]) => ({ names: names!, regionNames: regionNames! }));

export const organisations: Organisation[] = [
  ['qendra-arberia', 'Qendra për Pjesëmarrje Qytetare Arbëria', 'QPQA', 'active', 'Prishtinë', 'Prishtinë', ['civil-society', 'rule-of-law'], '2014-04-04'],
  ['gruaja-e-re', 'Shoqata e Grave Gruaja e Re', null, 'active', 'Gjakovë', 'Gjakovë', ['gender-equality', 'social-welfare'], '2016-02-11'],
  ['drina-udruzenje', 'Udruženje građana Dobra Voda', 'Dobra Voda', 'suspended', 'Leposaviq', 'Mitrovicë', ['minorities-human-rights', 'local-government'], '2018-09-20'],
  ['rinia-sot', 'Rinia Sot', null, 'active', 'Pejë', 'Pejë', ['youth', 'education', 'culture-sport'], '2019-05-30'],
  ['mjedisi-im', 'Mjedisi Im', null, 'active', 'Prizren', 'Prizren', ['environment', 'agriculture'], '2015-12-03'],
  ['omladinski-klub', 'Omladinski klub Gračanica', 'OKG', 'active', 'Graçanicë', 'Prishtinë', ['youth', 'minorities-human-rights'], '2020-03-12'],
  ['handikos-shembull', 'Zëri i Personave me Aftësi të Kufizuara', 'ZPAK', 'active', 'Ferizaj', 'Ferizaj', ['social-welfare', 'health'], '2013-10-01'],
  ['instituti-sundimi', 'Instituti për Sundimin e Ligjit Drejtësia për të Gjithë në Komunitetet Lokale', 'ISL', 'active', 'Gjilan', 'Gjilan', ['rule-of-law', 'european-integration', 'public-administration'], '2012-06-15'],
  ['fondi-vjeter', 'Fondi i Bujqve të Dukagjinit', null, 'ended', 'Istog', 'Pejë', ['agriculture'], '2011-01-20'],
].map(([id, name, shortName, status, municipality, region, fields, memberSince]) =>
  ({ id, name, shortName, status, municipality, region, fields, memberSince, version: 3 }) as Organisation);

for (let index = 1; index <= 62; index++) {
  organisations.push({
    id: `shoqata-${index}`, name: `Shoqata Shembull ${index}`, shortName: null, status: 'active', municipality: ['Vushtrri', 'Suharekë', 'Kamenicë', 'Lipjan'][index % 4]!,
    region: 'Prishtinë', fields: index % 2 ? ['civil-society'] : ['education', 'youth'], memberSince: `20${10 + (index % 15)}-03-0${1 + (index % 9)}`, version: 1,
  });
}

const mandate = (organisationId: string, rights: Me['mandates'][number]['rights'], deputy = false): Me['mandates'][number] => {
  const organisation = organisations.find(item => item.id === organisationId)!;
  return { organisationId, organisationName: organisation.name, organisationStatus: organisation.status, rights, validFrom: '2025-01-01', validTo: null, deputy };
};

export const people: Record<string, Me> = {
  arta: {
    id: 'arta', name: 'Arta Shembulli-Krasniqi', email: 'arta@example.org', phone: '+38343900123', language: 'sq', roles: [],
    mandates: [mandate('qendra-arberia', ['comment', 'sign-off', 'manage']), mandate('gruaja-e-re', ['comment'], true)],
  },
  milica: { id: 'milica', name: 'Milica Primerović', email: 'milica@example.org', phone: null, language: 'sr', roles: [], mandates: [mandate('drina-udruzenje', ['comment', 'vote'])] },
  blerim: { id: 'blerim', name: 'Blerim Provuesi', email: 'blerim@example.org', phone: null, language: 'sq', roles: [], mandates: [mandate('rinia-sot', ['comment'])] },
  drita: { id: 'drita', name: 'Drita Sekretariati', email: 'drita@example.org', phone: '+38343900456', language: 'sq', roles: ['secretariat'], mandates: [] },
  admin: { id: 'admin', name: 'Agron Administratori', email: 'admin@example.org', phone: null, language: 'en', roles: ['secretariat', 'board', 'administrator'], mandates: [mandate('qendra-arberia', ['comment', 'sign-off', 'vote', 'manage'])] },
};

type Raw = { h?: [NodeKind, string, string]; a?: [string, string]; p?: [string, string][]; pts?: Record<string, [string, string][]>; text?: string };

const actSq: Raw[] = [
  { h: ['preamble', '', ''], text: 'Kuvendi i Republikës së Kosovës,\nNë mbështetje të nenit 65 (1) të Kushtetutës së Republikës së Kosovës,\nMiraton:' },
  { h: ['chapter', 'I', 'Dispozitat e përgjithshme'] },
  { a: ['1', 'Qëllimi'], text: 'Ky ligj përcakton themelimin, regjistrimin, veprimtarinë e brendshme dhe shuarjen e shoqatave dhe fondacioneve në Republikën e Kosovës.' },
  { a: ['2', 'Fushëveprimi'], p: [['1', 'Dispozitat e këtij ligji zbatohen për shoqatat, fondacionet dhe degët e organizatave të huaja që veprojnë në Kosovë.'], ['2', 'Ky ligj nuk zbatohet për partitë politike, sindikatat dhe bashkësitë fetare, të cilat rregullohen me ligje të veçanta.']] },
  { a: ['3', 'Përkufizimet'], p: [['1', 'Shprehjet e përdorura në këtë ligj kanë këtë kuptim:']], pts: { 1: [['1.1', 'Shoqata – organizatë e themeluar nga së paku tre persona, me qëllim të realizimit të një interesi të ligjshëm të përbashkët ose publik;'], ['1.2', 'Fondacioni – organizatë pa anëtarësi, e themeluar për administrimin e pasurisë në dobi të një qëllimi publik;'], ['1.3', 'Përfaqësuesi i autorizuar – personi fizik që e përfaqëson organizatën sipas statutit të saj.']] } },
  { a: ['4', 'Liria e organizimit'], p: [['1', 'Secili ka të drejtë të themelojë organizatë, të anëtarësohet dhe të largohet prej saj me vullnet të lirë.'], ['2', 'Askush nuk mund të detyrohet të jetë anëtar i një organizate.']] },
  { h: ['chapter', 'II', 'Themelimi dhe regjistrimi'] },
  { a: ['5', 'Themelimi i shoqatës'], p: [['1', 'Shoqata themelohet nga së paku tre persona fizikë ose juridikë, prej të cilëve së paku njëri ka vendbanimin ose selinë në Kosovë.'], ['2', 'Organi kompetent vendos për kërkesën për regjistrim brenda tridhjetë (30) ditësh nga pranimi i saj.'], ['3', 'Nëse organi kompetent nuk vendos brenda afatit, konsiderohet se kërkesa është refuzuar.']] },
  { a: ['6', 'Statuti'], p: [['1', 'Statuti i organizatës përmban:'], ['2', 'Statuti miratohet nga themeluesit dhe ndryshohet me shumicën e dy të tretave të anëtarëve.']], pts: { 1: [['1.1', 'emrin dhe selinë;'], ['1.2', 'qëllimin dhe fushën e veprimtarisë;'], ['1.3', 'organet, mënyrën e zgjedhjes dhe kohëzgjatjen e mandatit;'], ['1.4', 'mënyrën e shfrytëzimit të pasurisë në rast të shuarjes.']] } },
  { a: ['7', 'Regjistri publik'], p: [['1', 'Regjistri i organizatave është publik dhe mund të shihet pa pagesë në faqen e organit kompetent.'], ['2', 'Të dhënat personale të themeluesve publikohen vetëm me pëlqimin e tyre.']] },
  { h: ['chapter', 'III', 'Financimi dhe raportimi'] },
  { a: ['8', 'Burimet e financimit'], text: 'Organizatat financohen nga kuotat e anëtarësisë, dhurimet, grantet, kontratat për shërbime publike dhe veprimtaria ekonomike që i shërben qëllimit të tyre.' },
  { a: ['9', 'Raportimi vjetor'], p: [['1', 'Organizata me status të përfitimit publik dorëzon raportin vjetor të punës dhe raportin financiar deri më 31 mars.'], ['2', 'Organizata me të hyra vjetore mbi njëqind mijë (100.000) euro dorëzon raport të audituar.'], ['3', 'Për mosdorëzim të raportit, statusi pezullohet pas vërejtjes me shkrim dhe afatit shtesë prej gjashtëdhjetë (60) ditësh.']] },
  { a: ['10', 'Mbikëqyrja'], p: [['1', 'Organi kompetent mbikëqyr zbatimin e këtij ligji.'], ['2', 'Për kontrollin në selinë e organizatës kërkohet vendim i gjykatës.']] },
  { h: ['chapter', 'IV', 'Dispozitat përfundimtare'] },
  { a: ['11', 'Shfuqizimi'], text: 'Me hyrjen në fuqi të këtij ligji shfuqizohet ligji paraprak për lirinë e asociimit në organizata joqeveritare.' },
  { a: ['12', 'Hyrja në fuqi'], text: 'Ky ligj hyn në fuqi pesëmbëdhjetë (15) ditë pas publikimit në Gazetën Zyrtare të Republikës së Kosovës.' },
];

const actSr: Raw[] = [
  { h: ['chapter', 'I', 'Opšte odredbe'] },
  { a: ['1', 'Predmet'], text: 'Ovom uredbom uređuju se merila, postupak i uslovi za javno finansiranje programa i projekata organizacija civilnog društva.' },
  { a: ['2', 'Značenje izraza'], p: [['1', 'Davalac sredstava je organ koji iz budžeta finansira programe i projekte organizacija.'], ['2', 'Korisnik sredstava je organizacija s kojom je zaključen ugovor.']] },
  { a: ['3', 'Načela'], text: 'Finansiranje se zasniva na načelima javnosti, jednakog postupanja, takmičenja i odgovornog trošenja.' },
  { h: ['chapter', 'II', 'Javni poziv'] },
  { a: ['4', 'Objavljivanje poziva'], p: [['1', 'Javni poziv se objavljuje na internet stranici davaoca sredstava na albanskom i srpskom jeziku.'], ['2', 'Rok za prijavu ne može biti kraći od petnaest (15) dana od dana objavljivanja.']] },
  { a: ['5', 'Komisija'], p: [['1', 'Prijave ocenjuje komisija od pet članova, od kojih su najmanje dva predstavnici civilnog društva.'], ['2', 'Član komisije ne može da ocenjuje prijavu organizacije s kojom je povezan.']] },
  { a: ['6', 'Odluka i prigovor'], p: [['1', 'Rang-lista se objavljuje u roku od trideset (30) dana od isteka roka za prijavu.'], ['2', 'Prigovor se podnosi u roku od osam (8) dana od objavljivanja.']] },
];

const wordsOf = { sq: 'Neni', sr: 'Član', en: 'Article' };

function build(language: 'sq' | 'sr', raw: Raw[]): Structure {
  const nodes: ActNode[] = [];
  let chapter: string | null = null;
  const add = (node: Partial<ActNode> & Pick<ActNode, 'id' | 'kind'>) => nodes.push({ number: null, heading: null, parent: null, text: '', page: 1 + Math.floor(nodes.length / 14), confidence: 0.98, commentCount: 0, ...node });
  for (const item of raw) {
    if (item.h) {
      const [kind, number, heading] = item.h;
      const id = kind === 'preamble' ? 'preamble' : `chp_${number.toLowerCase()}`;
      add({ id, kind, number: number || null, heading: heading || null, text: item.text ?? '' });
      if (kind === 'chapter') chapter = id;
    } else if (item.a) {
      const [number, heading] = item.a;
      const id = `art_${number}`;
      add({ id, kind: 'article', number, heading, parent: chapter, text: item.text ?? '', confidence: number === '7' ? 0.52 : 0.98 });
      for (const [paragraph, text] of item.p ?? []) {
        add({ id: `${id}__par_${paragraph}`, kind: 'paragraph', number: paragraph, parent: id, text });
        for (const [point, words] of item.pts?.[paragraph] ?? []) {
          add({ id: `${id}__par_${paragraph}__pt_${point.replace('.', '-')}`, kind: 'point', number: point, parent: `${id}__par_${paragraph}`, text: words });
        }
      }
    }
  }
  const warnings = language === 'sq' ? [{ code: 'number-gap', node: 'art_7', message: `${wordsOf[language]} 7` }] : [];
  return { language, nodes, warnings };
}

/** A code of 400 articles: the reading page must open at once and scroll without a stutter. */
function long(): Structure {
  const nodes: ActNode[] = [];
  for (let article = 1; article <= 400; article++) {
    if (article % 20 === 1) {
      nodes.push({ id: `chp_${Math.ceil(article / 20)}`, kind: 'chapter', number: String(Math.ceil(article / 20)), heading: 'Rregullat e procedurës', parent: null, text: '', page: article, confidence: 1, commentCount: 0 });
    }
    const id = `art_${article}`;
    nodes.push({ id, kind: 'article', number: String(article), heading: `Veprimet e organit në procedurë, pjesa ${article}`, parent: `chp_${Math.ceil(article / 20)}`, text: '', page: article, confidence: 0.97, commentCount: article % 23 === 0 ? 2 : 0 });
    for (let paragraph = 1; paragraph <= 2 + (article % 4); paragraph++) {
      nodes.push({
        id: `${id}__par_${paragraph}`, kind: 'paragraph', number: String(paragraph), heading: null, parent: id, page: article, confidence: 0.97, commentCount: 0,
        text: 'Organi publik e njofton palën për fillimin e procedurës administrative, për të drejtat e saj gjatë procedurës dhe për afatin brenda të cilit duhet të vendoset. Njoftimi bëhet me shkrim ose në formë elektronike, në gjuhën zyrtare që e zgjedh pala.',
      });
    }
  }
  return { language: 'sq', nodes, warnings: [] };
}

type Extra = Partial<Consultation> & Pick<Consultation, 'id' | 'title' | 'language' | 'actKind' | 'fields'> & { by: string; opened: number; left: number };

function consultation({ by, opened, left, ...rest }: Extra): Consultation {
  const closed = left < 0;
  const deadline = closed ? `${date(left)}T23:59` : deadlineIn(left);
  return {
    institution: institution(by), stage: closed ? 'closed' : 'open', openedAt: instant(opened), deadline, deadlineAt: new Date(`${deadline}:00+01:00`).toISOString(),
    workingDaysLeft: closed ? 0 : left, calendarDaysLeft: closed ? 0 : left + 2 * Math.floor(left / 5), articleCount: 0, commentCount: 0, organisationCount: 0,
    sourceUrl: 'http://localhost:8086/viewConsult.php?ConsultationID=41001', version: 4, description: null, officerName: null, documents: [], warnings: [], ...rest,
  };
}

const own = (step: 'draft' | 'review' | 'sign-off' | 'network-position', left: number) => ({
  step, deadline: deadlineIn(left).replace('T23:59', 'T16:00'), deadlineAt: new Date(`${deadlineIn(left).slice(0, 10)}T16:00:00+01:00`).toISOString(), workingDaysLeft: Math.max(left, 0), over: left < 0, byHand: step === 'review',
});
const rule = { act: 'Regulation (GRK) No. 05/2016', article: null, confirmed: false, source: null };
const period = (given: number) => ({ code: 'consultation-period', needed: 15, given, unit: 'working-days' as const, met: given >= 15, ...rule });
const lifeStep = (act: string, stage: Consultation['stage'], days: number, by = 'secretariat', reason: string | null = null) => ({ act, stage, at: instant(days), by, person: null, reason, on: null, link: act === 'answer' ? 'https://portal.example.org/report.pdf' : null, deadline: null });

export const consultations: Consultation[] = [
  consultation({
    id: 'koncepti-hershem', title: 'Koncept dokumenti për transparencën e financimit publik', language: 'sq', actKind: 'concept-document', fields: ['civil-society'], by: 'mfpt', opened: -3, left: 9,
    stage: 'early', accepts: 'general', internalDeadlines: [own('draft', 3), own('review', 5), own('sign-off', 6), own('network-position', 8)], steps: [lifeStep('announced-early', 'early', -3, 'secretariat', 'Ministria pyet para se të hartojë.')],
  }),
  consultation({
    id: 'kodi-i-etikes', title: 'Kodi i etikës i rrjetit', language: 'sq', actKind: 'other', fields: ['civil-society'], by: 'md', opened: -1, left: 15, owner: 'network', accepts: 'everything', steps: [lifeStep('opened', 'open', -1)],
  }),
  consultation({
    id: 'strategjia-e-pergjigjur', title: 'Strategjia për bashkëpunim me shoqërinë civile', language: 'sq', actKind: 'strategy', fields: ['civil-society'], by: 'zkm', opened: -90, left: -60, stage: 'answered', accepts: 'nothing',
    steps: [lifeStep('opened', 'open', -90, 'source'), lifeStep('closing', 'closed', -60, 'time'), lifeStep('answer', 'answered', -20, 'secretariat', 'Ministria e botoi raportin.')], report: { due: date(-10), overdue: false, days: 30, unit: 'working-days', ...rule },
  }),
  consultation({
    id: 'projekti-i-nderprere', title: 'Projektligji që qeveria e tërhoqi', language: 'sq', actKind: 'law', fields: ['rule-of-law'], by: 'md', opened: -30, left: -9, stage: 'dropped', accepts: 'nothing',
    steps: [lifeStep('opened', 'open', -30, 'source'), lifeStep('drop', 'dropped', -12, 'secretariat', 'Qeveria e tërhoqi.')],
  }),
  consultation({
    id: 'udhezimi-ndihma', title: 'Udhëzim administrativ për ndihmën sociale në raste emergjente', language: 'sq', actKind: 'administrative-instruction', fields: ['social-welfare'], by: 'mfpt', opened: -14, left: 1, articleCount: 9,
    officerName: 'Zyrtarja Shembull', description: 'Udhëzimi rregullon mënyrën e dhënies së ndihmës së njëhershme për familjet e prekura nga fatkeqësitë natyrore.',
  }),
  consultation({
    id: 'projektligji-shoqatat', title: 'Projektligji për shoqatat dhe fondacionet', language: 'sq', actKind: 'law', fields: ['civil-society', 'rule-of-law'], by: 'md', opened: -12, left: 3, articleCount: 12, commentCount: 6, organisationCount: 4,
    accepts: 'everything', internalDeadlines: [own('draft', -2), own('review', 0), own('sign-off', 1), own('network-position', 2)], steps: [{ ...lifeStep('opened', 'open', -12, 'source'), deadline: deadlineIn(7) }, { ...lifeStep('deadline-moved', 'open', -6, 'source'), deadline: deadlineIn(3) }], period: period(9),
    officerName: 'Filan Fisteku (shembull)', description: 'Projektligji synon ta përmirësojë mjedisin ligjor për organizatat joqeveritare dhe ta harmonizojë atë me praktikat evropiane.\n\nKonsultimi përfshin tekstin e projektligjit dhe memorandumin shpjegues.',
    documents: [
      { id: 'd1', label: 'Projektligji për shoqatat dhe fondacionet', fileName: 'projektligji-shoqatat.docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: 184_320, addedOn: date(-12) },
      { id: 'd2', label: 'Memorandumi shpjegues', fileName: 'memorandumi.pdf', mediaType: 'application/pdf', bytes: 2_411_724, addedOn: date(-12) },
    ],
  }),
  consultation({
    id: 'uredba-finansiranje', title: 'Nacrt uredbe o merilima i postupku javnog finansiranja organizacija civilnog društva', language: 'sr', actKind: 'regulation', fields: ['civil-society', 'public-administration'], by: 'mfpt', opened: -8, left: 7, articleCount: 6, commentCount: 1, organisationCount: 1,
    officerName: 'Petar Primer', documents: [{ id: 'd3', label: 'Nacrt uredbe', fileName: 'nacrt-uredbe.pdf', mediaType: 'application/pdf', bytes: 640_000, addedOn: date(-8) }],
  }),
  consultation({ id: 'volunteering-concept', title: 'Concept document on volunteering in programmes of public interest', language: 'en', actKind: 'concept-document', fields: ['youth', 'civil-society'], by: 'mkrs', opened: -5, left: 12, documents: [{ id: 'd4', label: 'Concept document', fileName: 'concept-volunteering.pdf', mediaType: 'application/pdf', bytes: 1_000_000, addedOn: date(-5) }] }),
  consultation({ id: 'kodi-procedura', title: 'Projektkodi i procedurës administrative', language: 'sq', actKind: 'law', fields: ['public-administration', 'local-government'], by: 'mapl', opened: -2, left: 21, articleCount: 400, commentCount: 34, organisationCount: 11 }),
  ...Array.from({ length: 27 }, (_, index) => consultation({
    id: `mbyllur-${index + 1}`, title: ['Projektligji për mbrojtjen e ajrit nga ndotja', 'Strategjia për rininë', 'Nacrt zakona o lokalnim finansijama', 'Programi për reformën e shëndetësisë parësore'][index % 4]! + (index > 3 ? ` (${index + 1})` : ''),
    language: index % 4 === 2 ? 'sr' : 'sq', actKind: (['law', 'strategy', 'law', 'programme'] as const)[index % 4]!, fields: [(['environment', 'youth', 'local-government', 'health'] as const)[index % 4]!], by: ['mmphi', 'mkrs', 'mapl', 'msh'][index % 4]!,
    opened: -40 - index * 9, left: -12 - index * 9, articleCount: 30 + index, commentCount: index * 3, organisationCount: Math.min(index, 9),
  })),
];

/** One act in two languages, one after the other, with one thread for each part that both have. */
function inTwo(main: Structure, other: Structure): Structure {
  const known = new Set(main.nodes.map(node => node.id));
  const named = (id: string | null | undefined) => id ? `${other.language}__${id}` : id;
  return {
    ...main, languages: [main.language, other.language],
    nodes: [
      ...main.nodes.map(node => ({ ...node, language: main.language, thread: node.id })),
      ...other.nodes.map(node => ({ ...node, id: named(node.id)!, parent: named(node.parent) as typeof node.parent, language: other.language, thread: known.has(node.id) ? node.id : named(node.id)! })),
    ],
  };
}

export const structures: Record<string, Structure> = {
  'projektligji-shoqatat': build('sq', actSq),
  'udhezimi-ndihma': inTwo(build('sq', actSq.slice(1, 9)), build('sr', actSr)),
  'uredba-finansiranje': build('sr', actSr),
  'volunteering-concept': { language: 'en', nodes: [], warnings: [] },
  'kodi-procedura': long(),
};

const comment = (id: string, organisationId: string, node: string | null, kind: Comment['kind'], rest: Partial<Comment>): Comment => ({
  id, reference: `K-2026-0001-000${id.slice(1)}`, node, kind, importance: 'important', text: null, proposedWording: null, justification: null,
  organisation: { id: organisationId, name: organisations.find(item => item.id === organisationId)!.name }, status: 'submitted', submittedAt: instant(-4, Number(id.slice(1))), mine: false, ...rest,
});

export const comments: Record<string, Comment[]> = {
  'projektligji-shoqatat': [
    comment('c1', 'instituti-sundimi', 'art_5__par_2', 'change', {
      importance: 'red-line', text: 'Afati prej 30 ditësh është tepër i gjatë.',
      proposedWording: 'Organi kompetent vendos për kërkesën për regjistrim brenda dhjetë (10) ditësh pune nga pranimi i saj.',
      justification: 'Në rajon afati është 5 deri në 15 ditë; organizatat e vogla humbin thirrjet për grante duke pritur.',
    }),
    comment('c2', 'qendra-arberia', 'art_5__par_3', 'delete', { importance: 'red-line', justification: 'Heshtja e administratës nuk guxon të jetë refuzim: duhet të jetë miratim.', answer: { outcome: 'partly', words: 'Heshtja nuk do të jetë refuzim; pala mund ta kërkojë vendimin në gjykatë.', where: 'Raporti i konsultimit, faqja 4', link: null, at: instant(-1) } }),
    comment('c3', 'mjedisi-im', 'art_5__par_2', 'support', { importance: 'minor', text: 'Përkrahim afatin, por kërkojmë që të numërohen ditët e punës.' }),
    comment('c4', 'gruaja-e-re', 'art_9__par_2', 'question', { text: 'A llogariten në të hyra edhe dhurimet në mallra?' }),
    comment('c5', 'qendra-arberia', 'art_9__par_3', 'add', { text: 'Të shtohet e drejta e ankesës.', proposedWording: 'Kundër vendimit për pezullim lejohet ankesa në gjykatë brenda tridhjetë (30) ditësh.', status: 'withdrawn' }),
    comment('c6', 'rinia-sot', null, 'support', { importance: 'minor', text: 'Projektligji është hap i mirë përpara. Kërkojmë që të botohet edhe në serbisht e në gjuhën e shenjave.' }),
  ],
  // In an act of two languages: under the main version's part, on the words of the other.
  'udhezimi-ndihma': [
    comment('c7', 'mjedisi-im', 'art_4__par_2', 'change', {
      proposedWording: 'Rok za prijavu ne može biti kraći od trideset (30) dana od dana objavljivanja.', justification: 'Male organizacije same pišu prijave.',
      place: { version: 1, confidence: 1, how: null, orphan: null, movedFrom: null, node: 'sr__art_4__par_2' },
    }),
  ],
  'uredba-finansiranje': [comment('c7', 'omladinski-klub', 'art_4__par_2', 'change', { text: 'Rok je prekratak.', proposedWording: 'Rok za prijavu ne može biti kraći od trideset (30) dana od dana objavljivanja.', justification: 'Manjim organizacijama treba vreme da pripreme prijavu na oba jezika.' })],
};

export function countComments(id: string): void {
  const structure = structures[id];
  const live = comments[id] ?? [];
  structure?.nodes.forEach(node => {
    if (id !== 'kodi-procedura') node.commentCount = live.filter(item => item.node === (node.thread ?? node.id)).length;
  });
  const found = consultations.find(item => item.id === id);
  if (found && live.length > 0) {
    found.commentCount = live.length;
    found.organisationCount = new Set(live.map(item => item.organisation.id)).size;
  }
}
Object.keys(comments).forEach(countComments);

export const drafts: Draft[] = [
  {
    id: 'draft-energjia', source: 'portali-shembull', title: 'PROJEKTLIGJI PËR EFIÇIENCËN E ENERGJISË NË NDËRTESA PUBLIKE', description: 'Projektligji rregullon masat për kursimin e energjisë në ndërtesat e institucioneve publike.',
    sourceUrl: 'http://localhost:8086/viewConsult.php?ConsultationID=41012', detectedAt: instant(-1, -3), state: 'waiting', deadline: deadlineIn(15), institution: 'mmphi', actKind: 'law', fields: ['environment'], language: 'sq', articleCount: 31,
    warnings: [{ code: 'table-not-read', node: 'annex_1', message: 'Një tabelë nuk u lexua dot si tekst (Shtojca 1).' }], problem: null,
  },
  { id: 'draft-skanuar', source: 'portali-shembull', title: 'Udhëzim administrativ për licencimin e shërbimeve sociale', description: null, sourceUrl: 'http://localhost:8086/viewConsult.php?ConsultationID=41013', detectedAt: instant(0, -5), state: 'unreadable', deadline: deadlineIn(10), institution: 'mfpt', actKind: 'administrative-instruction', fields: [], language: 'sq', articleCount: 0, warnings: [], problem: 'Faqet janë fotografi të skanuara pa tekst. Dërgoni një version me tekst.' },
  { id: 'draft-lexohet', source: null, title: 'Strategjia kundër varfërisë 2027–2031', description: null, sourceUrl: null, detectedAt: instant(0, -0.05), state: 'reading', deadline: null, institution: 'zkm', actKind: 'strategy', fields: [], language: 'sq', articleCount: null, warnings: [], problem: null, progress: { page: 3, pages: 40 } },
  { id: 'draft-ngarkuar', source: 'upload', title: 'Projektligji për vullnetarizmin', description: null, sourceUrl: null, detectedAt: instant(-2), state: 'waiting', deadline: deadlineIn(14), institution: 'mkrs', actKind: 'law', fields: ['civil-society'], language: 'sq', articleCount: 18, warnings: [], problem: null, publisherPage: null, version: 3, seenAlso: [{ draft: 'draft-posta', source: 'posta-shembull', url: null, at: instant(-1), how: 'title', newerText: true }] },
  { id: 'projektligji-shoqatat', source: 'portali-shembull', title: 'Projektligji për shoqatat dhe fondacionet', description: null, sourceUrl: 'http://localhost:8086/viewConsult.php?ConsultationID=41001', detectedAt: instant(-12), state: 'opened', deadline: deadlineIn(3), institution: 'md', actKind: 'law', fields: ['civil-society'], language: 'sq', articleCount: 12, warnings: [], problem: null, consultationId: 'projektligji-shoqatat', seenAlso: [{ draft: 'draft-gazeta', source: 'gazeta-shembull', url: 'http://localhost:8086/gazeta/12', at: instant(-11), how: 'file' }] },
  { id: 'draft-ftesa', source: 'posta-shembull', title: 'Ftesë për konsultim: efiçienca e energjisë', description: null, sourceUrl: null, detectedAt: instant(-1), state: 'waiting', deadline: deadlineIn(15), institution: 'mmphi', actKind: 'law', fields: ['environment'], language: 'sq', articleCount: 30, warnings: [], problem: null, perhapsSame: { draft: 'draft-energjia', title: 'PROJEKTLIGJI PËR EFIÇIENCËN E ENERGJISË NË NDËRTESA PUBLIKE', likeness: 0.64 } },
  { id: 'draft-dyfish', source: 'portali-shembull', title: 'Njoftim për mbledhje publike', description: null, sourceUrl: 'http://localhost:8086/viewConsult.php?ConsultationID=40990', detectedAt: instant(-20), state: 'dismissed', deadline: null, institution: 'mapl', actKind: 'other', fields: [], language: 'sq', articleCount: 0, warnings: [], problem: 'Nuk është konsultim.' },
  { id: 'draft-gazeta', source: 'gazeta-shembull', title: 'Projektligji për shoqatat (gazeta)', description: null, sourceUrl: 'http://localhost:8086/gazeta/12', detectedAt: instant(-11), state: 'dismissed', deadline: null, institution: 'md', actKind: 'law', fields: [], language: 'sq', articleCount: 12, warnings: [], problem: null, sameAs: 'projektligji-shoqatat' },
];

export const sources: Source[] = [
  { id: 'portali-shembull', name: 'Portali shembull i konsultimeve', kind: 'portal-by-number', baseUrl: 'http://localhost:8086', firstNumber: 41001, opening: 'after-review', institution: null, paused: false, version: 5, health: { lastCheckedAt: instant(0, -0.05), lastChangeAt: instant(-1, -3), checks7d: 2016, failures7d: 3, circuit: 'closed', lastProblem: null, found7d: 2 } },
  { id: 'gazeta-shembull', name: 'Gazeta zyrtare (shembull)', kind: 'html-list', listing: { address: 'http://localhost:8086/gazeta/lista', follow: true, fields: { item: 'li.akt', end: '.afati', document: 'a.dokument' } }, baseUrl: 'http://localhost:8086/gazeta', firstNumber: 1, opening: 'after-review', institution: 'zkm', paused: false, version: 2, health: { lastCheckedAt: instant(0, -2), lastChangeAt: instant(-9), checks7d: 340, failures7d: 41, circuit: 'open', lastProblem: 'timeout' } },
  { id: 'komuna-shembull', name: 'Komuna shembull', kind: 'portal-by-number', baseUrl: 'http://localhost:8086/komuna', firstNumber: 1, opening: 'automatic', institution: 'mapl', paused: true, version: 1, health: { lastCheckedAt: null, lastChangeAt: null, checks7d: 0, failures7d: 0, circuit: 'closed', lastProblem: null } },
  { id: 'ministria-shembull', name: 'Ministria shembull', kind: 'portal-by-number', baseUrl: 'http://localhost:8086/ministria', firstNumber: 1, opening: 'after-review', institution: 'md', paused: false, version: 2, health: { lastCheckedAt: instant(0, -0.05), lastChangeAt: instant(-15), checks7d: 2016, failures7d: 0, circuit: 'closed', lastProblem: null, found7d: 0, quiet: { since: date(-15), days: 15, usually: 2, sentence: 'Asgjë e re prej 15 ditësh, ndonëse zakonisht sjell diçka çdo 2 ditë: ju lutemi shikojeni vetë faqen.' } } },
];

export const workingGroups: WorkingGroup[] = [
  { id: 'participation', names: { sq: 'Pjesëmarrja në politika dhe ligje', sr: 'Učešće u politikama i zakonima', en: 'Participation in policies and laws' }, purpose: { sq: 'Konsultime me kohë, me përgjigje për çdo koment.', sr: 'Pravovremene konsultacije, s odgovorom na svaki komentar.', en: 'Consultations in good time, with an answer to every comment.' }, coordinator: { id: 'arta', name: 'Arta Shembulli-Krasniqi' }, memberCount: 14, campaignCount: 2 },
  { id: 'public-services', names: { sq: 'Kontraktimi i shërbimeve publike', sr: 'Ugovaranje javnih usluga', en: 'Contracting of public services' }, purpose: { sq: 'Kushte të drejta kur organizatat ofrojnë shërbime publike.', sr: 'Pravični uslovi kad organizacije pružaju javne usluge.', en: 'Fair terms where organisations provide public services.' }, coordinator: null, memberCount: 8, campaignCount: 1 },
  { id: 'public-funding', names: { sq: 'Financimi publik', sr: 'Javno finansiranje', en: 'Public funding' }, purpose: { sq: 'Kritere të qarta e publike për çdo grant.', sr: 'Jasna i javna merila za svaki grant.', en: 'Clear and public criteria for every grant.' }, coordinator: { id: 'milica', name: 'Milica Primerović' }, memberCount: 11, campaignCount: 1 },
  { id: 'volunteering', names: { sq: 'Vullnetarizmi', sr: 'Volontiranje', en: 'Volunteering' }, purpose: { sq: 'Puna vullnetare e njohur dhe e mbrojtur.', sr: 'Priznat i zaštićen volonterski rad.', en: 'Voluntary work that is recognised and protected.' }, coordinator: null, memberCount: 5, campaignCount: 0 },
];

export const campaigns: Campaign[] = [
  {
    id: 'kohe-e-mjaftueshme', group: 'participation', title: 'Kohë e mjaftueshme për konsultim', goal: 'Asnjë projektakt nuk miratohet pa së paku pesëmbëdhjetë ditë pune konsultimi dhe pa përgjigje për çdo koment.', status: 'running', targetInstitution: 'zkm', version: 7,
    asks: ['Afati minimal prej 15 ditësh pune të shkruhet në rregullore pa përjashtime të papërcaktuara', 'Çdo koment të marrë përgjigje me shkrim brenda 30 ditësh', 'Versioni i ndryshuar i projektaktit të publikohet me shenja'],
    milestones: [
      { id: 'm1', title: 'Analiza e 50 konsultimeve të fundit', due: date(-40), done: true, doneOn: date(-43) },
      { id: 'm2', title: 'Takimi me Zyrën për Qeverisje të Mirë', due: date(-6), done: false, doneOn: null },
      { id: 'm3', title: 'Propozimi i rregullores i dorëzuar', due: date(30), done: false, doneOn: null },
    ],
    consultations: [{ id: 'projektligji-shoqatat', title: 'Projektligji për shoqatat dhe fondacionet', stage: 'open', deadline: deadlineIn(3), commentCount: 6, concerned: 412, handedOver: 409 }],
  },
  { id: 'pergjigje-me-shkrim', group: 'participation', title: 'Përgjigje me shkrim për çdo koment', goal: 'Ministria përgjigjet për çdo koment me arsye.', status: 'won', targetInstitution: 'md', version: 3, asks: ['Raport publik pas çdo konsultimi'], milestones: [{ id: 'm4', title: 'Raporti i parë i publikuar', due: date(-90), done: true, doneOn: date(-92) }], consultations: [] },
  { id: 'sherbime-sociale', group: 'public-services', title: 'Kontrata trevjeçare për shërbimet sociale', goal: 'Komunat kontraktojnë shërbimet sociale për së paku tri vjet.', status: 'planned', targetInstitution: 'mfpt', version: 1, asks: ['Kontrata për tri vjet', 'Indeksimi i çmimit'], milestones: [], consultations: [] },
  { id: 'javna-merila', group: 'public-funding', title: 'Javna merila za javni novac', goal: 'Svaki javni poziv ima objavljena merila, bodove i obrazloženje.', status: 'paused', targetInstitution: 'mfpt', version: 2, asks: ['Objavljivanje bodova po merilima', 'Prigovor u roku od 15 dana'], milestones: [{ id: 'm5', title: 'Zajednički predlog izmena uredbe', due: date(18), done: false, doneOn: null }], consultations: [{ id: 'uredba-finansiranje', title: 'Nacrt uredbe o merilima i postupku javnog finansiranja organizacija civilnog društva', stage: 'open', deadline: deadlineIn(7), commentCount: 1, concerned: 380, handedOver: 380 }] },
];

export const log: Record<string, LogEntry[]> = {
  'kohe-e-mjaftueshme': [
    { id: 'l4', at: instant(-1, -4), kind: 'comment', text: { sq: 'U dërgua komenti K-2026-0001-0006.', sr: 'Poslat je komentar K-2026-0001-0006.', en: 'Comment K-2026-0001-0006 was submitted.' }, actor: null },
    { id: 'l3', at: instant(-12, 1), kind: 'alerted', text: { sq: 'Njoftimet: prek 412 persona, 409 të dorëzuara, 3 të dështuara', sr: 'Obaveštenja: tiče se 412 osoba, 409 predato, 3 neuspelo', en: 'Alerts: 412 people concerned, 409 handed over, 3 failed' }, actor: null },
    { id: 'l2', at: instant(-12), kind: 'consultation-opened', text: { sq: 'U hap konsultimi: Projektligji për shoqatat dhe fondacionet', sr: 'Otvorena konsultacija: Projektligji për shoqatat dhe fondacionet', en: 'Consultation opened: Projektligji për shoqatat dhe fondacionet' }, actor: null },
    { id: 'l1', at: instant(-60), kind: 'note', text: 'Takimi i parë i grupit: u ndanë detyrat për analizën.', actor: 'arta' },
  ],
};

export const alerts: Alert[] = [
  { id: 'alert-3', kind: 'consultation-opened', consultationId: 'kodi-procedura', title: 'Projektkodi i procedurës administrative', createdAt: instant(0, -0.01), completedAt: null, concerned: 1204, totals: { email: { waiting: 310, sending: 12, 'handed-over': 871, 'not-sent': 11 }, sms: { waiting: 40, 'handed-over': 61 } } },
  { id: 'alert-2', kind: 'consultation-opened', consultationId: 'uredba-finansiranje', title: 'Nacrt uredbe o merilima i postupku javnog finansiranja organizacija civilnog društva', createdAt: instant(-8), completedAt: instant(-8, 0.01), concerned: 380, totals: { email: { 'handed-over': 380 }, sms: { 'handed-over': 44 } } },
  { id: 'alert-1', kind: 'consultation-opened', consultationId: 'projektligji-shoqatat', title: 'Projektligji për shoqatat dhe fondacionet', createdAt: instant(-12), completedAt: instant(-12, 0.01), concerned: 412, totals: { email: { 'handed-over': 409, failed: 2, 'not-sent': 1 }, sms: { delivered: 36, 'handed-over': 5, failed: 1 } } },
];

/** What stands in the inbox and is about no draft. */
export const inboxMessages = [
  { id: 'mine-circular-1', alertId: 'circular-1', consultationId: null, kind: 'circular', title: 'Takimi i rrjetit të hënën', createdAt: instant(-13), state: 'handed-over', text: 'Takohemi të hënën në orën 10.\n\nSillni vërejtjet tuaja për projektligjin.' },
];

const names = ['Arta Shembulli-Krasniqi', 'Milica Primerović', 'Blerim Provuesi', 'Besa Dukati', 'Jovana Uzorak', 'Valon Rasti', 'Teuta Mostra', 'Luan Ndodhia', 'Ana Probić', 'Gëzim Çështja'];

export const deliveries: Delivery[] = Array.from({ length: 74 }, (_, index) => {
  const failed = index === 3 || index === 17;
  const sms = index % 9 === 4;
  return {
    id: `delivery-${index}`, personId: `p${index}`, personName: index < 10 ? names[index]! : `${names[index % 10]} ${index}`, channel: sms ? 'sms' : 'email', address: sms ? `+383•••${String(index).padStart(2, '0')}` : 'p•••@example.org',
    language: ['sq', 'sr', 'en'][index % 3]!, state: failed ? 'failed' : index === 21 ? 'not-sent' : sms ? 'delivered' : 'handed-over', attempts: failed ? 5 : 1,
    lastError: index === 3 ? 'Nuk ka askënd në këtë adresë.' : index === 17 ? 'Kutia postare është plot.' : index === 21 ? 'Personi e ka fikur këtë kanal.' : null, createdAt: instant(-12), handedOverAt: failed || index === 21 ? null : instant(-12, 0.002),
  };
});

export const providers: Providers = {
  providers: [
    { channel: 'email', name: 'smtp', share: 2, restingShare: 50, condition: 'unwell', calls: 41, failed: 12, slow: 3, lastError: 'No connection to relay.example.org:25', lastErrorAt: instant(0, -0.02), receipts: false, due: 0, unanswered: 0, tls: 'from-start', session: null },
    { channel: 'email', name: 'smtp-2', share: 98, restingShare: 50, condition: 'well', calls: 812, failed: 0, slow: 0, lastError: null, lastErrorAt: null, receipts: false, due: 0, unanswered: 0, tls: 'optional', session: null },
    { channel: 'sms', name: 'sms', share: 60, restingShare: 60, condition: 'well', calls: 61, failed: 0, slow: 0, lastError: null, lastErrorAt: null, receipts: true, due: 240, unanswered: 9, tls: null, session: null },
    { channel: 'sms', name: 'smpp', share: 40, restingShare: 40, condition: 'well', calls: 38, failed: 0, slow: 0, lastError: null, lastErrorAt: null, receipts: true, due: 120, unanswered: 2, tls: null, session: 'away' },
  ],
  budget: { month: '2026-11', segments: 4_120, price: 0.04, spent: 164.8, limit: 200, warning: true },
  trial: { enabled: true, people: 3 },
};

export const suppressions: Suppression[] = [
  { channel: 'email', address: 'drejtoria@example.org', why: 'hard-bounce', since: instant(-2), detail: '5.1.1 smtp; 550 5.1.1 User unknown', personId: 'p3', by: null },
  { channel: 'sms', address: '+38343900117', why: 'stop', since: instant(-5), detail: 'STOP', personId: null, by: null },
  { channel: 'email', address: 'zyra@example.org', why: 'complaint', since: instant(-9), detail: 'abuse', personId: 'p8', by: null },
  { channel: 'email', address: 'info@example.org', why: 'staff', since: instant(-20), detail: null, personId: null, by: 'drita' },
];

export const settings: Record<string, AlertSettings> = {};

const subscribed: Record<string, Subscriptions> = {};
/** What somebody has subscribed to: what everybody has, and one by words. */
export function subscriptionsOf(person: string): Subscriptions {
  const plain = { match: 'any', institutions: [], actKinds: [], fields: [], words: [], inText: false, consultationId: null, regions: [], campaigns: [], groups: [], unsorted: true, language: null } as const;
  return subscribed[person] ??= {
    email: true, sms: false, zone: 'Europe/Belgrade', quiet: null, most: 20, own: true, setBy: [],
    subscriptions: [
      { ...plain, institutions: [], actKinds: [], fields: [], words: [], regions: [], campaigns: [], groups: [], id: 'standard', name: '', scope: 'organisation-fields', frequency: 'at-once', ways: ['email', 'sms'] },
      { ...plain, institutions: ['md'], actKinds: ['law'], fields: [], words: ['prokurim', 'javne nabavke'], inText: true, regions: ['prizren'], campaigns: ['kohe-e-mjaftueshme'], groups: [], id: 'my-words', name: 'Prokurimi publik', scope: 'chosen', frequency: 'weekly', ways: ['email'] },
    ],
  };
}
export const defaultSettings: AlertSettings = { email: true, sms: false, scope: 'organisation-fields', fields: [], institutions: [] };
/** What the links of invented mails open. */
export function openings(): Record<string, Preferences> {
  const plain = { match: 'any', institutions: [], actKinds: [], fields: [], words: [], inText: false, consultationId: null, regions: [], campaigns: [], groups: [], unsorted: true, language: null } as const;
  return {
    'good-token': {
      address: 'a•••@example.org', reader: 'network', email: true, sms: false, smsPossible: true, silence: false, language: 'sq', zone: 'Europe/Belgrade', quiet: { from: '22:00', to: '07:00', email: false }, setBy: [],
      subscriptions: [
        { ...plain, institutions: [], actKinds: [], fields: [], words: [], regions: [], campaigns: [], groups: [], id: 'standard', name: '', scope: 'organisation-fields', frequency: 'at-once', ways: ['email'] },
        { ...plain, institutions: ['md'], actKinds: ['law'], fields: [], words: ['prokurim', 'javne nabavke'], inText: true, regions: ['prizren'], campaigns: ['kohe-e-mjaftueshme'], groups: [], id: 'my-words', name: 'Prokurimi publik', scope: 'chosen', frequency: 'weekly', ways: ['email'] },
      ],
    },
    'public-token': {
      address: 'q•••@example.org', reader: 'public', email: true, sms: false, smsPossible: false, silence: false, language: 'sq', zone: 'Europe/Belgrade', quiet: null, setBy: [],
      subscriptions: [{ ...plain, institutions: [], actKinds: [], fields: ['education'], words: ['arsim'], regions: [], campaigns: [], groups: [], id: 'p-1', name: '', scope: 'chosen', frequency: 'daily', ways: ['email'] }],
    },
  };
}
export const consent = {
  sq: 'Dua të marr e-maile për konsultimet publike sipas zgjedhjes këtu. CiviKos ruan adresën time të e-mailit, zgjedhjen time dhe kur e nga ku (si kod) kam dhënë pëlqimin, derisa ta ndal.',
  sr: 'Želim imejlove o javnim raspravama prema ovom izboru. CiviKos čuva moju imejl adresu, moj izbor, i kada i odakle (kao šifru) sam pristao ili pristala, dok to ne prekinem.',
  en: 'I want e-mails about public consultations as chosen here. CiviKos keeps my e-mail address, what I chose, and when and from where (as a code) I agreed, until I stop.',
};
export const readers: Reader[] = ['qytetare', 'lexues', 'novinarka'].map((name, index) => ({
  id: `public:${index}`, address: `${name}@example.org`, language: 'sq', since: instant(-20 + index),
  proofs: [{
    requestedAt: instant(-20 + index, -1), from: 'ipv4:5b0c7712aa90d34e81f26c05', wording: '3f1c02aa7d90', text: consent.sq, language: 'sq', confirmedAt: instant(-20 + index), confirmedFrom: 'ipv4:5b0c7712aa90d34e81f26c05',
    asked: { scope: 'chosen', match: 'any', institutions: [], actKinds: [], fields: ['education'], words: ['arsim'], inText: true, frequency: 'daily', consultationId: null },
  }],
}));
export const performance: Performance = {
  at: instant(0),
  days: Array.from({ length: 30 }, (_, back) => ({
    day: instant(-back).slice(0, 10),
    channels: back % 3 === 1 ? [] : [
      { channel: 'email', accepted: 10_214 - back * 31, handedOver: 10_209 - back * 31, within10s: 0.9989 - back * 0.0002, medianSeconds: 1.4 + back / 20, p95Seconds: 4.3 + back / 10, deliveredShare: null },
      { channel: 'sms', accepted: 412, handedOver: 409, within10s: 0.9927, medianSeconds: 2.1, p95Seconds: 6.8, deliveredShare: 0.962 },
    ],
  })),
};
/** What the publisher of an invented draft changed. */
export const versions: Record<string, Versions> = {
  'projektligji-shoqatat': {
    current: 2,
    versions: [{ version: 1, since: instant(-12), articleCount: 11, changedArticles: 0, current: false }, { version: 2, since: instant(-4, -3), articleCount: 12, changedArticles: 4, current: true }],
    changes: [
      { number: 4, at: instant(-1), kinds: ['page-back', 'title-changed'], version: 2, previousVersion: 2, changedArticles: 0, copies: [], problem: null, title: { before: 'Projektligji për shoqatat', after: 'Projektligji për shoqatat dhe fondacionet' } },
      { number: 3, at: instant(-2), kinds: ['page-gone'], version: 2, previousVersion: 2, changedArticles: 0, copies: [], problem: null, title: null },
      {
        number: 2, at: instant(-4, -3), kinds: ['file-replaced', 'text-changed'], version: 2, previousVersion: 1, changedArticles: 4, problem: null, title: null,
        copies: [{
          before: { id: 'd1-old', label: 'Projektligji për shoqatat dhe fondacionet', fileName: 'projektligji-shoqatat.docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: 181_004, sha256: '5f2b'.repeat(16), fetchedAt: instant(-12), url: 'http://localhost:8086/files/projektligji-shoqatat.docx' },
          after: { id: 'd1', label: 'Projektligji për shoqatat dhe fondacionet', fileName: 'projektligji-shoqatat.docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: 184_320, sha256: 'c07e'.repeat(16), fetchedAt: instant(-4, -3), url: 'http://localhost:8086/files/projektligji-shoqatat.docx' },
        }],
      },
    ],
  },
};

export const differences: Record<string, Difference> = {
  'projektligji-shoqatat': {
    from: 1, to: 2, changedArticles: 4,
    articles: [
      { kinds: ['added'], before: null, after: { node: 'art_3', kind: 'article', number: '3', heading: 'Përkufizimet' }, heading: [{ op: 'insert', text: 'Përkufizimet' }], text: [{ op: 'insert', text: '1. Shprehjet e përdorura në këtë ligj kanë kuptimin që vijon.' }] },
      { kinds: ['changed', 'renumbered'], before: { node: 'art_4', kind: 'article', number: '4', heading: 'Regjistrimi' }, after: { node: 'art_5', kind: 'article', number: '5', heading: 'Regjistrimi' }, heading: [{ op: 'equal', text: 'Regjistrimi' }], text: [{ op: 'equal', text: '1. Ministria vendos brenda ' }, { op: 'delete', text: 'tridhjetë (30)' }, { op: 'insert', text: 'pesëmbëdhjetë (15)' }, { op: 'equal', text: ' ditëve nga pranimi i kërkesës.' }] },
      { kinds: ['removed'], before: { node: 'art_9', kind: 'article', number: '9', heading: 'Gjobat' }, after: null, heading: [{ op: 'delete', text: 'Gjobat' }], text: [{ op: 'delete', text: '1. Shoqata që nuk raporton dënohet me gjobë.' }] },
      { kinds: ['moved'], before: { node: 'art_10', kind: 'article', number: '10', heading: 'Raportimi' }, after: { node: 'art_10', kind: 'article', number: '10', heading: 'Raportimi' }, heading: [{ op: 'equal', text: 'Raportimi' }], text: [{ op: 'equal', text: '1. Shoqata raporton çdo vit.' }] },
    ],
  },
};
export { instant };

export const commentSettings = { visibility: 'network' as 'network' | 'all' | 'nobody', late: 'refuse' as 'refuse' | 'queue' | 'mark', commentRightSubmits: false, orphans: 1 };
export const commentDrafts: Comment[] = [
  {
    id: 'draft-1', reference: null, consultation: 'projektligji-shoqatat', node: 'art_6', kind: 'change', importance: 'important', text: 'Kapitali i kërkuar është i tepërt për shoqatat e vogla.', proposedWording: 'Kërkesës i bashkëngjitet statuti dhe lista e themeluesve.',
    justification: 'Shoqatat e vogla nuk kanë kapital.', organisation: { id: 'qendra-arberia', name: 'Qendra për Pjesëmarrje Qytetare Arbëria' }, status: 'in-review', submittedAt: null, mine: true,
    history: [{ act: 'drafted', at: instant(-2), note: null, mine: false }, { act: 'review-asked', at: instant(-1), note: 'A është e qartë?', mine: false }],
  },
];
export const commentQueues: Record<'orphans' | 'late', Comment[]> = {
  orphans: [{
    id: 'orphan-1', reference: 'K-2026-0001-0031', node: null, kind: 'delete', importance: 'minor', text: 'Ky paragraf duhet hequr.', proposedWording: null, justification: 'Përsërit nenin 3.', organisation: { id: 'qendra-arberia', name: 'Qendra për Pjesëmarrje Qytetare Arbëria' },
    status: 'submitted', submittedAt: instant(-3), mine: false, place: { version: 2, confidence: 0, how: null, orphan: 'deleted', movedFrom: 'art_9' },
  }],
  late: [],
};
export const notRelevant: string[] = [];
export const missedReminders = [
  { id: 'missed-1', consultationId: 'projektligji-shoqatat', title: 'Projektligji për shoqatat dhe fondacionet', step: 'three-days', dueAt: instant(-0.3), deadlineAt: instant(3) },
];

export const lateSummaries = [{ id: 'late-1', at: instant(0), to: instant(1), people: 14 }];
export const staffNotices = [
  { id: 'notice-1', at: instant(-1), subject: 'Një njoftim nuk ka arritur askënd: Projektligji për shoqatat', text: 'Njoftimi duhej dërguar para 17 minutash. Ai i takon 12 personave dhe deri tani nuk ka arritur askënd.\n\nShikoni së pari ofruesit, pastaj njoftimin: http://localhost:5173/deliveries/a-1' },
];
export const organisationHours: { zone: string; quiet: Subscriptions['quiet'] } = { zone: 'Europe/Belgrade', quiet: null };
export const organisationDefaults: ({ id: string } & Record<string, unknown>)[] = [
  { id: 'default-1', name: '', scope: 'organisation-fields', match: 'any', institutions: [], actKinds: [], fields: [], words: [], inText: false, consultationId: null, regions: [], campaigns: [], groups: [], unsorted: true, frequency: 'daily', ways: ['email', 'inbox'], language: null },
];

/** Alerts of mine that are read. */
export const readAlerts: string[] = [];

export const notes = [
  { id: 'note-0001', consultation: 'projektligji-shoqatat', node: 'art_5', comment: null as string | null, text: 'Ministria e ka premtuar me gojë afatin prej dhjetë ditësh; të përmendet në takim.', at: instant(-1), changed: false, mine: true },
] as { id: string; consultation: string; node: string | null; comment: string | null; text: string; at: string; changed: boolean; mine: boolean }[];

const planned = (id: string, title: string, by: string, actKind: PlanEntry['actKind'], year: number, quarter: number, more: Partial<PlanEntry> = {}): PlanEntry => ({
  id, year, quarter, quarterEndOn: `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]!}`, title, actKind, institution: institution(by), fields: ['civil-society'], reference: null, stage: 'planned', overdue: false,
  consultation: null, dropped: null, version: 1, perhapsPublished: false, linkedByItself: false, ...more,
});
export const plan: PlanEntry[] = [
  planned('plan-1', 'Projektligji për vullnetarizmin', 'mkrs', 'law', 2026, 3, { overdue: true, reference: 'PL-14/2026' }),
  planned('plan-2', 'Projektligji për shoqatat dhe fondacionet', 'md', 'law', 2026, 4),
  planned('plan-3', 'Nacrt uredbe o javnom finansiranju', 'mfpt', 'regulation', 2026, 4, { stage: 'open', linkedByItself: true, consultation: { id: 'uredba-finansiranje', title: 'Nacrt uredbe o merilima', stage: 'open', openedAt: instant(-8) } }),
  planned('plan-5', 'Projektligji për pyjet dhe zonat e mbrojtura', 'mmphi', 'law', 2026, 3, { perhapsPublished: true }),
  planned('plan-4', 'Programi i hequr nga plani', 'msh', 'programme', 2026, 2, { stage: 'dropped', dropped: 'Qeveria e hoqi nga plani.' }),
];
export const likely: Likely = { id: 'projektligji-shoqatat', title: 'Projektligji për pyjet', likeness: 0.67, consultation: { id: 'projektligji-shoqatat', title: 'Projektligji për pyjet', stage: 'open', openedAt: instant(-3) } };
export const rules: Rule[] = [
  { id: 'grk-05-2016-period', code: 'consultation-period', value: 15, unit: 'working-days', firstDayCounts: true, validFrom: '2017-01-01', validTo: null, version: 0, ...rule },
  { id: 'grk-05-2016-meeting-notice', code: 'meeting-notice', value: null, unit: 'working-days', firstDayCounts: false, validFrom: '2017-01-01', validTo: null, version: 0, ...rule },
  { id: 'grk-05-2016-report', code: 'report-after-close', value: 30, unit: 'working-days', firstDayCounts: false, validFrom: '2017-01-01', validTo: null, version: 0, ...rule },
];
export const stepDays: StepDays = { workingDays: { 'draft': 7, 'review': 5, 'sign-off': 3, 'network-position': 1 }, time: '16:00' };
const same = (text: string): AppliedPiece => ({ op: 'equal', text, order: -1 });
const inLaw = (id: string, number: string, rest: Partial<AppliedElement>): AppliedElement => ({ id, kind: 'article', number, heading: null, parent: null, state: 'same', text: [], orders: [], ...rest });

export const applied: Applied = {
  law: { id: 'law-900', title: 'Ligji për shoqatat e provës', number: '09/L-900', uploaded: true, linkedBy: 'number' },
  language: 'sq', applied: 3, notApplied: 1,
  elements: [
    inLaw('law_1', '1', { heading: 'Qëllimi', text: [same('Ky ligj përcakton themelimin e shoqatave të provës.')] }),
    inLaw('law_5', '5', { heading: 'Regjistrimi', state: 'same' }),
    inLaw('law_5__par_2', '2', { kind: 'paragraph', parent: 'law_5', state: 'changed', text: [same('Organi vendos brenda '), { op: 'delete', text: 'tridhjetë', order: 0 }, { op: 'insert', text: 'dhjetë', order: 0 }, same(' ditësh.')] }),
    inLaw('new_1', '5A', { state: 'added', text: [{ op: 'insert', text: 'Vendimi i dorëzohet palës.', order: 2 }], orders: [2] }),
    inLaw('law_7', '7', { heading: 'Gjobat', state: 'deleted', text: [{ op: 'delete', text: 'Për shkelje shqiptohet gjobë.', order: 1 }], orders: [1] }),
  ],
  orders: [
    { node: 'art_5__par_2', said: 'Në nenin 5, paragrafi 2, fjala “tridhjetë” zëvendësohet me fjalën “dhjetë”.', article: '5', target: 'law_5__par_2', reason: null },
    { node: 'art_9__par_2', said: 'Neni 7 fshihet.', article: '7', target: 'law_7', reason: null },
    { node: 'art_9__par_3', said: 'Pas nenit 5 shtohet neni 5A.', article: '5', target: 'new_1', reason: null },
    { node: 'art_5__par_3', said: 'Në nenin 99, fjala “asgjë” fshihet.', article: '99', target: null, reason: 'article-missing' },
  ],
};

/** What belongs to "arsim". */
export const related = [
  { word: 'shkollim', shown: 'shkollim', language: 'sq', why: 'synonym', drafts: 0 },
  { word: 'obrazovanj', shown: 'obrazovanje', language: 'sr', why: 'translation', drafts: 3 },
  { word: 'education', shown: 'education', language: 'en', why: 'translation', drafts: 1 },
  { word: 'mësimdhënës', shown: 'mësimdhënës', language: 'sq', why: 'narrower', drafts: 2 },
];

/** Whose own addresses are stopped, by person. */
export const stopped: Record<string, Stopped[]> = {
  besnik: [{ channel: 'email', address: 'besnik@example.org', why: 'hard-bounce', since: instant(-2), lift: 'mail' }, { channel: 'sms', address: '+38343900117', why: 'stop', since: instant(-5), lift: 'self' }],
};
const none = (channel: Obstacle['channel']): Obstacle => ({ channel, why: 'no-address', address: null, stoppedBy: null, since: null });
const ofSms = (why: Obstacle['why'], address: string): Obstacle => ({ channel: 'sms', why, address, stoppedBy: null, since: null });
const halted = (channel: Obstacle['channel'], address: string, stoppedBy: Obstacle['stoppedBy'], days: number): Obstacle => ({ channel, why: 'stopped', address, stoppedBy, since: instant(-days) });
const outOf = (organisationId: string, personId: string, name: string | null, ...obstacles: Obstacle[]): OutOfReach =>
  ({ organisationId, organisationName: organisations.find(one => one.id === organisationId)!.name, personId, name, obstacles });
/** Whom nothing reaches, in the order of the list. */
export const outOfReach: OutOfReach[] = [
  outOf('instituti-sundimi', 'p31', 'Valon Rasti', halted('email', 'v•••@example.org', 'soft-bounces', 12), none('sms')),
  outOf('mjedisi-im', 'p22', 'Luan Ndodhia', { channel: 'email', why: 'off', address: 'l•••@example.org', stoppedBy: null, since: null }, ofSms('off', '+383•••22')),
  outOf('omladinski-klub', 'p24', 'Jovana Uzorak-Stojanović', none('email'), ofSms('invalid', '•••')),
  outOf('omladinski-klub', 'p25', 'Milica Primerović', halted('email', 'm•••@example.org', 'complaint', 30), ofSms('country', '+880•••78')),
  outOf('qendra-arberia', 'p3', 'Njomza Berisha', halted('email', 'n•••@example.org', 'hard-bounce', 2), halted('sms', '+383•••17', 'stop', 5)),
  outOf('qendra-arberia', 'p8', 'Mentor Krasniqi', none('email'), none('sms')),
  outOf('gruaja-e-re', 'p3', 'Njomza Berisha', halted('email', 'n•••@example.org', 'hard-bounce', 2), halted('sms', '+383•••17', 'stop', 5)),
  outOf('gruaja-e-re', 'p9', null, none('email'), none('sms')),
];
export const unreachable: Unreachable[] = [
  { personId: 'p3', name: 'Njomza Berisha', channel: 'sms', address: '+383•••17', why: 'stop', since: instant(-5), others: true },
  { personId: 'p8', name: 'Mentor Krasniqi', channel: 'email', address: 'm•••@example.org', why: 'hard-bounce', since: instant(-9), others: false },
];
