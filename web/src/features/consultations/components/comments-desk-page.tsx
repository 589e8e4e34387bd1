import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { useStaffT, useT } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { CarriageLine } from '@/shared/ui/carriage-line';
import { Radios, SelectField, TextArea } from '@/shared/ui/form';
import { ArrowLeft } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { useCommentQueue, useCommentSettings, useDecide, useFormerText, useOrganisationStates, useSetCommentSettings } from '../api/comments';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import type { ActNode, Comment, CommentSettings, Consultation, StateFigures } from '../api/types';
import { fullText, nameOf, outline, placeOf, type Outline } from '../structure';
import { CommentItem } from './comment-item';
import { ExportLinks } from './export-links';
import './consultation.css';

/** The secretariat's desk for the comments of one consultation: who sees them, what waits, who has not spoken. */
export function CommentsDeskPage() {
  const s = useStaffT();
  const { id = '' } = useParams();
  const consultation = useConsultation(id);
  const structure = useStructure(id);
  const settings = useCommentSettings(id);
  const text = useMemo(() => outline(structure.data?.nodes ?? []), [structure.data]);
  const error = consultation.error ?? structure.error ?? settings.error;
  if (error) return <Failure heading="h1" error={error} onRetry={() => void Promise.all([consultation.refetch(), structure.refetch(), settings.refetch()])} />;
  if (!consultation.data || !structure.data || !settings.data) return <Skeleton lines={12} />;
  const data = consultation.data.data;
  return (
    <>
      <p className="no-print"><Link to={`/consultations/${id}`} className="back"><ArrowLeft size={18} aria-hidden="true" /> {data.title}</Link></p>
      <PageHead title={s.commentsDesk.title} />
      <SettingsForm key={settings.data.etag ?? ''} consultation={id} settings={settings.data.data} etag={settings.data.etag} />
      <section className="page-section" aria-labelledby="take-along">
        <h2 id="take-along">{s.commentsDesk.takeAlong}</h2>
        <p>{s.commentsDesk.takeAlongText}</p>
        <ExportLinks consultation={id} />
      </section>
      <CarriageLine consultation={id} />
      <Orphans consultation={data} nodes={structure.data.nodes} text={text} />
      <Late consultation={data} />
      <States consultation={id} />
    </>
  );
}

function SettingsForm({ consultation, settings, etag }: { consultation: string; settings: CommentSettings; etag: string | null }) {
  const s = useStaffT();
  const save = useSetCommentSettings(consultation);
  const [visibility, setVisibility] = useState(settings.visibility);
  const [late, setLate] = useState(settings.late);
  const words = s.commentsDesk;
  return (
    <form onSubmit={event => { event.preventDefault(); save.mutate({ settings: { visibility, late }, etag }); }}>
      <Radios id="visibility" legend={words.visibility} value={visibility} onChange={value => setVisibility(value as CommentSettings['visibility'])} choices={(['network', 'all', 'nobody'] as const).map(value => ({ value, label: words.visibilities[value] }))} />
      <Radios id="late" legend={words.late} value={late} onChange={value => setLate(value as CommentSettings['late'])} choices={(['refuse', 'queue', 'mark'] as const).map(value => ({ value, label: words.lates[value] }))} />
      <button className="button" disabled={save.isPending}>{words.save}</button>
      {save.error && <Failure error={save.error} />}
      <p role="status">{save.isSuccess && words.saved}</p>
    </form>
  );
}

function Orphans({ consultation, nodes, text }: { consultation: Consultation; nodes: ActNode[]; text: Outline }) {
  const words = useStaffT().commentsDesk;
  const list = useCommentQueue(consultation.id, 'orphans');
  return (
    <section className="page-section" aria-labelledby="orphans">
      <h2 id="orphans">{words.orphans}</h2>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : list.loading ? <Skeleton lines={3} />
        : list.items.length === 0 ? <p className="soft">{words.orphansNone}</p>
        : (
          <>
            <p>{words.orphansText}</p>
            <ul className="comment-list">{list.items.map(comment => <Orphan key={comment.id} comment={comment} consultation={consultation} nodes={nodes} text={text} />)}</ul>
            <More list={list} />
          </>
        )}
    </section>
  );
}

