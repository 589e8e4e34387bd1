import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { inLanguage, useI18n, useDates, useT } from '@/shared/i18n';
import { languageNames, languageTags, type Language } from '@/shared/i18n/language';
import { useLetterKeys } from '@/shared/lib/use-letter-keys';
import { useSession } from '@/shared/session/session';
import { Deadline } from '@/shared/ui/deadline';
import { Dialog } from '@/shared/ui/dialog';
import { LetterKeys } from '@/shared/ui/letter-keys';
import { ArrowLeftRight, BellRing, CalendarClock, CalendarPlus, Check, Download, ExternalLink, FileText, History as HistorySign, Keyboard, MessageSquare, Pencil, Printer } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { usePageTitle } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { tabOf, takesComments, useTakes } from '../accepts';
import { useCommentDrafts, useMyComments } from '../api/comments';
import { amends } from '../api/applied';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import type { ActNode, CommentKind, Consultation, Quote, Structure } from '../api/types';
import { addressOf, allKept, throwAway } from '../kept-comments';
import { deadlineMoves } from '../deadline-moves';
import { outline, placeOf, shownAs, versionOf, type Outline } from '../structure';
import { ActText, BothTexts, hasWords } from './act-text';
import { CommentsPanel } from './comments-panel';
import { Contents } from './contents';
import { Follow } from './follow';
import { Continuation, History, InternalDeadlines, RuleNotes, StageLine } from './life';
import { NotRelevant } from './not-relevant';
import { OwnExport } from './export-links';
import { OfflineForm } from './offline-form';
import { SelectionMenu } from './selection-menu';
import { StructureWarnings } from './structure-warnings';
import './consultation.css';

const CommentForm = lazy(() => import('./comment-form').then(module => ({ default: module.CommentForm })));
const ChooseWords = lazy(() => import('./choose-words').then(module => ({ default: module.ChooseWords })));
const DeskLink = lazy(() => import('./desk-link').then(module => ({ default: module.DeskLink })));
const StageDesk = lazy(() => import('./stage-desk').then(module => ({ default: module.StageDesk })));
const MoveDeadline = lazy(() => import('./move-deadline').then(module => ({ default: module.MoveDeadline })));

/** From this width the comments stand beside the text. */
const BESIDE = '(min-width: 1100px)';

type Writing = { node: string | null; kind?: CommentKind; quote?: Quote | null };

export function ConsultationPage() {
  const { id = '' } = useParams();
  const consultation = useConsultation(id);
  if (consultation.isPending) return <Skeleton lines={12} />;
  if (consultation.error) return <Failure heading="h1" error={consultation.error} onRetry={() => void consultation.refetch()} />;
  return <Loaded key={id} consultation={consultation.data.data} etag={consultation.data.etag} />;
}

