import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { useStaffT, useT } from '@/shared/i18n';
import { CarriageLine } from '@/shared/ui/carriage-line';
import { Radios, SelectField, TextArea } from '@/shared/ui/form';
import { ArrowLeft } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { useCommentQueue, useCommentSettings, useDecide, useOrganisationStates, useSetCommentSettings } from '../api/comments';
import { useConsultation } from '../api/get-consultation';
import { useStructure } from '../api/get-structure';
import type { Comment, CommentSettings, Consultation } from '../api/types';
import { nameOf, outline, type Outline } from '../structure';
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
      <Orphans consultation={data} text={text} />
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

function Orphans({ consultation, text }: { consultation: Consultation; text: Outline }) {
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
            <ul className="comment-list">{list.items.map(comment => <Orphan key={comment.id} comment={comment} consultation={consultation} text={text} />)}</ul>
            <More list={list} />
          </>
        )}
    </section>
  );
}

function Orphan({ comment, consultation, text }: { comment: Comment; consultation: Consultation; text: Outline }) {
  const t = useT();
  const words = useStaffT().commentsDesk;
  const decide = useDecide(consultation.id);
  const [node, setNode] = useState('');
  return (
    <li>
      <CommentItem alone comment={comment} consultation={consultation} current="" />
      <p className="soft">{comment.place?.movedFrom && words.wasAt(comment.place.movedFrom)} ({words.why[comment.place?.orphan ?? ''] ?? ''})</p>
      <SelectField id={`place-${comment.id}`} label={words.belongs} value={node} onChange={event => setNode(event.target.value)}>
        <option value="">{t.commentForm.placeWhole}</option>
        {text.sections.flatMap(section => [section.node, ...section.parts.map(part => part.node)]).map(option => <option key={option.id} value={option.id}>{nameOf(option, t)}{option.heading ? ` – ${option.heading}` : ''}</option>)}
      </SelectField>
      <button type="button" className="button button-small" disabled={decide.isPending} onClick={() => decide.mutate({ id: comment.id, what: 'place', node: node || null })}>{words.place}</button>
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
  const items = states.data?.items.filter(item => !silent || item.state === 'silent') ?? [];
  return (
    <section className="page-section" aria-labelledby="states">
      <h2 id="states">{words.states}</h2>
      {states.error ? <Failure error={states.error} onRetry={() => void states.refetch()} /> : !states.data ? <Skeleton lines={5} /> : (
        <>
          <p>{[words.spoken(states.data.spoken), words.notConcerned(states.data.notRelevant), words.silent(states.data.silent)].join(' · ')}</p>
          <label className="choice"><input type="checkbox" checked={silent} onChange={event => setSilent(event.target.checked)} /><span>{words.onlySilent}</span></label>
          <div className="table-wrap">
            <table>
              <caption className="hidden">{words.states}</caption>
              <thead><tr><th scope="col">{words.organisation}</th><th scope="col">{words.state}</th><th scope="col">{words.comments}</th></tr></thead>
              <tbody>{items.map(item => <tr key={item.id}><th scope="row"><Link to={`/members/${item.id}`}>{item.name}</Link></th><td>{words.stateNames[item.state]}</td><td>{item.comments}</td></tr>)}</tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
