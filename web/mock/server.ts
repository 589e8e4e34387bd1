// Answers like the services behind the gateway, from memory. For development, tests and screenshots; never part of the built app.
import * as mockTemplates from './templates';
import type { Comment, Consultation } from '../src/features/consultations/api/types';
import * as data from './data';
import * as holidays from './holidays';
import * as institutions from './institutions';
import * as repairs from './repair';
import * as sending from './sending';
import { LEDGER_DRAFT, ledger, ledgerGroups, ledgerPeople } from './ledger';

export type MockRequest = { method: string; url: string; headers: Record<string, string>; body?: string };
export type MockResponse = { status: number; headers?: Record<string, string>; body?: unknown; delayMs?: number };

type Context = { path: string; query: URLSearchParams; person: string | null; body: Record<string, unknown>; headers: Record<string, string>; parts: string[]; language: 'sq' | 'sr' | 'en' };
type Handler = (context: Context) => MockResponse;
type Route = [method: string, pattern: RegExp, handler: Handler];

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): MockResponse => ({ status, body, headers });
const problem = (status: number, code: string, title: string, detail: string, errors: { pointer: string; code: string; detail: string }[] = []): MockResponse =>
  json({ type: `https://civikos.example.org/problems/${code}`, title, status, detail, code, errors }, status, { 'Content-Type': 'application/problem+json' });

const say = (language: Context['language'], sq: string, sr: string, en: string) => ({ sq, sr, en })[language];

function inbox() {
  return { unread: data.alerts.filter(alert => !data.readAlerts.includes(`mine-${alert.id}`)).length + data.inboxMessages.filter(item => !data.readAlerts.includes(item.id)).length, more: false, upTo: '1970-01-01T00:00:00Z', read: data.readAlerts };
}

function page<T>(items: T[], query: URLSearchParams): MockResponse {
  const limit = Math.min(Number(query.get('limit') ?? 50), 200);
  const start = Number(query.get('cursor') ?? 0);
  const next = start + limit < items.length ? String(start + limit) : null;
  return json({ items: items.slice(start, start + limit), next });
}

const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('đ', 'dj');
const signedIn = (handler: Handler): Handler => context => context.person ? handler(context)
  : problem(401, 'sign-in-required', 'Sign in', say(context.language, 'Hyni për të vazhduar.', 'Prijavite se da biste nastavili.', 'Sign in to go on.'));
/** Whether somebody without a name may read comments is a setting. */
const readers = (handler: Handler): Handler => context => data.commentSettings.visibility === 'all' ? handler(context) : signedIn(handler)(context);
const staff = (handler: Handler): Handler => signedIn(context => data.people[context.person!]?.roles.includes('secretariat') ? handler(context)
  : problem(403, 'forbidden', 'Forbidden', say(context.language, 'Kjo pjesë është për sekretariatin.', 'Ovaj deo je za sekretarijat.', 'This part is for the secretariat.')));
const notFound = (language: Context['language']) => problem(404, 'not-found', say(language, 'Nuk u gjet', 'Nije nađeno', 'Not found'), say(language, 'Ajo që kërkoni nuk ekziston.', 'Ono što tražite ne postoji.', 'What you look for does not exist.'));
const summary = (item: Consultation) => {
  const { description: _d, officerName: _o, documents: _docs, warnings: _w, steps: _s, period: _p, report: _r, ...rest } = item;
  return rest;
};

/** Comments on a part come under the name that it has in all versions of its act. */
function threadOf(consultation: string, node: unknown): unknown {
  return data.structures[consultation]?.nodes.find(one => one.id === node)?.thread ?? node;
}

function stance(parts: string[], person: string, wanted: 'endorse' | 'oppose' | null, reason: string | null = null): MockResponse {
  const found = (data.comments[parts[0]!] ?? []).find(item => item.id === parts[1])!;
  const mandate = data.people[person]!.mandates.find(item => item.organisationId === parts[2])!;
  found.stances = [...(found.stances ?? []).filter(item => item.organisation.id !== parts[2]),
    ...(wanted ? [{ organisation: { id: mandate.organisationId, name: mandate.organisationName }, stance: wanted, reason, at: new Date().toISOString(), mine: true }] : [])];
  found.endorsed = found.stances.filter(item => item.stance === 'endorse').length;
  found.opposed = found.stances.length - found.endorsed;
  return json(found);
}

const calendarLinks: Record<string, string> = {};
const subscriptions = (person: string) => json(data.subscriptionsOf(person), 200, { ETag: '"1"' });

const openings = data.openings();
const silence: Record<string, boolean> = {};
const preferences = (token: string) => json(openings[token], 200, { ETag: '"1"' });
const badLink = (language: Context['language']) => problem(404, 'link-not-good', 'Link', say(language, 'Kjo lidhje nuk funksionon më.', 'Ova veza više ne radi.', 'This link does not work any more.'));

const nameTaken = (language: Context['language']) => {
  const detail = say(language, 'Një institucion tjetër e ka këtë emër në të njëjtën kohë.', 'Druga institucija u isto vreme ima ovaj naziv.', 'Another institution has this name at the same time.');
  return problem(409, 'institution-name-taken', 'Taken', detail, [{ pointer: '/names/sq', code: 'institution-name-taken', detail }]);
};