function Loaded({ consultation, etag }: { consultation: Consultation; etag: string | null }) {
  const { t, language: reader } = useI18n();
  const session = useSession();
  const navigate = useNavigate();
  const location = useLocation();
  const structure = useStructure(consultation.id);
  const [asked, setAsked] = useState<Language | null>(null);
  const [other, setOther] = useState<Language | null>(null);
  const { language, nodes } = useMemo(() => versionOf(structure.data, reader, asked), [structure.data, reader, asked]);
  const text = useMemo(() => outline(nodes), [nodes]);
  const second = useMemo(() => other === null || other === language ? null : besideIt(structure.data, reader, other), [structure.data, reader, other, language]);
  const mine = useMyComments(consultation.id, session.state === 'signed-in');
  const myNodes = useMemo(() => new Set((mine.data?.items ?? []).filter(comment => comment.status !== 'withdrawn').map(comment => text.sectionOf.get(comment.node ?? '') ?? '')), [mine.data, text]);

  const [active, setActive] = useState<string | null>(null);
  const [sheet, setSheet] = useState<string | null | undefined>(undefined);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [choosing, setChoosing] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const panel = useRef<HTMLElement>(null);
  /** What had the focus when the form was opened; the menu at chosen words is gone when it closes. */
  const opener = useRef<Element | 'beside' | null>(null);
  const jumped = useRef('');
  const written = useRef<Writing | null>(null);
  usePageTitle(consultation.title);

  const { whole: open, parts } = useTakes(consultation);

  const write = useCallback((wish: Writing) => {
    setSheet(undefined);
    if (matchMedia(BESIDE).matches) {
      opener.current = panel.current?.contains(document.activeElement) ? 'beside' : document.activeElement;
      setWriting(wish);
      // The form takes the focus to its heading; until it is loaded the place beside the text has it.
      requestAnimationFrame(() => { if (!panel.current?.contains(document.activeElement)) panel.current?.focus(); });
      return;
    }
    const query = new URLSearchParams();
    if (wish.node) query.set('node', wish.node);
    if (wish.kind) query.set('kind', wish.kind);
    void navigate(`/consultations/${consultation.id}/comment?${query}`, { state: { quote: wish.quote } });
  }, [consultation.id, navigate]);

  // When the form beside the text closes, the focus goes back to what opened it, or else to what the comment was about.
  useEffect(() => {
    const before = written.current;
    written.current = writing;
    if (!before || writing) return;
    const from = opener.current;
    // The button beside the text is made anew.
    const beside = panel.current?.querySelector<HTMLElement>('[data-write]') ?? panel.current;
    const back = from === 'beside' ? beside
      : from instanceof HTMLElement && from.isConnected && from !== document.body ? from
      : (before.node && document.getElementById(text.sectionOf.get(before.node) ?? before.node)) || beside;
    back?.focus({ preventScroll: true });
  }, [writing, text]);

  /** The version that a part belongs to: of two beside each other it may be the other one. */
  const sideOf = (node: string | null) => second && node !== null && !nodes.some(one => one.id === node) ? { nodes: second.nodes, text: second.text, language: other! } : { nodes, text, language: language! };

  const stopChoosing = (section: string) => {
    setChoosing(null);
    document.getElementById(section)?.focus({ preventScroll: true });
  };

  const showComments = useCallback((node: string | null) => {
    if (matchMedia(BESIDE).matches) {
      setWriting(null);
      setActive(node);
      requestAnimationFrame(() => panel.current?.focus());
    } else {
      setSheet(node);
    }
  }, []);

  // The address may name an article; it is jumped to once the text is there.
  useEffect(() => {
    if (!nodes.length || !location.hash) return;
    const named = decodeURIComponent(location.hash.slice(1));
    const target = shownAs(named, structure.data?.nodes ?? [], nodes) ?? named;
    const go = () => document.getElementById(target)?.scrollIntoView({ block: 'start' });
    go();
    // Whoever goes on by keyboard goes on from there. Once only: the text also comes again while one writes.
    if (jumped.current !== location.key) {
      jumped.current = location.key;
      document.getElementById(text.sectionOf.get(target) ?? target)?.focus({ preventScroll: true });
    }
    // Sections out of sight have an estimated height; once more when the near ones are drawn.
    const later = setTimeout(go, 80);
    const section = text.sectionOf.get(target);
    if (section) setActive(section);
    return () => clearTimeout(later);
  }, [structure.data, nodes, text, location.hash, location.key]);

  useKeys(text, active, { goTo: node => { setActive(node); void navigate({ hash: node }, { replace: true, preventScrollReset: true }); }, comment: node => open && write({ node: parts ? node : null }), help: () => setHelp(true), choose: () => { const section = text.sections.find(one => one.node.id === active); if (parts && section && hasWords(section)) setChoosing(active); } });

  return (
    <>
      <Head consultation={consultation} etag={etag} onKeys={() => setHelp(true)} />
      <Unsent consultation={consultation} nodes={nodes} text={text} />
      <div className={second ? 'draft draft-both' : 'draft'}>
        <Contents sections={text.sections} active={active} mine={myNodes} language={language ?? consultation.language} />
        <section className="act-column" aria-label={t.consultation.text}>
          <div className="whole no-print">
            <button type="button" className="mark mark-whole" onClick={() => showComments(null)}>
              {t.consultation.wholeComments}
            </button>
            {open && <button type="button" className="link-button" onClick={() => write({ node: null })}>{t.consultation.commentOnWhole}</button>}
          </div>
          {structure.error ? <Failure error={structure.error} onRetry={() => void structure.refetch()} />
            : structure.isPending ? <Skeleton lines={18} />
            : text.sections.length === 0 ? <Empty title={t.consultation.noTextTitle}>{t.consultation.noTextText}</Empty>
            : (
              <>
                <StructureWarnings warnings={[...(consultation.warnings ?? []), ...structure.data.warnings]} nodes={nodes} text={text} />
                {(structure.data.languages ?? []).length > 1 && <Versions languages={structure.data.languages!} shown={language!} beside={second ? other : null} onChoose={choice => { setActive(null); setAsked(choice); }} onBeside={setOther} />}
                {second ? <BothTexts left={text.sections} right={second.text.sections} languages={[language!, other!]} mine={myNodes} onComments={node => showComments(shownAs(node, structure.data.nodes, nodes) ?? node)} onChoose={parts ? setChoosing : undefined} /> : <ActText sections={text.sections} language={language!} mine={myNodes} onActive={setActive} onComments={showComments} onChoose={parts ? setChoosing : undefined} />}
                {parts && !choosing && <SelectionMenu onPick={write} />}
              </>
            )}
        </section>
        <aside className="comments-column no-print" ref={panel} tabIndex={-1} aria-label={t.consultation.commentsTitle}>
          {writing ? (
            <Suspense fallback={<Skeleton />}>
              <CommentForm
                key={`${writing.node ?? 'whole'}${writing.quote?.start ?? ''}${writing.quote?.exact ?? ''}`} consultation={consultation} nodes={sideOf(writing.node).nodes} embedded
                node={writing.node} kind={writing.kind} quote={writing.quote} onClose={() => setWriting(null)}
              />
            </Suspense>
          ) : (
            <CommentsPanel consultation={consultation} nodes={nodes} text={text} node={active} onWrite={() => write({ node: active })} />
          )}
        </aside>
      </div>
      <Dialog sheet open={sheet !== undefined} onClose={() => setSheet(undefined)} title={t.consultation.commentsTitle}>
        <CommentsPanel consultation={consultation} nodes={nodes} text={text} node={sheet ?? null} onWrite={() => write({ node: sheet ?? null })} />
      </Dialog>
      {choosing && (
        <Suspense fallback={null}>
          <ChooseWords
            key={choosing} section={choosing} place={placeOf(choosing, sideOf(choosing).nodes, sideOf(choosing).text, t)} language={sideOf(choosing).language} onClose={() => stopChoosing(choosing)}
            onPick={wish => { stopChoosing(choosing); write(wish); }}
          />
        </Suspense>
      )}
      <Dialog open={help} onClose={() => setHelp(false)} title={t.consultation.keysTitle}>
        <dl className="keys">
          <div><dt><kbd>j</kbd></dt><dd>{t.consultation.keyNext}</dd></div>
          <div><dt><kbd>k</kbd></dt><dd>{t.consultation.keyPrevious}</dd></div>
          <div><dt><kbd>c</kbd></dt><dd>{t.consultation.keyComment}</dd></div>
          <div><dt><kbd>w</kbd></dt><dd>{t.consultation.keyWords}<br /><span className="soft">{t.consultation.chooseHelp}</span></dd></div>
          <div><dt><kbd>?</kbd></dt><dd>{t.consultation.keyHelp}</dd></div>
        </dl>
        <LetterKeys />
      </Dialog>
    </>
  );
}

