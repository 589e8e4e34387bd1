import { useParams } from 'react-router';
import { useDates, useT } from '@/shared/i18n';
import type { Messages } from '@/shared/i18n/messages/en';
import { languageTags } from '@/shared/i18n/language';
import { useFilters } from '@/shared/lib/use-filters';
import { CarriageLine } from '@/shared/ui/carriage-line';
import { SelectField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useConsultation } from '../api/get-consultation';
import type { ActNode, Consultation } from '../api/types';
import { only, useDifference, useVersions, type ArticleDifference, type Copy, type DraftChangeKind, type Place, type Versions } from '../api/versions';
import { deadlineMoves } from '../deadline-moves';
import { nameOf } from '../structure';
import { Pieces } from './pieces';
import './consultation.css';
import './versions.css';

const NAMES = ['from', 'to', 'view'] as const;

export function VersionsPage() {
  const { id = '' } = useParams();
  const consultation = useConsultation(id);
  const versions = useVersions(id);
  const error = consultation.error ?? versions.error;
  if (error) return <Failure heading="h1" error={error} onRetry={() => { void consultation.refetch(); void versions.refetch(); }} />;
  if (!consultation.data || !versions.data) return <Skeleton lines={12} />;
  return <Loaded consultation={consultation.data.data} versions={versions.data} />;
}

function Loaded({ consultation, versions }: { consultation: Consultation; versions: Versions }) {
  const t = useT();
  const v = t.versions;
  return (
    <>
      <nav aria-label={t.nav.breadcrumb} className="crumbs no-print"><Link to={`/consultations/${consultation.id}`}>{consultation.title}</Link></nav>
      <PageHead title={v.title} lead={v.lead} />
      <CarriageLine consultation={consultation.id} />
      {versions.changes.length === 0 && deadlineMoves(consultation).length === 0 ? <Empty title={v.noneTitle}>{v.noneText}</Empty> : <History consultation={consultation} versions={versions} />}
      {versions.current > 1 && <Compare consultation={consultation} versions={versions} />}
    </>
  );
}

function History({ consultation, versions }: { consultation: Consultation; versions: Versions }) {
  const t = useT();
  const dates = useDates();
  const v = t.versions;
  const entries = [...versions.changes.map(change => ({ at: change.at, change, move: null })), ...deadlineMoves(consultation).map(move => ({ at: move.at, change: null, move }))]
    .sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section className="page-section" aria-labelledby="history">
      <h2 id="history">{v.history}</h2>
      <ol className="rows versions-history" reversed>
        {entries.map(({ change, move }) => move ? (
          <li key={move.at} className="plain-row">
            <h3>{dates.dateTime(move.at)}</h3>
            <p>{v.deadlineMoved(dates.dateTime(move.before), dates.dateTime(move.after))}</p>
          </li>
        ) : (
          <li key={change.number} className="plain-row">
            <h3>{dates.dateTime(change.at)}</h3>
            <ul className="plain">
              {change.kinds.map(kind => <li key={kind}>{said(change, kind, v)}</li>)}
            </ul>
            {change.problem && <p className="red">{v.problem}</p>}
            {change.copies.map(copy => (
              <p key={copy.after.id} className="versions-copies">
                {copy.before && <><File consultation={consultation} copy={copy.before} word={v.before} /> </>}
                <File consultation={consultation} copy={copy.after} word={copy.before ? v.after : v.addedFile} />
              </p>
            ))}
          </li>
        ))}
      </ol>
      <p className="soft">{v.published(dates.dateTime(versions.versions[0]?.since ?? consultation.openedAt))}</p>
    </section>
  );
}

function said(change: Versions['changes'][number], kind: DraftChangeKind, v: Messages['versions']): string {
  if (kind === 'text-changed') return v.textChanged(change.changedArticles, `${change.previousVersion} → ${change.version}`);
  if (kind === 'title-changed') return v.renamed(change.title?.before ?? '', change.title?.after ?? '');
  return v.kinds[kind];
}

function File({ consultation, copy, word }: { consultation: Consultation; copy: Copy; word: string }) {
  const t = useT();
  const dates = useDates();
  return (
    <span>
      {word}: <a href={`/api/consultations/${consultation.id}/documents/${copy.id}`} download={copy.fileName}>{copy.label || copy.fileName}</a>{' '}
      <small className="soft">
        {[t.common.bytes(copy.bytes), copy.fetchedAt && t.versions.fetched(dates.dateTime(copy.fetchedAt))].filter(Boolean).join(' · ')}
        {copy.sha256 && <> · <span title={copy.sha256}>SHA-256 {copy.sha256.slice(0, 12)}…</span></>}
      </small>
    </span>
  );
}