const routes: Route[] = [
  ['GET', /^\/api\/session$/, ({ person }) => json({ signedIn: person !== null, personId: person, csrfHeader: 'X-XSRF-TOKEN' }, 200, { 'Set-Cookie': 'XSRF-TOKEN=mock-token; Path=/; SameSite=Lax' })],
  ['GET', /^\/api\/people\/me$/, signedIn(({ person }) => json(data.people[person!]))],
  ['PATCH', /^\/api\/people\/me$/, signedIn(({ person, body }) => {
    Object.assign(data.people[person!]!, body, body['phone'] === '' ? { phone: null } : {});
    return json(data.people[person!]);
  })],
  ['GET', /^\/api\/people\/([^/]+)$/, signedIn(({ parts, language }) => data.people[parts[0]!] ? json(data.people[parts[0]!]) : notFound(language))],
  ['GET', /^\/api\/people$/, signedIn(({ query }) => {
    const organisation = query.get('organisation');
    return page(Object.values(data.people).filter(person => !organisation || person.mandates.some(mandate => mandate.organisationId === organisation)), query);
  })],
  ['GET', /^\/api\/municipalities$/, () => json({ items: data.municipalities })],
  ['GET', /^\/api\/institutions$/, () => json({ items: institutions.items })],
  ['GET', /^\/api\/institutions\/history$/, staff(() => json({ items: institutions.history }))],
  ['PUT', /^\/api\/institutions\/([^/]+)$/, staff(({ parts, body, person, language }) => institutions.taken(parts[0]!, body['names'] as object) ? nameTaken(language)
    : json(institutions.put({ ...body, id: parts[0]! } as (typeof institutions.items)[number], person!), institutions.find(parts[0]!) ? 200 : 201))],
  ['PUT', /^\/api\/institutions\/([^/]+)\/names$/, staff(({ parts, body, person, language }) => institutions.taken(parts[0]!, body['names'] as object) ? nameTaken(language)
    : json(institutions.rename(institutions.find(parts[0]!)!, body['names'] as object, body['initials'] as string[], String(body['from']), person!)))],
  ['PUT', /^\/api\/institutions\/([^/]+)\/ending$/, staff(({ parts, body, person, language }) => {
    const one = institutions.find(parts[0]!)!;
    const successors = body['successors'] as string[];
    const detail = say(language, 'Një institucion nuk mund të bëhet pasardhës i vetvetes.', 'Institucija ne može da postane naslednica same sebe.', 'An institution cannot come to follow itself.');
    if (successors.some(id => one.predecessors.includes(id))) return problem(422, 'validation', 'Validation', detail, [{ pointer: '/successors/0', code: 'institution-follows-itself', detail }]);
    return json(institutions.end(one, String(body['lastDay']), successors, person!));
  })],
  ['DELETE', /^\/api\/institutions\/([^/]+)\/ending$/, staff(({ parts, person }) => json(institutions.end(institutions.find(parts[0]!)!, null, [], person!)))],
  ['DELETE', /^\/api\/institutions\/([^/]+)$/, staff(({ parts, person, language }) => {
    const one = institutions.find(parts[0]!)!;
    if (one.successors.length > 0 || data.consultations.some(item => item.institution.id === one.id)) return problem(409, 'institution-in-use', 'In use', say(language,
      'E përmend një projektakt, një konsultim, plani, një burim ose një institucion tjetër. Në vend të kësaj, shënoni kur ka përfunduar.',
      'Pominje je nacrt, konsultacija, plan, izvor ili druga institucija. Umesto toga navedite kada je prestala.',
      'A draft, a consultation, the plan, a source or another institution names it. Say when it ended instead.'));
    institutions.remove(one, person!);
    return { status: 204 };
  })],
  ['GET', /^\/api\/organisations$/, ({ query }) => page(data.organisations
    .filter(item => (!query.get('q') || plain(item.name).includes(plain(query.get('q')!))) && (!query.get('field') || item.fields.includes(query.get('field') as never)) && (!query.get('status') || item.status === query.get('status')))
    .sort((a, b) => a.name.localeCompare(b.name, 'sq', { numeric: true })), query)],
  ['GET', /^\/api\/organisations\/([^/]+)$/, ({ parts, language }) => {
    const found = data.organisations.find(item => item.id === parts[0]);
    return found ? json(found, 200, { ETag: `"${found.version}"` }) : notFound(language);
  }],
  ['PUT', /^\/api\/organisations\/([^/]+)\/suspension$/, staff(({ parts }) => {
    const found = data.organisations.find(item => item.id === parts[0])!;
    found.status = 'suspended';
    return json(found);
  })],
  ['DELETE', /^\/api\/organisations\/([^/]+)\/suspension$/, staff(({ parts }) => {
    const found = data.organisations.find(item => item.id === parts[0])!;
    found.status = 'active';
    return json(found);
  })],
  ['POST', /^\/api\/imports$/, staff(({ query, language }) => {
    const dryRun = query.get('dryRun') === 'true';
    const skip = query.get('skipErrors') === 'true';
    return {
      ...json({
        id: 'import-1', dryRun, kind: query.get('kind'), written: !dryRun, rows: 48, created: 41, updated: 3, unchanged: 2,
        errors: skip && !dryRun ? [] : query.get('kind') === 'representatives' ? query.has('oldNumbers') ? [] : [
          { row: 11, column: 'phone', code: 'old-phone', message: say(language, '“+377 44 900 123” është forma e vjetër; sot numri është +38344900123.', '„+377 44 900 123” je stari oblik; danas je to +38344900123.', '“+377 44 900 123” is the old form; today the number is +38344900123.') },
        ] : [
          { row: 7, column: 'municipality', code: 'unknown-municipality', message: say(language, 'Nuk ka komunë me emrin “Prishtinaa”.', 'Nema opštine pod imenom „Prishtinaa“.', 'There is no municipality named “Prishtinaa”.') },
          { row: 19, column: 'id', code: 'doubled', message: say(language, 'Kjo organizatë gjendet dy herë në skedar (edhe në rreshtin 4).', 'Ova organizacija je dva puta u datoteci (i u redu 4).', 'This organisation is in the file twice (also in row 4).') },
        ],
      }), delayMs: 300,
    };
  })],

  ['GET', /^\/api\/consultations$/, ({ query }) => {
    const stage = query.get('stage');
    const tab = query.get('tab');
    const under = (one: string) => one === 'open' ? 'open' : one === 'early' ? 'planned' : 'closed';
    const items = data.consultations.filter(item => (!stage || item.stage === stage) && (!tab || under(item.stage) === tab) && (!query.get('kind') || item.actKind === query.get('kind')) && (!query.get('institution') || item.institution.id === query.get('institution'))
      && (!query.get('field') || item.fields.includes(query.get('field') as never)) && (!query.get('q') || plain(item.title).includes(plain(query.get('q')!))));
    items.sort((a, b) => stage === 'open' || tab === 'open' || tab === 'planned' ? a.deadline.localeCompare(b.deadline) : b.deadline.localeCompare(a.deadline));
    return page(items.map(summary), query);
  }],
  ['GET', /^\/api\/consultations\/([^/]+)$/, ({ parts, language }) => {
    const found = data.consultations.find(item => item.id === parts[0]);
    const history = data.versions[parts[0]!];
    return found ? json({ ...found, structureVersion: history?.current ?? 1, publisherChanges: history?.changes[0]?.number ?? 0 }, 200, { ETag: `"${found.version}"` }) : notFound(language);
  }],
  ['GET', /^\/api\/plan-entries$/, ({ query }) => page(data.plan.filter(item => {
    const state = query.get('state');
    const fits = !state || (state === 'linked' ? item.consultation !== null : state === 'dropped' ? item.dropped !== null : item.consultation === null && item.dropped === null && (state !== 'overdue' || item.overdue) && (state !== 'perhaps-published' || item.perhapsPublished));
    return fits && (!query.get('year') || String(item.year) === query.get('year')) && (!query.get('institution') || item.institution.id === query.get('institution'))
      && (!query.get('kind') || item.actKind === query.get('kind')) && (!query.get('field') || item.fields.includes(query.get('field') as never)) && (!query.get('q') || plain(item.title).includes(plain(query.get('q')!)));
  }), query)],
  ['GET', /^\/api\/plan-entries\/([^/]+)\/suggestions$/, staff(({ parts }) => {
    const entry = data.plan.find(item => item.id === parts[0])!;
    return json({ items: data.consultations.filter(item => item.institution.id === entry.institution.id && item.stage === 'open').map(item => ({ consultation: { id: item.id, title: item.title, stage: item.stage, openedAt: item.openedAt }, likeness: 0.6 })), likely: entry.perhapsPublished ? data.likely : null });
  })],
  ['PUT', /^\/api\/plan-entries\/([^/]+)\/refusals\/([^/]+)$/, staff(({ parts }) => json(Object.assign(data.plan.find(item => item.id === parts[0])!, { perhapsPublished: false, overdue: true })))],
  ['PUT', /^\/api\/plan-entries\/([^/]+)\/consultation$/, staff(({ parts, body, language }) => {
    const entry = data.plan.find(item => item.id === parts[0])!;
    const found = data.consultations.find(item => item.id === body['consultation']);
    const detail = say(language, 'Kjo vlerë nuk njihet.', 'Ova vrednost nije poznata.', 'This value is not known.');
    if (!found) return problem(422, 'validation', 'Validation', detail, [{ pointer: '/consultation', code: 'unknown', detail }]);
    Object.assign(entry, { consultation: { id: found.id, title: found.title, stage: found.stage, openedAt: found.openedAt }, stage: found.stage, overdue: false, perhapsPublished: false, linkedByItself: false });
    return json(entry);
  })],
  ['DELETE', /^\/api\/plan-entries\/([^/]+)\/consultation$/, staff(({ parts }) => json(Object.assign(data.plan.find(item => item.id === parts[0])!, { consultation: null, stage: 'planned', linkedByItself: false })))],
  ['PUT', /^\/api\/plan-entries\/([^/]+)\/drop$/, staff(({ parts, body }) => json(Object.assign(data.plan.find(item => item.id === parts[0])!, { dropped: String(body['reason']), stage: 'dropped', overdue: false })))],
  ['DELETE', /^\/api\/plan-entries\/([^/]+)\/drop$/, staff(({ parts }) => json(Object.assign(data.plan.find(item => item.id === parts[0])!, { dropped: null, stage: 'planned' })))],
  ['POST', /^\/api\/plan-imports$/, staff(({ query, language }) => {
    const dryRun = query.get('dryRun') === 'true';
    return json({
      year: Number(query.get('year')), dryRun, written: !dryRun, rows: 3, created: 1, updated: 1, unchanged: 0,
      good: [{ row: 2, title: 'Projektligji për vullnetarizmin', institution: 'mkrs', actKind: 'law', quarter: 2, effect: 'created' }, { row: 3, title: 'Strategjia për rininë', institution: 'mkrs', actKind: 'strategy', quarter: 4, effect: 'updated' }],
      errors: [{ row: 4, column: 'institution', code: 'unknown-institution', message: say(language, '"Ministria e Askujt" nuk është institucion i njohur.', '"Ministria e Askujt" nije poznata institucija.', '"Ministria e Askujt" is not a known institution.') }],
    });
  })],
  ['GET', /^\/api\/rules$/, () => json({ items: data.rules })],
  ['PUT', /^\/api\/rules\/([^/]+)$/, staff(({ parts, body, language }) => {
    const detail = say(language, 'Kjo fushë është e detyrueshme.', 'Ovo polje je obavezno.', 'This is required.');
    if (body['confirmed'] && !body['source']) return problem(422, 'validation', 'Validation', detail, [{ pointer: '/source', code: 'not-blank', detail }]);
    const before = data.rules.find(item => item.id === body['follows']);
    if (before) {
      const { follows: _f, ...rest } = body as unknown as (typeof data.rules)[number] & { follows: string };
      before.validTo = new Date(new Date(rest.validFrom).getTime() - 86_400_000).toISOString().slice(0, 10);
      const made = { ...rest, id: parts[0]!, version: 1 };
      data.rules.push(made);
      return json(made);
    }
    const rule = data.rules.find(item => item.id === parts[0])!;
    return json(Object.assign(rule, body, { version: rule.version + 1 }));
  })],
  ['GET', /^\/api\/holidays$/, ({ query }) => json(holidays.year(Number(query.get('year'))))],
  ['GET', /^\/api\/holidays\/history$/, staff(() => json({ items: holidays.history }))],
  ['PUT', /^\/api\/holidays\/([^/]+)$/, staff(({ parts, body, person, language }) => {
    const date = String(body['date']);
    const refuse = (status: number, code: string, sq: string, sr: string, en: string) => problem(status, code, code, say(language, sq, sr, en), [{ pointer: '/date', code, detail: say(language, sq, sr, en) }]);
    if (holidays.weekend(date)) return refuse(422, 'validation', 'Kjo është e shtunë ose e diel: është pushim gjithsesi.', 'To je subota ili nedelja: svakako je neradni dan.', 'This is a Saturday or a Sunday: it is off in any case.');
    if (holidays.days.some(day => day.date === date && day.id !== parts[0])) return refuse(409, 'day-announced-already', 'Kjo ditë është shpallur tashmë', 'Ovaj dan je već objavljen', 'This day is announced already');
    const made = !holidays.days.some(day => day.id === parts[0]);
    return json(holidays.put({ ...body, id: parts[0]! } as (typeof holidays.days)[number], person!), made ? 201 : 200);
  })],
  ['DELETE', /^\/api\/holidays\/([^/]+)$/, staff(({ parts, person }) => {
    holidays.remove(parts[0]!, person!);
    return { status: 204 };
  })],
  ['GET', /^\/api\/internal-deadline-settings$/, staff(() => json(data.stepDays, 200, { ETag: '"0"' }))],
  ['PUT', /^\/api\/internal-deadline-settings$/, staff(({ body }) => json(Object.assign(data.stepDays, body)))],
  ['PUT', /^\/api\/consultations\/([^/]+)\/(opening|answer|adoption|drop|reversal|internal-deadlines)$/, staff(({ parts, body }) => {
    const found = data.consultations.find(item => item.id === parts[0])!;
    const stages: Record<string, Consultation['stage']> = { opening: 'open', answer: 'answered', adoption: 'adopted', drop: 'dropped', reversal: 'closed' };
    const to = stages[parts[1]!];
    if (to) Object.assign(found, { stage: to, accepts: to === 'open' ? 'everything' : 'nothing', steps: [...(found.steps ?? []), { act: parts[1]!, stage: to, at: new Date().toISOString(), by: 'secretariat', person: null, reason: String(body['reason']), on: null, link: null, deadline: null }] });
    found.version++;
    return json(summary(found));
  })],
  ['PUT', /^\/api\/consultations\/([^/]+)\/facts$/, staff(({ parts, body }) => {
    const found = data.consultations.find(item => item.id === parts[0])!;
    const facts = { title: String(body['title']), actKind: String(body['actKind']), fields: body['fields'] as string[] };
    const corrected = (['title', 'actKind', 'fields'] as const).map(fact => ({ fact, before: String(found[fact]), after: String(facts[fact]) })).filter(one => one.before !== one.after);
    const step = { act: 'corrected', stage: found.stage, at: new Date().toISOString(), by: 'secretariat', person: null, reason: String(body['reason']), on: null, link: null, deadline: null, corrected };
    Object.assign(found, facts, { steps: [...(found.steps ?? []), step], version: found.version + 1 });
    return json(summary(found));
  })],
  ['GET', /^\/api\/consultations\/([^/]+)\/structure$/, ({ parts, language }) => {
    const found = data.structures[parts[0]!];
    if (!found) return data.consultations.some(item => item.id === parts[0]) ? json({ language: 'sq', nodes: [], warnings: [] }) : notFound(language);
    return json({ ...found, warnings: found.warnings.map(warning => ({ ...warning, message: say(language, 'Në radhë mungon një numër.', 'U nizu nedostaje broj.', 'A number is missing in the sequence.') })) });
  }],
  ['GET', /^\/api\/consultations\/([^/]+)\/versions$/, ({ parts, language }) => {
    const found = data.consultations.find(item => item.id === parts[0]);
    return found ? json(data.versions[parts[0]!] ?? { current: 1, versions: [{ version: 1, since: found.openedAt, articleCount: found.articleCount, changedArticles: 0, current: true }], changes: [] }) : notFound(language);
  }],
  ['GET', /^\/api\/consultations\/([^/]+)\/differences$/, ({ parts, language }) => data.differences[parts[0]!] ? json(data.differences[parts[0]!]) : notFound(language)],
  ['GET', /^\/api\/consultations\/([^/]+)\/comments$/, readers(({ parts, query, person }) => {
    const mine = new Set(data.people[person ?? '']?.mandates.map(mandate => mandate.organisationId));
    const items = (data.comments[parts[0]!] ?? []).map(item => ({ ...item, mine: mine.has(item.organisation.id) }));
    const asked = query.get('node') ?? '';
    const thread = threadOf(parts[0]!, asked);
    return page(items.filter(item => (query.has('node') || query.get('mine') === 'true' || item.status === 'submitted') && (!query.has('node') || (item.node ?? '') === thread && item.status !== 'withdrawn') && (!query.has('outcome') || item.status === 'submitted' && (item.answer?.outcome ?? 'none') === query.get('outcome')) && (!query.has('law') || item.place?.law?.node === query.get('lawNode')) && (query.get('mine') !== 'true' || item.mine)), query);
  })],
  ['PUT', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)$/, signedIn(({ parts, body, person, language }) => {
    const [id, commentId] = parts as [string, string];
    const found = data.consultations.find(item => item.id === id);
    if (!found) return notFound(language);
    if (found.stage !== 'open') return problem(409, 'deadline-passed', 'Deadline', say(language, 'Afati ka kaluar.', 'Rok je istekao.', 'The deadline has passed.'));
    const mandate = data.people[person!]!.mandates.find(item => item.organisationId === body['organisation']);
    if (!mandate) return problem(403, 'no-mandate', 'Mandate', say(language, 'Nuk keni mandat.', 'Nemate ovlašćenje.', 'You have no mandate.'));
    if (mandate.organisationStatus === 'suspended') return problem(403, 'organisation-suspended', 'Suspended', say(language, 'Organizata është e pezulluar.', 'Organizacija je suspendovana.', 'The organisation is suspended.'));
    if (['change', 'delete'].includes(String(body['kind'])) && !body['justification']) {
      const detail = say(language, 'Arsyetimi është i detyrueshëm.', 'Obrazloženje je obavezno.', 'A justification is needed.');
      return problem(422, 'justification-required', 'Justification', detail, [{ pointer: '/justification', code: 'not-blank', detail }]);
    }
    const list = (data.comments[id] ??= []);
    const existing = list.find(item => item.id === commentId);
    if (existing) return json(existing);
    data.commentDrafts.splice(0, data.commentDrafts.length, ...data.commentDrafts.filter(item => item.id !== commentId));
    const made = {
      id: commentId, node: threadOf(id, body['node']) ?? null,
      place: { version: 1, confidence: 1, how: null, orphan: null, movedFrom: null, node: body['node'] ?? null, law: body['law'] ? { ...body['law'] as { law: string; node: string }, label: '09/L-900, neni 5', words: 'Organi vendos brenda dhjetë ditësh.' } : null }, reference: `K-2026-0001-${String(list.length + 1).padStart(4, '0')}`, kind: body['kind'], importance: body['importance'], text: body['text'] ?? null,
      proposedWording: body['proposedWording'] ?? null, justification: body['justification'] ?? null, organisation: { id: mandate.organisationId, name: mandate.organisationName }, status: 'submitted', submittedAt: new Date().toISOString(), mine: true,
      consultation: id, quote: body['quote'] ?? null, references: body['references'] ?? [], attachments: [], replaces: body['replaces'] ?? null,
    } as unknown as Comment;
    list.push(made);
    data.countComments(id);
    return json(made, 201);
  })],
  ['GET', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)$/, ({ parts, language, person }) => {
    const mine = new Set(data.people[person ?? '']?.mandates.map(mandate => mandate.organisationId));
    const found = data.commentDrafts.find(item => item.id === parts[1] && mine.has(item.organisation.id)) ?? (data.comments[parts[0]!] ?? []).find(item => item.id === parts[1]);
    return found ? json({ ...found, mine: mine.has(found.organisation.id) }, 200, { ETag: '"1"' }) : notFound(language);
  }],
  ['GET', /^\/api\/consultations\/([^/]+)\/comment-settings$/, ({ person }) => json({ ...data.commentSettings, mayRead: person !== null || data.commentSettings.visibility === 'all' }, 200, { ETag: '"1"' })],
  ['PUT', /^\/api\/consultations\/([^/]+)\/comment-settings$/, staff(({ body }) => json(Object.assign(data.commentSettings, body)))],
  ['GET', /^\/api\/(?:consultations\/([^/]+)\/)?comment-drafts$/, signedIn(({ parts, person }) => {
    const mine = new Set(data.people[person!]!.mandates.map(mandate => mandate.organisationId));
    return json({ items: data.commentDrafts.filter(item => mine.has(item.organisation.id) && (!parts[0] || parts[0] === 'undefined' || item.consultation === parts[0])) });
  })],
  ['PUT', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/(draft|review|hand-over|return|sign-off)$/, signedIn(({ parts, body, person, language }) => {
    const [id, commentId, step] = parts as [string, string, string];
    let draft = data.commentDrafts.find(item => item.id === commentId);
    const at = new Date().toISOString();
    if (step === 'draft') {
      const mandate = data.people[person!]!.mandates.find(item => item.organisationId === body['organisation']);
      if (!mandate) return problem(403, 'no-mandate', 'Mandate', say(language, 'Nuk keni mandat.', 'Nemate ovlašćenje.', 'You have no mandate.'));
      if (!draft) data.commentDrafts.push(draft = { id: commentId, reference: null, consultation: id, status: 'draft', submittedAt: null, attachments: [], mine: true, history: [{ act: 'drafted', at, note: null, mine: true }] } as unknown as Comment);
      Object.assign(draft, body, { organisation: { id: mandate.organisationId, name: mandate.organisationName } });
      return json(draft, 201);
    }
    if (!draft) return notFound(language);
    const [act, status] = ({ 'review': ['review-asked', 'in-review'], 'hand-over': ['handed-over', 'for-sign-off'], 'return': ['returned', 'draft'], 'sign-off': ['submitted', 'submitted'] } as const)[step]!;
    draft.status = status;
    draft.history = [...(draft.history ?? []), { act, at, note: (body['note'] as string | null) ?? null, mine: true }];
    if (step === 'sign-off') {
      data.commentDrafts.splice(data.commentDrafts.indexOf(draft), 1);
      const list = (data.comments[id] ??= []);
      Object.assign(draft, { reference: `K-2026-0001-${String(list.length + 1).padStart(4, '0')}`, submittedAt: at });
      list.push(draft);
    }
    return json(draft);
  })],
  ['PUT', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/stances\/([^/]+)$/, signedIn(({ parts, body, person }) => stance(parts, person!, body['stance'] as 'endorse' | 'oppose', (body['reason'] as string | undefined) ?? null))],
  ['DELETE', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/stances\/([^/]+)$/, signedIn(({ parts, person }) => stance(parts, person!, null))],
  ['GET', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/former-text$/, staff(() => json({
    version: 1, node: 'art_9', nodes: [{ id: 'art_9', kind: 'article', number: '9', heading: 'Pezullimi', parent: null, text: 'Ministria mund ta pezullojë shoqatën deri në një vit.' }],
  }))],
  ['PUT', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/answer$/, staff(({ parts, body }) => json(Object.assign(data.comments[parts[0]!]!.find(item => item.id === parts[1])!, { answer: { ...body, at: new Date().toISOString() } })))],
  ['DELETE', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/answer$/, staff(({ parts }) => json(Object.assign(data.comments[parts[0]!]!.find(item => item.id === parts[1])!, { answer: null })))],
  ['GET', /^\/api\/consultations\/([^/]+)\/comment-outcomes$/, ({ parts, person, language }) => {
    if (person === null && data.commentSettings.visibility !== 'all') return problem(401, 'sign-in-required', 'Sign in', say(language, 'Hyni.', 'Prijavite se.', 'Sign in.'));
    const standing = (data.comments[parts[0]!] ?? []).filter(item => item.status === 'submitted');
    const count = (outcome: string | undefined) => standing.filter(item => item.answer?.outcome === outcome).length;
    return json({ accepted: count('accepted'), partly: count('partly'), rejected: count('rejected'), unanswered: count(undefined) });
  }],
  ['PUT', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/hiding$/, staff(({ parts, body }) => json(Object.assign(data.comments[parts[0]!]!.find(item => item.id === parts[1])!, { hidden: true, hiddenReason: body['reason'] })))],
  ['DELETE', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/hiding$/, staff(({ parts }) => json(Object.assign(data.comments[parts[0]!]!.find(item => item.id === parts[1])!, { hidden: false, hiddenReason: null })))],
  ['PUT', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/(acceptance|refusal|place)$/, staff(({ parts, body }) => {
    const queue = parts[2] === 'place' ? data.commentQueues.orphans : data.commentQueues.late;
    const found = queue.find(item => item.id === parts[1])!;
    queue.splice(queue.indexOf(found), 1);
    return json(Object.assign(found, parts[2] === 'place' ? { node: body['node'] ?? null } : { status: parts[2] === 'acceptance' ? 'submitted' : 'refused' }));
  })],
  ['GET', /^\/api\/consultations\/([^/]+)\/comment-queues\/(orphans|late)$/, staff(({ parts, query }) => page(data.commentQueues[parts[1] as 'orphans' | 'late'], query))],
  ['POST', /^\/api\/consultations\/([^/]+)\/comment-form$/, signedIn(({ language }) => json({
    drafts: [data.commentDrafts[0]], errors: [{ part: 'Neni 4', code: 'kind-twice', message: say(language, 'Janë shënuar dy dëshira.', 'Označene su dve želje.', 'Two wishes are marked.'), draft: null }],
  }))],
  ['POST', /^\/api\/consultations\/([^/]+)\/similar-comments$/, signedIn(({ parts, body }) => json({
    items: (data.comments[parts[0]!] ?? []).filter(item => (item.node ?? null) === (body['node'] ?? null)).slice(0, 1).map(comment => ({ likeness: 0.71, comment })),
  }))],
  ['GET', /^\/api\/consultations\/([^/]+)\/notes$/, staff(({ parts }) => json({ items: data.notes.filter(note => note.consultation === parts[0]) }))],
  ['PUT', /^\/api\/consultations\/([^/]+)\/notes\/([^/]+)$/, staff(({ parts, body }) => {
    const known = data.notes.find(note => note.id === parts[1]);
    const note = { id: parts[1]!, consultation: parts[0]!, node: (body['node'] as string | null) ?? null, comment: (body['comment'] as string | null) ?? null, text: String(body['text']), at: new Date().toISOString(), changed: known !== undefined, mine: true };
    if (known) Object.assign(known, note);
    else data.notes.push(note);
    return json(note);
  })],
  ['DELETE', /^\/api\/consultations\/([^/]+)\/notes\/([^/]+)$/, staff(({ parts }) => {
    data.notes.splice(data.notes.findIndex(note => note.id === parts[1]), 1);
    return { status: 204 };
  })],
  ['GET', /^\/api\/standings$/, signedIn(({ query, person }) => {
    const mine = data.people[person!]!.mandates;
    return json({ items: query.getAll('consultation').map(consultation => ({
      consultation, organisations: mine.map(({ organisationId: organisation, organisationName: name }) => {
        const drafts = data.commentDrafts.filter(item => item.consultation === consultation && item.organisation.id === organisation);
        const waiting = (status: string) => drafts.filter(item => item.status === status).length;
        return {
          organisation, name, writing: waiting('draft'), inReview: waiting('in-review'), forSignOff: waiting('for-sign-off'), notRelevant: data.notRelevant.includes(`${consultation}.${organisation}`),
          submitted: (data.comments[consultation] ?? []).filter(item => item.organisation.id === organisation).length,
        };
      }),
    })) });
  })],
  ['GET', /^\/api\/consultations\/([^/]+)\/participations$/, signedIn(({ parts }) => json({ items: data.notRelevant.filter(item => item.startsWith(`${parts[0]}.`)).map(item => ({ organisation: item.split('.')[1], notRelevant: true })) }))],
  ['PUT', /^\/api\/consultations\/([^/]+)\/participations\/([^/]+)\/not-relevant$/, signedIn(({ parts }) => { data.notRelevant.push(`${parts[0]}.${parts[1]}`); return json({ organisation: parts[1], notRelevant: true }); })],
  ['DELETE', /^\/api\/consultations\/([^/]+)\/participations\/([^/]+)\/not-relevant$/, signedIn(({ parts }) => { data.notRelevant.splice(0, data.notRelevant.length); return json({ organisation: parts[1], notRelevant: false }); })],
  ['GET', /^\/api\/consultations\/([^/]+)\/organisation-states$/, staff(() => json({
    concerned: { organisations: 4, spoken: 1, notRelevant: 1, silent: 2 }, others: { organisations: data.organisations.length - 4, spoken: 0, notRelevant: 0, silent: data.organisations.length - 4 },
    items: data.organisations.map((item, index) => ({ id: item.id, name: item.name, state: index === 0 ? 'spoken' : index === 1 ? 'not-relevant' : 'silent', comments: index === 0 ? 3 : 0, concerned: index < 4 })),
  }))],
  ['PUT', /^\/api\/consultations\/([^/]+)\/comments\/([^/]+)\/withdrawal$/, signedIn(({ parts }) => {
    const draft = data.commentDrafts.findIndex(item => item.id === parts[1]);
    const found = draft >= 0 ? data.commentDrafts.splice(draft, 1)[0]! : data.comments[parts[0]!]!.find(item => item.id === parts[1])!;
    found.status = 'withdrawn';
    return json(found);
  })],
  ['PUT', /^\/api\/consultations\/([^/]+)\/deadline$/, staff(({ parts, body }) => {
    const found = data.consultations.find(item => item.id === parts[0])!;
    found.deadline = String(body['deadline']);
    return json(summary(found));
  })],
  ['GET', /^\/api\/consultations\/([^/]+)\/documents\/([^/]+)$/, () => ({ status: 200, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': 'attachment' }, body: 'mock' })],

  ['GET', /^\/api\/drafts$/, staff(({ query }) => page(data.drafts.filter(item => !query.get('state') || item.state === query.get('state')), query))],
  ['POST', /^\/api\/drafts$/, staff(() => {
    const id = `upload-${data.drafts.length}`;
    data.drafts.unshift({ id, source: null, title: 'Projektakti i ngarkuar', description: null, sourceUrl: null, detectedAt: new Date().toISOString(), state: 'reading', deadline: null, institution: null, actKind: null, fields: [], language: 'sq', articleCount: null, warnings: [], problem: null });
    return { ...json({ id }, 202, { Location: `/api/drafts/${id}` }), delayMs: 300 };
  })],
  ['GET', /^\/api\/drafts\/([^/]+)$/, staff(({ parts, language }) => {
    const found = data.drafts.find(item => item.id === parts[0]);
    return found ? json(found) : notFound(language);
  })],
  ['GET', /^\/api\/drafts\/([^/]+)\/repair$/, staff(({ parts, language }) => {
    const found = data.drafts.find(item => item.id === parts[0]);
    return found ? json(repairs.whole(found)) : notFound(language);
  })],
  ['POST', /^\/api\/drafts\/([^/]+)\/repair\/(operations|undo|redo)$/, staff(({ parts, body, headers, language }) => {
    const found = data.drafts.find(item => item.id === parts[0])!;
    if (headers['if-match'] !== `"${repairs.whole(found).revision}"`) return problem(412, 'precondition-failed', 'Changed', 'It was changed meanwhile.');
    const result = repairs.turn(found, parts[1] === 'operations' ? body as never : parts[1] as 'undo' | 'redo');
    return typeof result === 'string' ? problem(422, result, say(language, 'Nuk bëhet', 'Ne može', 'Not possible'), say(language, 'Kjo nuk mund të bëhet këtu.', 'To se ovde ne može.', 'This cannot be done here.')) : json(result);
  })],
  ['PUT', /^\/api\/drafts\/([^/]+)\/repair\/saving$/, staff(({ parts }) => json(repairs.save(data.drafts.find(item => item.id === parts[0])!)))],
  ['GET', /^\/api\/consultations\/([^/]+)\/applied$/, ({ parts, language }) => parts[0] === 'projektligji-shoqatat'
    ? json({ ...data.applied, elements: data.applied.elements.map(element => ({ ...element, commentCount: data.comments[parts[0]!]!.filter(item => item.place?.law?.node === element.id && item.status !== 'withdrawn').length })) })
    : problem(404, 'no-law-in-force', say(language, 'Ligji në fuqi nuk dihet', 'Važeći zakon nije poznat', 'The law in force is not known'), '')],
  ['PUT', /^\/api\/consultations\/([^/]+)\/law-in-force$/, staff(() => json(data.applied.law))],
  ['DELETE', /^\/api\/consultations\/([^/]+)\/law-in-force$/, staff(() => ({ status: 204 }))],
  ['GET', /^\/api\/laws-in-force$/, staff(({ query }) => page([{ id: 'law-900', title: 'Ligji për shoqatat e provës', number: '09/L-900', language: 'sq', articleCount: 12, uploadedAt: '2026-11-20T09:00:00Z', state: 'ready', problem: null, progress: null }], query))],
  ['GET', /^\/api\/laws-in-force\/([^/]+)$/, staff(({ parts }) => json(parts[0] === 'law-scan'
    ? { id: 'law-scan', title: 'Ligji i skanuar', number: '09/L-901', language: 'sq', articleCount: 0, uploadedAt: '2026-11-20T09:00:00Z', state: 'reading', problem: null, progress: { page: 3, pages: 40 } }
    : { id: parts[0], title: 'Ligji për shoqatat e provës', number: '09/L-900', language: 'sq', articleCount: 12, uploadedAt: '2026-11-20T09:00:00Z', state: 'ready', problem: null, progress: null }))],
  ['GET', /^\/api\/consultations\/([^/]+)\/carriage$/, ({ parts }) => json(parts[0] === 'projektligji-shoqatat'
    ? { state: 'done', version: 2, edition: 0, done: 6, total: 6, orphans: 1, startedAt: '2026-11-20T09:00:00Z', finishedAt: '2026-11-20T09:00:01Z' }
    : { state: 'none', version: 1, edition: 0, done: 0, total: 0, orphans: 0, startedAt: null, finishedAt: null })],
  ['GET', /^\/api\/drafts\/([^/]+)\/early-consultations$/, staff(({ parts }) => json({ items: parts[0] === 'draft-energjia' ? [
    { id: 'early-energy', reference: 'K-2026-0009', title: 'Koncept dokumenti për efiçiencën e energjisë', institution: 'mmphi', deadline: '2026-12-04T23:59', likeness: 0.61, suggested: true },
    { id: 'volunteering-concept', reference: 'K-2026-0003', title: 'Concept document on volunteering', institution: 'mkrs', deadline: '2026-12-11T23:59', likeness: 0, suggested: false },
  ] : [] }))],
  ['GET', /^\/api\/drafts\/([^/]+)\/plan-entries$/, staff(({ parts }) => json({ items: parts[0] === 'draft-energjia' ? [
    { id: 'plan-6', title: 'Projektligji për efiçiencën e energjisë', year: 2026, quarter: 4, reference: 'PL-21/2026', likeness: 1, sure: true },
    { id: 'plan-7', title: 'Projektligji për energjinë', year: 2026, quarter: 3, reference: null, likeness: 0.67, sure: false },
  ] : [] }))],
  ['PUT', /^\/api\/consultations\/([^/]+)\/continuation$/, staff(({ parts, body }) => {
    const other = data.consultations.find(item => item.id === body['consultation'])!;
    Object.assign(data.consultations.find(item => item.id === parts[0])!, { continuesIn: { id: other.id, title: other.title, stage: other.stage } });
    return json({});
  })],
  ['DELETE', /^\/api\/consultations\/([^/]+)\/continuation$/, staff(({ parts }) => { Object.assign(data.consultations.find(item => item.id === parts[0])!, { continuesIn: null }); return json({}); })],
  ['PUT', /^\/api\/drafts\/([^/]+)\/opening$/, staff(({ parts, body }) => {
    const found = data.drafts.find(item => item.id === parts[0])!;
    Object.assign(found, { state: 'opened', consultationId: body['earlyConsultation'] ?? 'projektligji-shoqatat' });
    return json({ id: found.id, consultationId: found.consultationId, state: 'opened' });
  })],
  ['PUT', /^\/api\/drafts\/([^/]+)\/dismissal$/, staff(({ parts, body }) => {
    const found = data.drafts.find(item => item.id === parts[0])!;
    Object.assign(found, { state: 'dismissed', problem: body['reason'] });
    return json(found);
  })],
  ['DELETE', /^\/api\/drafts\/([^/]+)\/dismissal$/, staff(({ parts }) => json(Object.assign(data.drafts.find(item => item.id === parts[0])!, { state: 'waiting', problem: null })))],
  ['PUT', /^\/api\/drafts\/([^/]+)\/publisher-page$/, staff(({ parts, body }) => {
    const url = String(body['url']);
    if (!url.startsWith('http://localhost:8086/')) return problem(422, 'page-of-no-source', 'No source has this page', 'Only pages of sources are watched.', [{ pointer: '/url', code: 'page-of-no-source', detail: 'It is no page of a source.' }]);
    const found = data.drafts.find(item => item.id === parts[0])!;
    Object.assign(found, { publisherPage: { url, source: 'portali-shembull', by: 'secretariat', givenAt: new Date().toISOString(), lookedAt: null, state: 'waiting', problem: null, problemCode: null } });
    return json(found);
  })],
  ['DELETE', /^\/api\/drafts\/([^/]+)\/publisher-page$/, staff(({ parts }) => {
    const found = data.drafts.find(item => item.id === parts[0])!;
    Object.assign(found, { publisherPage: null });
    return json(found);
  })],
  ['PUT', /^\/api\/drafts\/([^/]+)\/sightings\/([^/]+)\/text$/, staff(({ parts }) => {
    const found = data.drafts.find(item => item.id === parts[0])!;
    Object.assign(found, { version: 4, seenAlso: (found.seenAlso ?? []).map(one => one.draft === parts[1] ? { ...one, newerText: false } : one) });
    return json({ id: found.id, version: 4 }, 202);
  })],
  ['PUT', /^\/api\/drafts\/([^/]+)\/same-as$/, staff(({ parts, body }) => {
    const found = data.drafts.find(item => item.id === parts[0])!;
    Object.assign(found, { state: 'dismissed', sameAs: body['draft'], perhapsSame: null });
    return json(found);
  })],
  ['DELETE', /^\/api\/drafts\/([^/]+)\/same-as$/, staff(({ parts }) => {
    const found = data.drafts.find(item => item.id === parts[0])!;
    Object.assign(found, { state: 'waiting', sameAs: null, perhapsSame: null });
    return json(found);
  })],
  ['GET', /^\/api\/sources$/, staff(() => json({ items: data.sources }))],
  ['PUT', /^\/api\/sources\/([^/]+)$/, staff(({ parts, body }) => {
    const found = data.sources.find(item => item.id === parts[0]);
    if (found) Object.assign(found, body);
    else data.sources.push({ ...body, id: parts[0], version: 1, health: { lastCheckedAt: null, lastChangeAt: null, checks7d: 0, failures7d: 0, circuit: 'closed', lastProblem: null } } as never);
    return json(found ?? data.sources.at(-1));
  })],
  ['POST', /^\/api\/sources\/previews$/, staff(({ body, language }) => String((body['listing'] as { address?: string } | null)?.address ?? '').includes('secret')
    ? json({ items: [], total: 0, problemCode: 'robots-disallowed', problem: say(language, 'Faqja kërkon që programet të mos e lexojnë.', 'Sajt traži da programi ne čitaju tu stranicu.', 'The site asks programs not to read this page.') })
    : json({ items: [{ title: 'Projektligji për ujërat', url: 'https://portal.example.org/drafts/7', start: null, end: '2026-12-11', description: '', documents: [{ label: 'Drafti', url: 'https://portal.example.org/files/7.pdf' }], institution: 'md' }], total: 1, problemCode: null, problem: null }))],
  ['POST', /^\/api\/sources\/([^/]+)\/checks$/, staff(({ parts }) => json(data.sources.find(item => item.id === parts[0]), 202))],

  ['GET', /^\/api\/subscriptions\/me$/, signedIn(({ person }) => subscriptions(person!))],
  ['PUT', /^\/api\/subscriptions\/me$/, signedIn(({ person, body }) => {
    Object.assign(data.subscriptionsOf(person!), body);
    return subscriptions(person!);
  })],
  ['DELETE', /^\/api\/subscriptions\/me$/, signedIn(({ person }) => {
    Object.assign(data.subscriptionsOf(person!), { own: false, setBy: ['Qendra Arbëria'], subscriptions: structuredClone(data.organisationDefaults) });
    return subscriptions(person!);
  })],
  ['PUT', /^\/api\/subscriptions\/me\/([^/]+)$/, signedIn(({ person, parts, body, language }) => {
    const mine = data.subscriptionsOf(person!);
    const words = (body['words'] as string[] | undefined) ?? [];
    if (words.some(word => word.length < 3)) {
      return problem(422, 'word-too-short', 'Too short', '', [{ pointer: '/words', code: 'word-too-short', detail: say(language, 'Shkruani së paku tri shkronja.', 'Napišite bar tri slova.', 'Write at least three letters.') }]);
    }
    const one = { ...body, id: parts[0]! } as (typeof mine.subscriptions)[number];
    const at = mine.subscriptions.findIndex(item => item.id === one.id);
    Object.assign(mine, { own: true, setBy: [] });
    if (at < 0) mine.subscriptions.push(one);
    else mine.subscriptions[at] = one;
    return subscriptions(person!);
  })],
  ['DELETE', /^\/api\/subscriptions\/me\/([^/]+)$/, signedIn(({ person, parts }) => {
    const mine = data.subscriptionsOf(person!);
    mine.subscriptions = mine.subscriptions.filter(item => item.id !== parts[0]);
    return subscriptions(person!);
  })],
  ['POST', /^\/api\/subscriptions\/preview$/, signedIn(({ body }) => json((body['words'] as string[]).includes('ornitologji')
    ? { last7Days: 0, ever: 0, last: null, since: data.instant(-300), latest: [] }
    : { last7Days: 2, ever: body['inText'] ? 41 : 17, last: data.instant(-1), since: data.instant(-300), latest: [] }))],
  ['GET', /^\/api\/preferences\/([^/]+)$/, ({ parts, language }) => openings[parts[0]!] ? preferences(parts[0]!) : badLink(language)],
  ['PUT', /^\/api\/preferences\/([^/]+)$/, ({ parts, body, language }) => {
    const found = openings[parts[0]!];
    if (!found) return badLink(language);
    const kept = body['subscriptions'] as { id: string; wanted: object }[];
    Object.assign(found, body, { subscriptions: kept.map(one => ({ ...one.wanted, id: one.id })) });
    return preferences(parts[0]!);
  }],
  ['DELETE', /^\/api\/preferences\/([^/]+)$/, ({ parts }) => {
    delete openings[parts[0]!];
    return { status: 204 };
  }],
  ['GET', /^\/api\/preferences\/([^/]+)\/data$/, () => json(data.readers[0])],
  ['POST', /^\/api\/preferences\/links$/, () => json({ state: 'accepted' }, 202)],
  ['GET', /^\/api\/public-subscriptions\/wording$/, ({ query }) => json({ version: '3f1c02aa7d90', language: query.get('language'), text: data.consent[(query.get('language') ?? 'sq') as 'sq'] })],
  ['POST', /^\/api\/public-subscriptions\/preview$/, ({ body }) => json((body['words'] as string[]).includes('ornitologji')
    ? { last7Days: 0, ever: 0, last: null, since: data.instant(-300), latest: [] }
    : { last7Days: 1, ever: body['inText'] ? 23 : 9, last: data.instant(-1), since: data.instant(-300), latest: [] })],
  ['GET', /^\/api\/related-words$/, ({ query }) => json({ items: query.getAll('word').some(word => word.startsWith('arsim')) ? data.related.filter(one => !query.getAll('word').includes(one.word)) : [] })],
  ['POST', /^\/api\/public-subscriptions$/, () => json({ state: 'accepted' }, 202)],
  ['GET', /^\/api\/relevance\/([^/]+)$/, ({ parts, language }) => parts[0] === 'good-token'
    ? json({ consultationId: 'shoqatat', title: 'Projektligji për shoqatat', titleLanguage: 'sq', institution: 'md', deadline: '2026-12-11T23:59', deadlineAt: data.instant(9), over: false, language: 'sq', answered: null }) : badLink(language)],
  ['POST', /^\/api\/relevance\/good-token$/, ({ body }) => json({ relevant: body['relevant'] }, 202)],
  ['GET', /^\/api\/public-subscriptions\/confirmations\/([^/]+)$/, ({ parts, language }) => parts[0] === 'good-token'
    ? json({ language: 'sq', wanted: data.readers[0]!.proofs[0]!.asked, expiresAt: data.instant(6), confirmed: false }) : badLink(language)],
  ['POST', /^\/api\/public-subscriptions\/confirmations\/([^/]+)$/, () => json({ preferences: 'public-token' })],
  ['GET', /^\/api\/public-subscriptions$/, staff(({ query }) => page(data.readers, query))],
  ['GET', /^\/api\/performance$/, () => json(data.performance)],
  ['GET', /^\/api\/alert-settings\/me\/silence$/, signedIn(({ person }) => json({ wanted: silence[person!] ?? data.people[person!]!.roles.includes('secretariat') }))],
  ['PUT', /^\/api\/alert-settings\/me\/silence$/, signedIn(({ person, body }) => {
    silence[person!] = body['wanted'] as boolean;
    return json(body);
  })],
  ['POST', /^\/api\/alert-settings\/phone-check$/, signedIn(({ body }) => {
    const digits = String(body['phone']).replace(/\(0\)|[^\d+]/g, '').replace(/^00/, '+').replace(/^0/, '+383');
    const old = /^\+(?:377(4[45]\d{6})|386(4[39]\d{6})|381((?:28|29|38|39)\d{6}))$/.exec(digits);
    const verdict = old ? (old[3] ? 'old-landline' : 'old-form') : /^\+383[23]\d{7}$/.test(digits) ? 'landline' : /^\+(383|355|381|382|389)\d{8,9}$/.test(digits) ? 'fits' : /^\+\d{9,}$/.test(digits) ? 'country' : 'not-a-number';
    return json({ verdict, number: verdict === 'fits' ? digits : null, presentForm: old ? `+383${old[1] ?? old[2] ?? old[3]}` : null });
  })],
  ['GET', /^\/api\/alert-settings\/me$/, signedIn(({ person }) => json(data.settings[person!] ?? data.defaultSettings))],
  ['PUT', /^\/api\/alert-settings\/me$/, signedIn(({ person, body }) => {
    data.settings[person!] = body as never;
    return json(body);
  })],
  ['GET', /^\/api\/calendar-link$/, signedIn(({ person, language }) => calendarLinks[person!] ? json({ createdAt: calendarLinks[person!] }) : notFound(language))],
  ['POST', /^\/api\/calendar-link$/, signedIn(({ person }) => {
    calendarLinks[person!] = new Date().toISOString();
    return json({ createdAt: calendarLinks[person!], url: 'http://localhost:8080/api/calendars/YXJ0YQ.not-a-real-secret' }, 201);
  })],
  ['DELETE', /^\/api\/calendar-link$/, signedIn(({ person }) => {
    delete calendarLinks[person!];
    return { status: 204 };
  })],
  ['GET', /^\/api\/subscriptions\/organisations\/([^/]+)$/, signedIn(() => json({ subscriptions: data.organisationDefaults, ...data.organisationHours }, 200, { ETag: '"1"' }))],
  ['PUT', /^\/api\/subscriptions\/organisations\/([^/]+)$/, signedIn(({ body }) => {
    data.organisationDefaults.splice(0, data.organisationDefaults.length, ...(body['subscriptions'] as typeof data.organisationDefaults).map((one, i) => ({ ...one, id: `default-${i + 1}` })));
    Object.assign(data.organisationHours, { zone: body['zone'], quiet: body['quiet'] });
    return json({ subscriptions: data.organisationDefaults, ...data.organisationHours }, 200, { ETag: '"2"' });
  })],
  ['GET', /^\/api\/inbox$/, signedIn(() => json(inbox()))],
  ['PUT', /^\/api\/inbox\/read\/([^/]+)$/, signedIn(({ parts }) => { data.readAlerts.push(parts[0]!); return json(inbox()); })],
  ['PUT', /^\/api\/inbox\/read$/, signedIn(() => { data.readAlerts.push(...data.alerts.map(alert => `mine-${alert.id}`), ...data.inboxMessages.map(item => item.id)); return json(inbox()); })],
  ['GET', /^\/api\/alerts\/me$/, signedIn(({ query }) => page([...data.alerts.map(alert => ({ id: `mine-${alert.id}`, alertId: alert.id, consultationId: alert.consultationId, kind: alert.kind, title: alert.title, createdAt: alert.createdAt, state: alert.completedAt ? 'handed-over' : 'waiting' })), ...data.inboxMessages], query))],
  ['GET', /^\/api\/alerts$/, staff(({ query }) => page(data.alerts, query))],
  ['GET', /^\/api\/alerts\/([^/]+)$/, staff(({ parts, language }) => {
    const found = data.alerts.find(item => item.id === parts[0]);
    return found ? json(found) : notFound(language);
  })],
  ['GET', /^\/api\/providers$/, staff(() => json(data.providers))],
  ['POST', /^\/api\/providers\/sms-estimate$/, staff(({ body }) => {
    const text = String(body['text']);
    return json({ asWritten: { text, encoding: 'ucs-2', units: text.length, segments: Math.ceil(text.length / 70), price: 0.08 }, plain: { text: plain(text), encoding: 'gsm-7', units: text.length, segments: Math.ceil(text.length / 160), price: 0.04 } });
  })],
  ['GET', /^\/api\/circulars$/, staff(({ query }) => page(mockTemplates.circulars, query))],
  ['POST', /^\/api\/circulars\/estimate$/, staff(({ body }) => json({ people: 212, email: 208, sms: (body['channels'] as string[]).includes('sms') ? 61 : 0, price: (body['channels'] as string[]).includes('sms') ? 2.44 : 0 }))],
  ['POST', /^\/api\/circulars\/preview$/, staff(({ body, language }) => json({ items: mockTemplates.circularLooks(body['texts'] as never, body['channels'] as string[], language) }))],
  ['POST', /^\/api\/circulars\/test$/, staff(({ body }) => json({ items: (body['channels'] as string[]).map(channel => ({ channel, alertId: 'alert-1', address: channel === 'sms' ? '+383•••01' : 'd•••@example.org' })) }, 202))],
  ['PUT', /^\/api\/circulars\/([^/]+)$/, staff(({ parts, body }) => json({ ...body, id: parts[0], sendAt: body['sendAt'] ?? new Date().toISOString(), status: 'scheduled', createdAt: new Date().toISOString(), byName: 'Drita Shembulli', alertId: null }, 201))],
  ['POST', /^\/api\/circulars\/([^/]+)\/(cancel|send|skip)$/, staff(() => ({ status: 204 }))],
  ['GET', /^\/api\/templates$/, staff(() => json({ items: mockTemplates.kinds }))],
  ['GET', /^\/api\/templates\/folders$/, staff(() => json({ items: mockTemplates.folders.items }, 200, { ETag: `"${mockTemplates.folders.revision}"` }))],
  ['PUT', /^\/api\/templates\/folders$/, staff(({ body }) => {
    mockTemplates.folders.items = (body['items'] as typeof mockTemplates.folders.items).map((one, index) => ({ ...one, id: one.id ?? `own-${index}` }));
    mockTemplates.folders.revision++;
    return json({ items: mockTemplates.folders.items }, 200, { ETag: `"${mockTemplates.folders.revision}"` });
  })],
  ['GET', /^\/api\/templates\/([^/]+)\/looks$/, staff(({ parts }) => json({ items: mockTemplates.looks(parts[0]!) }))],
  ['GET', /^\/api\/templates\/([^/]+)\/(sq|sr|en)\/(email|sms|inbox)$/, staff(({ parts }) => json(mockTemplates.text(parts[0]!, parts[1]!, parts[2]!), 200, { ETag: '"1"' }))],
  ['PUT', /^\/api\/templates\/([^/]+)\/(sq|sr|en)\/(email|sms|inbox)\/draft$/, staff(({ parts, body }) => json({ ...mockTemplates.text(parts[0]!, parts[1]!, parts[2]!), draft: { ...body, basedOn: 1, byName: 'Drita Shembulli', at: new Date().toISOString() } }, 200, { ETag: '"2"' }))],
  ['DELETE', /^\/api\/templates\/([^/]+)\/(sq|sr|en)\/(email|sms|inbox)\/draft$/, staff(() => ({ status: 204 }))],
  ['POST', /^\/api\/templates\/([^/]+)\/(sq|sr|en)\/(email|sms|inbox)\/preview$/, staff(({ parts, body, language }) => json(mockTemplates.preview(parts[1]!, parts[2]!, String(body['text']), language)))],
  ['GET', /^\/api\/templates\/([^/]+)\/(sq|sr|en)\/(email|sms|inbox)\/versions$/, staff(({ parts }) => json({ items: mockTemplates.versions(parts[1]!, parts[2]!) }))],
  ['POST', /^\/api\/templates\/([^/]+)\/(sq|sr|en)\/(email|sms|inbox)\/versions(\/\d+\/restore)?$/, staff(({ parts }) => json(mockTemplates.text(parts[0]!, parts[1]!, parts[2]!)))],
  ['POST', /^\/api\/templates\/([^/]+)\/(sq|sr|en)\/(email|sms|inbox)\/test$/, staff(() => json({ alertId: 'alert-1' }, 202))],
  ['GET', /^\/api\/api-keys$/, staff(() => json({ items: sending.keys }))],
  ['PUT', /^\/api\/api-keys\/([^/]+)$/, staff(({ parts, body, person }) => json({ about: sending.addKey(parts[0]!, body, person!), key: `civikos_${String(body['type'])}_${parts[0]}_not-a-real-key-not-a-real-key-not-a-real-ke` }, 201))],
  ['POST', /^\/api\/api-keys\/([^/]+)\/revoke$/, staff(({ parts, person }) => json(sending.revoke(parts[0]!, person!)))],
  ['GET', /^\/api\/messages$/, staff(({ query, language }) => page(sending.messages(language).filter(item => (!query.get('key') || item.keyId === query.get('key'))
    && (!query.get('state') || item.state === query.get('state')) && (!query.get('reference') || item.reference === query.get('reference'))), query))],
  ['GET', /^\/api\/messages\/([^/]+)$/, staff(({ parts, language }) => {
    const found = sending.messages(language).find(item => item.id === parts[0]);
    return found ? json(found) : notFound(language);
  })],
  ['GET', /^\/api\/webhooks$/, staff(() => json({ items: sending.webhooks }))],
  ['PUT', /^\/api\/webhooks\/([^/]+)$/, staff(({ parts, body, person }) => json({ webhook: sending.addWebhook(parts[0]!, body, person!), secret: 'whsec_bm90LWEtcmVhbC1zZWNyZXQtbm90LWEtcmVhbC1zZWM=' }, 201))],
  ['PUT', /^\/api\/webhooks\/([^/]+)\/secret$/, staff(({ parts }) => json({ webhook: sending.webhooks.find(item => item.id === parts[0]), secret: 'whsec_bm90LWEtcmVhbC1zZWNyZXQtbm90LWEtcmVhbC1zZWM=' }))],
  ['POST', /^\/api\/webhooks\/([^/]+)\/(on|off)$/, staff(({ parts }) => json(Object.assign(sending.webhooks.find(item => item.id === parts[0])!, { state: parts[1] })))],
  ['GET', /^\/api\/webhooks\/([^/]+)\/calls$/, staff(({ query }) => page(sending.calls.filter(item => !query.get('state') || item.state === query.get('state')), query))],
  ['POST', /^\/api\/webhooks\/([^/]+)\/calls\/([^/]+)\/again$/, staff(({ parts }) => json(sending.calls.find(item => item.id === decodeURIComponent(parts[1]!))))],
  ['POST', /^\/api\/webhooks\/([^/]+)\/missed\/again$/, staff(() => json({ calls: sending.calls.filter(item => item.state === 'missed').length }))],
  ['GET', /^\/api\/reminders\/missed$/, staff(() => json({ items: data.missedReminders }))],
  ['POST', /^\/api\/reminders\/missed\/([^/]+)\/(send|skip)$/, staff(({ parts }) => { data.missedReminders.splice(data.missedReminders.findIndex(one => one.id === parts[0]), 1); return { status: parts[1] === 'send' ? 202 : 204 }; })],
  ['GET', /^\/api\/reminders\/silent$/, staff(() => json({ items: [{ consultationId: 'udhezimi-ndihma', title: data.consultations.find(one => one.id === 'udhezimi-ndihma')!.title, deadlineAt: data.instant(0), organisations: data.organisations.slice(0, 4).map(({ id, name }) => ({ id, name })), answered: [], over: false },
    { consultationId: 'mbyllur-1', title: data.consultations.find(one => one.id === 'mbyllur-1')!.title, deadlineAt: data.instant(-2), organisations: data.organisations.slice(0, 2).map(({ id, name }) => ({ id, name })), answered: data.organisations.slice(2, 3).map(({ id, name }) => ({ id, name })), over: true }] }))],
  ['GET', /^\/api\/late-summaries$/, staff(() => json({ items: data.lateSummaries }))],
  ['POST', /^\/api\/late-summaries\/([^/]+)\/(send|leave)$/, staff(({ parts }) => { data.lateSummaries.splice(data.lateSummaries.findIndex(one => one.id === parts[0]), 1); return { status: parts[1] === 'send' ? 202 : 204 }; })],
  ['GET', /^\/api\/staff-notices$/, staff(() => json({ items: data.staffNotices }))],
  ['POST', /^\/api\/staff-notices\/([^/]+)\/done$/, staff(({ parts }) => { data.staffNotices.splice(data.staffNotices.findIndex(one => one.id === parts[0]), 1); return { status: 204 }; })],
  ['GET', /^\/api\/suppressions\/me$/, signedIn(({ person }) => json({ items: data.stopped[person!] ?? [] }))],
  ['POST', /^\/api\/suppressions\/me\/([^/]+)\/lift$/, signedIn(({ person, parts }) => {
    const found = (data.stopped[person!] ?? []).find(one => one.channel === parts[0]);
    if (found?.lift === 'mail') return json({ state: 'mailed' });
    data.stopped[person!] = (data.stopped[person!] ?? []).filter(one => one.channel !== parts[0]);
    return json({ state: 'lifted' });
  })],
  ['POST', /^\/api\/suppressions\/confirmations\/([^/]+)$/, ({ parts, language }) => parts[0] === 'good-token' ? { status: 204 } : badLink(language)],
  ['GET', /^\/api\/suppressions\/organisations\/([^/]+)$/, signedIn(({ parts }) => json({ organisationId: parts[0], items: data.unreachable }))],
  ['GET', /^\/api\/suppressions\/unreachable$/, staff(({ query }) => {
    const asked = data.outOfReach.filter(one => !query.get('organisation') || one.organisationId === query.get('organisation'));
    const found = page(asked, query);
    const organisations = [...new Set(data.outOfReach.map(one => one.organisationId))].map(id => {
      const people = data.outOfReach.filter(one => one.organisationId === id);
      return { id, name: people[0]!.organisationName, people: people.length };
    });
    return { ...found, body: { ...found.body as object, people: new Set(asked.map(one => one.personId)).size, organisations } };
  })],
  ['GET', /^\/api\/suppressions$/, staff(({ query }) => page(data.suppressions.filter(item => !query.get('channel') || item.channel === query.get('channel')), query))],
  ['POST', /^\/api\/suppressions$/, staff(({ body, person }) => {
    const added = { channel: body['channel'], address: body['address'], why: 'staff', since: new Date().toISOString(), detail: body['note'] || null, personId: null, by: person } as (typeof data.suppressions)[number];
    data.suppressions.unshift(added);
    return json(added, 201);
  })],
  ['POST', /^\/api\/suppressions\/release$/, staff(({ body, language }) => {
    const index = data.suppressions.findIndex(item => item.channel === body['channel'] && item.address === body['address']);
    if (index < 0) return notFound(language);
    data.suppressions.splice(index, 1);
    return { status: 204 };
  })],
  ['POST', /^\/api\/alerts\/([^/]+)\/resend$/, staff(() => json({ opened: 3 }, 202))],
  ['GET', /^\/api\/alerts\/([^/]+)\/deliveries$/, staff(({ query }) => page(data.deliveries.filter(item => (!query.get('state') || item.state === query.get('state')) && (!query.get('channel') || item.channel === query.get('channel'))), query))],
  ['GET', /^\/api\/alerts\/([^/]+)\/not-reached$/, staff(({ query }) => page(data.deliveries.filter(item => item.state === 'failed' || item.state === 'not-sent').map(item => ({ personId: item.personId, personName: item.personName, language: item.language, channels: [{ channel: item.channel, state: item.state, address: item.address, lastError: item.lastError }] })), query))],

  ['GET', /^\/api\/ledgers\/([^/]+)$/, staff(({ parts, language }) => parts[0] === LEDGER_DRAFT ? json(ledger(language))
    : problem(404, 'unknown-draft', say(language, 'Projektakt i panjohur', 'Nepoznat nacrt', 'Unknown draft'), say(language, 'Askush nuk duhej njoftuar ndonjëherë për një projektakt me këtë identifikues.', 'O nacrtu sa ovom oznakom nikada niko nije trebalo da bude obavešten.', 'Nobody was ever to be told of a draft with this identifier.')))],
  ['GET', /^\/api\/ledgers\/([^/]+)\/organisations$/, staff(({ query, language }) => page(ledgerGroups(language, query.get('unaware') === 'true'), query))],
  ['GET', /^\/api\/ledgers\/([^/]+)\/people$/, staff(({ query, language }) => {
    const found = page(ledgerPeople(language, query), query);
    const body = found.body as { next: string | null };
    return { ...found, body: { ...body, searched: body.next ? 0.4 : 1 } };
  })],
  ['POST', /^\/api\/ledgers\/([^/]+)\/resend$/, staff(() => json({ failed: 4, opened: 3 }, 202))],

  ['GET', /^\/api\/working-groups$/, () => json({ items: data.workingGroups })],
  ['GET', /^\/api\/campaigns$/, ({ query }) => page(data.campaigns.filter(item => (!query.get('group') || item.group === query.get('group')) && (!query.get('status') || item.status === query.get('status'))), query)],
  ['GET', /^\/api\/campaigns\/([^/]+)$/, ({ parts, language }) => {
    const found = data.campaigns.find(item => item.id === parts[0]);
    return found ? json(found, 200, { ETag: `"${found.version}"` }) : notFound(language);
  }],
  ['PUT', /^\/api\/campaigns\/([^/]+)$/, signedIn(({ parts, body }) => {
    let found = data.campaigns.find(item => item.id === parts[0]);
    if (!found) {
      found = { id: parts[0]!, status: 'planned', milestones: [], consultations: [], version: 0 } as unknown as (typeof data.campaigns)[number];
      data.campaigns.push(found);
    }
    Object.assign(found, body);
    found.version++;
    return json(found);
  })],
  ['PUT', /^\/api\/campaigns\/([^/]+)\/status$/, signedIn(({ parts, body }) => json(Object.assign(data.campaigns.find(item => item.id === parts[0])!, { status: body['status'] })))],
  ['PUT', /^\/api\/campaigns\/([^/]+)\/milestones\/([^/]+)$/, signedIn(({ parts, body }) => {
    const found = data.campaigns.find(item => item.id === parts[0])!;
    const milestone = { id: parts[1]!, title: String(body['title']), due: (body['due'] as string | null) ?? null, done: Boolean(body['done']), doneOn: body['done'] ? data.instant(0).slice(0, 10) : null };
    const at = found.milestones.findIndex(item => item.id === parts[1]);
    if (at < 0) found.milestones.push(milestone);
    else found.milestones[at] = milestone;
    return json(found);
  })],
  ['GET', /^\/api\/campaigns\/([^/]+)\/log$/, signedIn(({ parts, query }) => page(data.log[parts[0]!] ?? [], query))],
  ['POST', /^\/api\/campaigns\/([^/]+)\/log$/, signedIn(({ parts, body, person }) => {
    (data.log[parts[0]!] ??= []).unshift({ id: `l${Date.now()}`, at: new Date().toISOString(), kind: 'note', text: String(body['text']), actor: person });
    return { status: 201 };
  })],
  ['PUT', /^\/api\/campaigns\/([^/]+)\/consultations\/([^/]+)$/, signedIn(({ parts }) => {
    const found = data.campaigns.find(item => item.id === parts[0])!;
    const linked = data.consultations.find(item => item.id === parts[1])!;
    found.consultations.push({ id: linked.id, title: linked.title, stage: linked.stage, deadline: linked.deadline, commentCount: linked.commentCount, concerned: 0, handedOver: 0 });
    return json(found);
  })],
  ['DELETE', /^\/api\/campaigns\/([^/]+)\/consultations\/([^/]+)$/, signedIn(({ parts }) => {
    const found = data.campaigns.find(item => item.id === parts[0])!;
    found.consultations = found.consultations.filter(item => item.id !== parts[1]);
    return { status: 204 };
  })],
];

/** Cookies steer it: mock-person=arta · mock-fail=/api/x:503 · mock-empty=1 · mock-slow=2000 */
export function answer(request: MockRequest): MockResponse | null {
  const url = new URL(request.url, 'http://localhost');
  const cookies = Object.fromEntries((request.headers['cookie'] ?? '').split('; ').filter(Boolean).map(entry => entry.split('=') as [string, string]));
  const person = cookies['mock-person'] && data.people[cookies['mock-person']] ? cookies['mock-person'] : null;

  if (url.pathname === '/oauth2/authorization/civikos') {
    const back = encodeURIComponent(url.searchParams.get('return') ?? '/');
    const links = Object.values(data.people).map(item => `<li><a href="/mock/sign-in?as=${item.id}&amp;return=${back}">${item.name}</a> ${item.roles.join(', ')}</li>`).join('');
    return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: `<!doctype html><title>Mock sign-in</title><h1>Mock sign-in</h1><ul>${links}</ul>` };
  }
  if (url.pathname === '/mock/sign-in') {
    return { status: 302, headers: { 'Location': url.searchParams.get('return') ?? '/', 'Set-Cookie': `mock-person=${url.searchParams.get('as')}; Path=/` } };
  }
  if (url.pathname === '/logout') return { status: 204, headers: { 'Set-Cookie': 'mock-person=; Path=/; Max-Age=0' } };
  if (!url.pathname.startsWith('/api/')) return null;

  const [failing, status] = decodeURIComponent(cookies['mock-fail'] ?? '').split(':');
  if (failing && url.pathname.startsWith(failing)) return problem(Number(status), 'mock', 'Mock', '');
  const delayMs = Number(cookies['mock-slow'] ?? 0);
  const accepted = (request.headers['accept-language'] ?? 'en').slice(0, 2);
  const language = accepted === 'sq' || accepted === 'sr' ? accepted : 'en';
  if (request.method !== 'GET' && request.headers['x-xsrf-token'] !== 'mock-token') return problem(403, 'csrf', 'CSRF', 'The request does not carry the token of this page.');

  for (const [method, pattern, handler] of routes) {
    const match = pattern.exec(url.pathname);
    if (method !== request.method || !match) continue;
    let body: Record<string, unknown> = {};
    try {
      body = request.body ? JSON.parse(request.body) : {};
    } catch {
      // A form with a file; what is in it does not matter here.
    }
    const result = handler({ path: url.pathname, query: url.searchParams, person, body, headers: request.headers, parts: match.slice(1).map(decodeURIComponent), language });
    const emptied = cookies['mock-empty'] && typeof result.body === 'object' && result.body !== null && 'items' in result.body && !/institutions|working-groups/.test(url.pathname)
      ? { ...result, body: { items: [], next: null } } : result;
    return { ...emptied, delayMs: delayMs || (emptied.delayMs ?? 0) };
  }
  return notFound(language);
}