function besideIt(structure: Structure | undefined, reader: Language, other: Language) {
  const { nodes } = versionOf(structure, reader, other);
  return { nodes, text: outline(nodes) };
}

/** One text, several languages: what is said on an article is said on it in all of them. */
function Versions({ languages, shown, beside, onChoose, onBeside }: { languages: Language[]; shown: Language; beside: Language | null; onChoose: (language: Language) => void; onBeside: (language: Language | null) => void }) {
  const t = useT();
  const choice = (language: Language, pressed: boolean, choose: () => void) => (
    <button key={language} type="button" className="button button-plain button-small" aria-pressed={pressed} lang={languageTags[language]} onClick={choose}>
      {pressed && <Check size={16} aria-hidden="true" />}{languageNames[language]}
    </button>
  );
  return (
    <div className="versions-choice no-print">
      <div className="actions" role="group" aria-label={t.consultation.textIn}>
        <span className="soft">{t.consultation.textIn}</span>
        {languages.map(language => choice(language, language === shown, () => onChoose(language)))}
      </div>
      <div className="actions" role="group" aria-label={t.consultation.besideIn}>
        <span className="soft">{t.consultation.besideIn}</span>
        {languages.filter(language => language !== shown).map(language => choice(language, language === beside, () => onBeside(language === beside ? null : language)))}
      </div>
    </div>
  );
}