function Compare({ consultation, versions }: { consultation: Consultation; versions: Versions }) {
  const t = useT();
  const dates = useDates();
  const v = t.versions;
  const [filters, setFilters] = useFilters(NAMES);
  const to = within(filters.to, versions.current, versions.current);
  const from = within(filters.from, versions.current, Math.max(1, to - 1));
  const side = filters.view === 'side';
  const difference = useDifference(consultation.id, from, to);
  const label = (version: number) => v.version(version, dates.short(versions.versions[version - 1]?.since ?? consultation.openedAt));
  return (
    <section className="page-section" aria-labelledby="differences">
      <h2 id="differences">{v.differences}</h2>
      <div className="versions-choice no-print">
        {([['from', from, v.from], ['to', to, v.to]] as const).map(([name, value, text]) => (
          <SelectField key={name} id={`versions-${name}`} label={text} value={String(value)} onChange={event => setFilters({ [name]: event.target.value })}>
            {versions.versions.map(one => <option key={one.version} value={one.version}>{label(one.version)}</option>)}
          </SelectField>
        ))}
        <SelectField id="versions-view" label={v.view} value={side ? 'side' : 'inline'} onChange={event => setFilters({ view: event.target.value === 'side' ? 'side' : '' })}>
          <option value="inline">{v.inline}</option>
          <option value="side">{v.side}</option>
        </SelectField>
      </div>
      <p className="no-print small">
        {label(to)}. {t.consultation.textAs}{' '}
        <a href={`/api/consultations/${consultation.id}/act?format=akn&version=${to}`} download>Akoma Ntoso (XML)</a> · <a href={`/api/consultations/${consultation.id}/act?format=json&version=${to}`} download>JSON</a>
      </p>
      {from === to ? <p>{v.sameVersion}</p>
        : difference.error ? <Failure error={difference.error} onRetry={() => void difference.refetch()} />
        : difference.isPending ? <Skeleton lines={8} />
        : difference.data.articles.length === 0 ? <p>{v.noDifference}</p>
        : (
          <>
            <p role="status">{v.count(difference.data.changedArticles)}</p>
            {difference.data.articles.map(article => (
              <Article key={`${article.before?.node ?? ''}>${article.after?.node ?? ''}`} article={article} side={side} language={languageTags[consultation.language]} labels={[label(from), label(to)]} />
            ))}
          </>
        )}
    </section>
  );
}

function Article({ article, side, language, labels }: { article: ArticleDifference; side: boolean; language: string; labels: [string, string] }) {
  const t = useT();
  const v = t.versions;
  const place = article.after ?? article.before!;
  const renumbered = article.kinds.includes('renumbered') && article.before && article.after;
  return (
    <article className="versions-article" id={place.node}>
      <h3>{nameOf(node(place), t)}{renumbered ? ` (${v.was(nameOf(node(article.before!), t))})` : ''}</h3>
      <p className="versions-kinds">{article.kinds.map(kind => <span key={kind} className="tag">{v.articles[kind]}</span>)}</p>
      {side ? (
        <div className="versions-side" lang={language}>
          <Column title={labels[0]} there={article.before !== null} article={article} version="before" />
          <Column title={labels[1]} there={article.after !== null} article={article} version="after" />
        </div>
      ) : (
        <div lang={language}>
          {article.heading.length > 0 && <p className="word-diff versions-heading"><Pieces pieces={article.heading} /></p>}
          {article.text.length > 0 && <div className="word-diff"><Pieces pieces={article.text} /></div>}
        </div>
      )}
    </article>
  );
}

function Column({ title, there, article, version }: { title: string; there: boolean; article: ArticleDifference; version: 'before' | 'after' }) {
  const t = useT();
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      {!there ? <p className="soft">{t.versions.notThere}</p> : (
        <>
          {article.heading.length > 0 && <p className="word-diff versions-heading"><Pieces pieces={only(article.heading, version)} /></p>}
          <div className="word-diff"><Pieces pieces={only(article.text, version)} /></div>
        </>
      )}
    </section>
  );
}

/** A place in an act, as the words for it want it. */
function node(place: Place): ActNode {
  return { id: place.node, kind: place.kind, number: place.number, heading: place.heading, parent: null, text: place.heading ?? '', page: null, confidence: 1 };
}

function within(text: string | null | undefined, most: number, otherwise: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : otherwise;
}