/** What a comment that lost its place was about, beside the part that it is to belong to. */
function Orphan({ comment, consultation, nodes, text }: { comment: Comment; consultation: Consultation; nodes: ActNode[]; text: Outline }) {
  const t = useT();
  const say = useStaffT().commentsDesk;
  const decide = useDecide(consultation.id);
  const [node, setNode] = useState('');
  const former = useFormerText(consultation.id, comment.id);
  const old = useMemo(() => (former.data?.nodes ?? []).map(one => ({ ...one, page: null, confidence: 1 })), [former.data]);
  const words = former.data ? fullText(former.data.node, old) : '';
  const gone = former.error instanceof ApiError && former.error.status === 404;
  return (
    <li>
      <CommentItem alone comment={comment} consultation={consultation} current={words} />
      <p className="soft">{comment.place?.movedFrom && say.wasAt(comment.place.movedFrom)} ({say.why[comment.place?.orphan ?? ''] ?? ''})</p>
      <div className="two-texts">
        <div className="field">
          <span className="label">{former.data ? say.formerText(placeOf(former.data.node, old, outline(old), t), former.data.version) : say.formerTextOnly}</span>
          {former.error ? gone ? <p className="soft">{say.formerNone}</p> : <Failure error={former.error} onRetry={() => void former.refetch()} />
            : former.data ? <blockquote lang={languageTags[consultation.language]}>{words || '–'}</blockquote> : <Skeleton lines={2} />}
        </div>
        {node && (
          <div className="field">
            <span className="label">{say.newText(placeOf(node, nodes, text, t))}</span>
            <blockquote lang={languageTags[consultation.language]}>{fullText(node, nodes) || '–'}</blockquote>
          </div>
        )}
      </div>
      <SelectField id={`place-${comment.id}`} label={say.belongs} value={node} onChange={event => setNode(event.target.value)}>
        <option value="">{t.commentForm.placeWhole}</option>
        {text.sections.flatMap(section => [section.node, ...section.parts.map(part => part.node)]).map(option => <option key={option.id} value={option.id}>{nameOf(option, t)}{option.heading ? ` – ${option.heading}` : ''}</option>)}
      </SelectField>
      <button type="button" className="button button-small" disabled={decide.isPending} onClick={() => decide.mutate({ id: comment.id, what: 'place', node: node || null })}>{say.place}</button>
      {decide.error && <Failure error={decide.error} />}
    </li>
  );
}

function Late({ consultation }: { consultation: Consultation }) {
  const words = useStaffT().commentsDesk;
  const list = useCommentQueue(consultation.id, 'late');
  return (
    <section className="page-section" aria-labelledby="late-ones">
      <h2 id="late-ones">{words.lateOnes}</h2>
      {list.error ? <Failure error={list.error} onRetry={list.retry} /> : list.loading ? <Skeleton lines={3} />
        : list.items.length === 0 ? <p className="soft">{words.lateNone}</p>
        : <><ul className="comment-list">{list.items.map(comment => <LateOne key={comment.id} comment={comment} consultation={consultation} />)}</ul><More list={list} /></>}
    </section>
  );
}

function LateOne({ comment, consultation }: { comment: Comment; consultation: Consultation }) {
  const s = useStaffT();
  const words = s.commentsDesk;
  const decide = useDecide(consultation.id);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <li>
      <CommentItem alone comment={comment} consultation={consultation} current="" />
      <TextArea id={`late-${comment.id}`} label={words.hideReason} optional error={missing && !reason.trim() ? s.errors.reason : undefined} value={reason} onChange={event => setReason(event.target.value)} />
      <div className="actions">
        <button type="button" className="button button-small" disabled={decide.isPending} onClick={() => decide.mutate({ id: comment.id, what: 'acceptance' })}>{words.accept}</button>
        <button type="button" className="button button-plain button-small" disabled={decide.isPending} onClick={() => reason.trim() ? decide.mutate({ id: comment.id, what: 'refusal', reason: reason.trim() }) : setMissing(true)}>{words.refuse}</button>
      </div>
      {decide.error && <Failure error={decide.error} />}
    </li>
  );
}

function States({ consultation }: { consultation: string }) {
  const words = useStaffT().commentsDesk;
  const states = useOrganisationStates(consultation);
  const [silent, setSilent] = useState(true);
  const [all, setAll] = useState(false);
  const items = states.data?.items.filter(item => (all || item.concerned) && (!silent || item.state === 'silent')) ?? [];
  const figures = ({ spoken, notRelevant, silent }: StateFigures) => [words.spoken(spoken), words.notConcerned(notRelevant), words.silent(silent)].join(' · ');
  return (
    <section className="page-section" aria-labelledby="states">
      <h2 id="states">{words.states}</h2>
      {states.error ? <Failure error={states.error} onRetry={() => void states.refetch()} /> : !states.data ? <Skeleton lines={5} /> : (
        <>
          <p>{words.statesText}</p>
          <dl className="pairs">
            <dt>{words.concerned(states.data.concerned.organisations)}</dt>
            <dd>{figures(states.data.concerned)}{states.data.concerned.organisations > 0 && <><br />{words.rate(percent(states.data.concerned))}</>}</dd>
            <dt>{words.others(states.data.others.organisations)}</dt>
            <dd>{figures(states.data.others)}</dd>
          </dl>
          <label className="choice"><input type="checkbox" checked={silent} onChange={event => setSilent(event.target.checked)} /><span>{words.onlySilent}</span></label>
          <label className="choice"><input type="checkbox" checked={all} onChange={event => setAll(event.target.checked)} /><span>{words.alsoOthers}</span></label>
          <div className="table-wrap">
            <table>
              <caption className="hidden">{words.states}</caption>
              <thead><tr><th scope="col">{words.organisation}</th><th scope="col">{words.state}</th><th scope="col">{words.comments}</th></tr></thead>
              <tbody>{items.map(item => <tr key={item.id}><th scope="row"><Link to={`/members/${item.id}`}>{item.name}</Link></th><td>{words.stateNames[item.state]}{!item.concerned && <> <span className="tag">{words.otherField}</span></>}</td><td>{item.comments}</td></tr>)}</tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

/** The share of those concerned that have answered, be it that they are not. */
function percent({ organisations, spoken, notRelevant }: StateFigures): number {
  return Math.round((spoken + notRelevant) / organisations * 100);
}