function Head({ consultation, etag, onKeys }: { consultation: Consultation; etag: string | null; onKeys: () => void }) {
  const { t, language } = useI18n();
  const { isStaff } = useSession();
  const dates = useDates();
  const [follow, setFollow] = useState(false);
  const [moving, setMoving] = useState(false);
  const institution = inLanguage(consultation.institution.names, language) || consultation.institution.id;
  const open = takesComments(consultation);
  const takes = useTakes(consultation);
  const tab = tabOf(consultation.stage);
  return (
    <header className="draft-head">
      <nav aria-label={t.nav.breadcrumb} className="crumbs no-print"><Link to={tab === 'open' ? '/consultations' : `/consultations?stage=${tab}`}>{t.nav.consultations}</Link></nav>
      <h1 tabIndex={-1} lang={languageTags[consultation.language]}>{consultation.title}</h1>
      <p className="draft-who">{consultation.owner === 'network' ? t.life.ownDocument : institution} · {t.actKinds[consultation.actKind] ?? consultation.actKind}</p>
      <p className="draft-when"><Deadline due={consultation} /></p>
      <StageLine consultation={consultation} />
      <div className="actions draft-actions no-print">
        <button type="button" className="button button-plain button-small" onClick={() => setFollow(true)}><BellRing size={18} aria-hidden="true" />{t.consultation.follow}</button>
        <button type="button" className="button button-plain button-small" onClick={() => window.print()}><Printer size={18} aria-hidden="true" />{t.consultation.print}</button>
        {open && <a className="button button-plain button-small" href={`/api/consultations/${consultation.id}/calendar?lang=${language}`} download={`${consultation.reference}.ics`}><CalendarPlus size={18} aria-hidden="true" />{t.consultation.calendar}</a>}
        {isStaff && ['early', 'open', 'closed'].includes(consultation.stage) && <button type="button" className="button button-plain button-small" onClick={() => setMoving(true)}><CalendarClock size={18} aria-hidden="true" />{t.consultation.moveDeadline}</button>}
        {open && <NotRelevant consultation={consultation.id} />}
        {isStaff && <Suspense fallback={null}><DeskLink consultation={consultation.id} /><StageDesk consultation={consultation} etag={etag} /></Suspense>}
        <button type="button" className="button button-plain button-small keys-button" onClick={onKeys}><Keyboard size={18} aria-hidden="true" />{t.consultation.keys}</button>
      </div>
      {((consultation.publisherChanges ?? 0) > 0 || deadlineMoves(consultation).length > 0) && <p className="no-print"><Link to={`/consultations/${consultation.id}/versions`}><HistorySign size={18} aria-hidden="true" /> {t.versions.link}</Link></p>}
      {(amends(consultation) || isStaff) && <p className="no-print"><Link to={`/consultations/${consultation.id}/applied`}><ArrowLeftRight size={18} aria-hidden="true" /> {t.applied.link}</Link></p>}
      {consultation.commentCount > 0 && <p className="no-print"><Link to={`/consultations/${consultation.id}/proposals`}><MessageSquare size={18} aria-hidden="true" /> {t.outcomes.title}</Link></p>}
      {!open && <Notice><p>{takes.late ? t.commentLife.lateTaken[takes.late] : consultation.stage === 'closed' ? t.consultation.closedNote : t.life.nothingTaken}</p></Notice>}
      {open && consultation.stage === 'early' && <Notice><p>{t.life.generalOnly}</p></Notice>}
      <Continuation consultation={consultation} />
      <RuleNotes consultation={consultation} />
      <InternalDeadlines consultation={consultation} />
      <History consultation={consultation} />
      <details className="about">
        <summary><h2>{t.consultation.about}</h2></summary>
        <div className="about-body">
          {consultation.description && <p lang={languageTags[consultation.language]} className="description">{consultation.description}</p>}
          <dl className="pairs">
            {consultation.officerName && <><dt>{t.consultation.officer}</dt><dd>{consultation.officerName}</dd></>}
            <dt>{t.members.fieldsColumn}</dt><dd>{consultation.fields.map(field => t.fields[field] ?? field).join(', ') || t.common.none}</dd>
            {consultation.sourceUrl && (
              <><dt>{t.consultation.source}</dt><dd><a href={consultation.sourceUrl} rel="noreferrer">{hostOf(consultation.sourceUrl)} <ExternalLink size={14} aria-hidden="true" /><span className="hidden"> ({t.common.opensElsewhere})</span></a></dd></>
            )}
          </dl>
          <p className="soft">{t.consultation.writtenIn(t.contentLanguage[consultation.language])}</p>
        </div>
      </details>
      <section className="documents" aria-labelledby="documents">
        <h2 id="documents">{t.consultation.documents}</h2>
        {consultation.documents.length === 0 ? <p className="soft">{t.consultation.noDocuments}</p> : (
          <ul>
            {consultation.documents.map(document => (
              <li key={document.id}>
                <FileText size={18} aria-hidden="true" />
                <span>
                  <a href={`/api/consultations/${consultation.id}/documents/${document.id}`} download={document.fileName}>{document.label || document.fileName}</a>
                  <small className="soft">{[extensionOf(document.fileName), t.common.bytes(document.bytes), document.addedOn && t.consultation.added(dates.date(document.addedOn))].filter(Boolean).join(' · ')}</small>
                </span>
                <Download size={16} aria-hidden="true" className="soft" />
              </li>
            ))}
          </ul>
        )}
        {(consultation.articleCount ?? 0) > 0 && (
          <p className="no-print small">
            {t.consultation.textAs}{' '}
            <a href={`/api/consultations/${consultation.id}/act?format=akn`} download>Akoma Ntoso (XML)</a> · <a href={`/api/consultations/${consultation.id}/act?format=json`} download>JSON</a>
          </p>
        )}
      </section>
      {takes.whole && <OfflineForm consultation={consultation.id} />}
      <OwnExport consultation={consultation.id} />
      <Dialog open={follow} onClose={() => setFollow(false)} title={t.consultation.followTitle}><Follow consultation={consultation} institution={institution} /></Dialog>
      <Dialog open={moving} onClose={() => setMoving(false)} title={t.consultation.moveDeadline}>
        <Suspense fallback={<Skeleton lines={6} />}><MoveDeadline consultation={consultation} etag={etag} onDone={() => setMoving(false)} /></Suspense>
      </Dialog>
    </header>
  );
}

/** What was begun here and not sent. */
function Unsent({ consultation, nodes, text }: { consultation: Consultation; nodes: ActNode[]; text: Outline }) {
  const { t } = useI18n();
  const { me } = useSession();
  const [, refresh] = useState(0);
  const kept = me ? allKept(me.id, consultation.id) : [];
  const drafts = useCommentDrafts(consultation.id, me !== null && me.mandates.length > 0).data?.items ?? [];
  const takes = useTakes(consultation);
  if (!me || !takes.whole) return null;
  if (kept.length === 0) return drafts.length > 0 ? <p className="no-print"><Link to="/comment-drafts">{t.commentLife.waits(drafts.length)}</Link></p> : null;
  return (
    <div className="no-print">
      <Notice>
        <p>{t.consultation.unsent}</p>
        <ul>
          {kept.map(comment => (
            <li key={comment.id} className="actions">
              <Link to={addressOf(comment)}>
                <Pencil size={16} aria-hidden="true" /> {t.consultation.continueWriting}: {comment.law?.label ?? placeOf(comment.node, nodes, text, t)}
              </Link>
              <button type="button" className="link-button" onClick={() => { throwAway(me.id, comment); refresh(count => count + 1); }}>
                {t.consultation.discard}<span className="hidden">: {comment.law?.label ?? placeOf(comment.node, nodes, text, t)}</span>
              </button>
            </li>
          ))}
        </ul>
        {drafts.length > 0 && <p><Link to="/comment-drafts">{t.commentLife.waits(drafts.length)}</Link></p>}
      </Notice>
    </div>
  );
}

/** j and k walk through the articles, c comments, w chooses words, ? explains. Not while someone is typing, nor where they are switched off. */
function useKeys(text: Outline, active: string | null, act: { goTo: (node: string) => void; comment: (node: string | null) => void; choose: () => void; help: () => void }) {
  const [on] = useLetterKeys();
  const latest = useRef({ text, active, act });
  useEffect(() => {
    latest.current = { text, active, act };
  });
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, dialog, [contenteditable], [role="application"]')) return;
      const { text, active, act } = latest.current;
      if (event.key === 'j' || event.key === 'k') {
        const at = text.sections.findIndex(section => section.node.id === active);
        const next = text.sections[event.key === 'j' ? at + 1 : Math.max(0, at - 1)];
        if (next) act.goTo(next.node.id);
      } else if (event.key === 'c') act.comment(active);
      else if (event.key === 'w') act.choose();
      else if (event.key === '?') act.help();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [on]);
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}

function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(dot + 1).toUpperCase() : '';
}
