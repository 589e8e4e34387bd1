import { useState } from 'react';
import { useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { actKinds, fields, useInstitutions } from '@/shared/api/reference';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { wallTime } from '@/shared/i18n/dates';
import { languages, languageTags } from '@/shared/i18n/language';
import { Checks, DateTimeField, type Errors, ErrorSummary, SelectField, TextArea } from '@/shared/ui/form';
import { ExternalLink } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { RecognitionProgress } from '@/shared/ui/recognition';
import { RuleSource } from '@/shared/ui/rule-source';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useDismissDraft, useDraft, useEarlyConsultations, useOpenDraft, usePlannedEntries, useTakeUpDraft, type Draft, type Opening, type PlannedEntry } from '../api/drafts';
import { useSourceName } from '../source-name';
import { DocumentsForm } from './documents-form';
import { DraftState } from './draft-state';
import { WatchedAt } from './publisher-page';
import { PerhapsTheSame, SayItIsTheSame, SeenAgain } from './sameness';

const IDS = { title: 'title', institution: 'institution', actKind: 'act-kind', fields: 'fields', deadline: 'deadline', language: 'language', owner: 'owner', stage: 'stage', earlyConsultation: 'early-consultation', planEntry: 'plan-entry', reason: 'reason' };

export function DraftPage() {
  const { id = '' } = useParams();
  const draft = useDraft(id);
  if (draft.error) return <Failure heading="h1" error={draft.error} onRetry={() => void draft.refetch()} />;
  if (draft.isPending) return <Skeleton lines={12} />;
  return <Loaded draft={draft.data} />;
}

function Loaded({ draft }: { draft: Draft }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const institutions = useInstitutions();
  const sourceName = useSourceName();
  const d = s.drafts;
  return (
    <>
      <p className="no-print"><Link to="/drafts">{t.nav.drafts}</Link></p>
      <PageHead title={draft.title}><p><DraftState state={draft.state} /></p></PageHead>
      {draft.state === 'reading' && <div role="status"><p>{draft.incoming ? s.draftDocuments.incoming(draft.incoming.fileName) : d.readingText}</p><RecognitionProgress of={draft.progress} label={d.states.reading} /></div>}
      <Incoming draft={draft} />
      {draft.state === 'unreadable' && <Notice tone="red" title={d.unreadableTitle}>{draft.problem && <p>{draft.problem}</p>}<p>{d.unreadableText}</p></Notice>}
      {draft.state === 'dismissed' && <Notice><p>{d.dismissedNote} {draft.problem}</p>{!draft.sameAs && <TakeUp id={draft.id} />}</Notice>}
      {draft.state === 'opened' && <Notice tone="good"><p>{d.openedNote} <Link to={`/consultations/${draft.consultationId ?? draft.id}`}>{d.toConsultation}</Link> · <Link to={`/consultations/${draft.consultationId ?? draft.id}/ledger`}>{s.deliveries.whoKnows}</Link></p></Notice>}
      <SeenAgain draft={draft} />
      <dl className="pairs">
        <dt>{d.detected}</dt><dd>{dates.dateTime(draft.detectedAt)}</dd>
        <dt>{d.source}</dt><dd>{sourceName(draft.source)}</dd>
        {draft.sourceUrl && <><dt>{d.sourcePage}</dt><dd><a href={draft.sourceUrl} rel="noreferrer">{draft.sourceUrl} <ExternalLink size={14} aria-hidden="true" /></a></dd></>}
        {draft.institution && <><dt>{d.institution}</dt><dd>{institutions.nameOf(draft.institution)}</dd></>}
        {draft.articleCount !== null && draft.state !== 'reading' && <><dt>{d.articles}</dt><dd>{draft.articleCount}</dd></>}
        {draft.deadline && <><dt>{d.deadline}</dt><dd>{dates.dateTime(draft.deadline)}</dd></>}
      </dl>
      {draft.description && <p className="description" lang={draft.language && languageTags[draft.language]}>{draft.description}</p>}
      {draft.period && !draft.period.met && <Notice tone="amber" title={t.life.tooShort(t.life.days[draft.period.unit](draft.period.needed), draft.period.given)}><p><RuleSource rule={draft.period} /></p></Notice>}
      {draft.warnings.length > 0 && (
        <Notice tone="amber" title={d.warnings}>
          <ul>{draft.warnings.map((warning, index) => <li key={index}>{warning.message ?? warning.code}</li>)}</ul>
        </Notice>
      )}
      {(draft.state === 'waiting' || draft.state === 'unreadable') && <PerhapsTheSame draft={draft} />}
      {(draft.state === 'waiting' || draft.state === 'opened') && <p className="no-print"><Link to={`/drafts/${draft.id}/repair`} className="button button-plain">{s.repair.link}</Link></p>}
      {draft.sourceUrl === null && ['waiting', 'opened', 'unreadable'].includes(draft.state) && <WatchedAt draft={draft} />}
      {draft.sourceUrl === null && !draft.publisherPage && draft.incoming?.state !== 'reading' && ['waiting', 'opened', 'unreadable'].includes(draft.state) && <DocumentsForm draft={draft} />}
      {(draft.state === 'waiting' || draft.state === 'unreadable') && (
        <>
          {draft.state === 'waiting' && draft.incoming?.state !== 'reading' && <OpenForm draft={draft} />}
          <SayItIsTheSame draft={draft} />
          <DismissForm draft={draft} />
        </>
      )}
    </>
  );
}

/** Another version of the text on its way, or why it could not be taken; the text of before stays until then. */
function Incoming({ draft }: { draft: Draft }) {
  const s = useStaffT();
  const incoming = draft.incoming;
  if (!incoming) return null;
  if (incoming.state === 'refused') return <Notice tone="red" title={s.draftDocuments.refused(incoming.fileName)} live><p>{incoming.problem}</p><p>{s.draftDocuments.refusedText}</p></Notice>;
  return draft.state === 'reading' ? null : <div role="status"><p>{s.draftDocuments.incoming(incoming.fileName)}</p><RecognitionProgress of={draft.progress} label={s.drafts.states.reading} /></div>;
}

function OpenForm({ draft }: { draft: Draft }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const institutions = useInstitutions();
  const open = useOpenDraft(draft.id);
  const early = useEarlyConsultations(draft.id).data?.items ?? [];
  const planned = usePlannedEntries(draft.id).data?.items ?? [];
  const [opening, setOpening] = useState<Opening>({
    title: draft.title, institution: draft.institution ?? '', actKind: draft.actKind ?? '', fields: draft.fields, deadline: draft.deadline?.slice(0, 16) ?? '', language: draft.language ?? 'sq', owner: 'government', stage: 'open', earlyConsultation: null,
  });
  const [errors, setErrors] = useState<Errors>({});
  const [checking, setChecking] = useState(false);
  const change = (changes: Partial<Opening>) => setOpening(current => ({ ...current, ...changes }));
  const d = s.drafts;

  const check = () => {
    const found: Errors = {};
    if (!opening.title.trim()) found['title'] = s.errors.title;
    if (opening.owner === 'government' && !opening.institution) found['institution'] = s.errors.institution;
    if (!opening.actKind) found['actKind'] = s.errors.actKind;
    if (opening.fields.length === 0) found['fields'] = s.errors.fields;
    if (!opening.deadline) found['deadline'] = s.errors.deadline;
    else if (opening.deadline < nowInKosovo()) found['deadline'] = s.errors.deadlinePast;
    setErrors(found);
    open.reset();
    setChecking(Object.keys(found).length === 0);
  };

  const send = () => open.mutate({ ...opening, title: opening.title.trim(), earlyConsultation: joined?.id ?? null, ...(offersPlan && { planEntry }) }, {
    onError: error => {
      if (error instanceof ApiError && Object.keys(error.fields).length > 0) {
        setErrors(error.fields);
        setChecking(false);
      }
    },
  });

  // Until somebody has chosen, the entry that it surely is stands there; one that it only may be does not choose itself.
  const planEntry = opening.planEntry ?? planned.find(one => one.sure)?.id ?? '';
  const offersPlan = opening.owner === 'government' && planned.length > 0;
  const entry = offersPlan ? planned.find(one => one.id === planEntry) : undefined;
  const inPlan = (one: PlannedEntry) => `${one.reference ? `${one.reference} · ` : ''}${one.title} (${t.life.quarter(one.quarter, one.year)})`;
  const joined = opening.stage === 'open' ? early.find(one => one.id === opening.earlyConsultation) : undefined;

  if (checking) {
    return (
      <section className="page-section panel" aria-labelledby="check">
        <h2 id="check">{d.checkTitle}</h2>
        <p>{joined ? s.joining.checkText : d.checkText}</p>
        <ErrorSummary errors={{}} ids={{}} general={open.error ? describe(open.error, t).text : null} />
        <dl className="pairs">
          <dt>{d.titleField}</dt><dd lang={languageTags[opening.language as keyof typeof languageTags]}>{opening.title}</dd>
          <dt>{d.institution}</dt><dd>{opening.owner === 'network' ? s.stageDesk.owners.network : institutions.nameOf(opening.institution)}</dd>
          <dt>{s.stageDesk.stage}</dt><dd>{s.stageDesk.stages[opening.stage]}</dd>
          {offersPlan && <><dt>{s.planned.label}</dt><dd>{entry ? inPlan(entry) : s.planned.none}</dd></>}
          {joined && <><dt>{s.joining.continues}</dt><dd>{joined.reference} · {joined.title}</dd></>}
          <dt>{d.actKind}</dt><dd>{t.actKinds[opening.actKind as keyof typeof t.actKinds]}</dd>
          <dt>{d.fields}</dt><dd>{opening.fields.map(field => t.fields[field as keyof typeof t.fields] ?? field).join(', ')}</dd>
          <dt>{d.deadline}</dt><dd>{dates.dateTime(opening.deadline)}</dd>
        </dl>
        <div className="actions">
          <button type="button" className="button" disabled={open.isPending} onClick={send}>{open.isPending ? d.opening : d.open}</button>
          <button type="button" className="link-button" onClick={() => setChecking(false)}>{t.common.change}</button>
        </div>
      </section>
    );
  }
  return (
    <section className="page-section" aria-labelledby="open">
      <h2 id="open">{d.openTitle}</h2>
      <p>{d.openText}</p>
      <form noValidate onSubmit={event => { event.preventDefault(); check(); }}>
        <ErrorSummary errors={errors} ids={IDS} />
        <TextArea id={IDS.title} label={d.titleField} hint={d.titleHint} rows={2} error={errors['title']} value={opening.title} onChange={event => change({ title: event.target.value.replace(/\n/g, ' ') })} />
        {!draft.sourceUrl && (
          <SelectField id={IDS.owner} label={s.stageDesk.owner} error={errors['owner']} value={opening.owner} onChange={event => change({ owner: event.target.value as Opening['owner'] })}>
            {(['government', 'network'] as const).map(owner => <option key={owner} value={owner}>{s.stageDesk.owners[owner]}</option>)}
          </SelectField>
        )}
        {opening.owner === 'government' && (
          <SelectField id={IDS.institution} label={d.institution} error={errors['institution']} value={opening.institution} onChange={event => change({ institution: event.target.value })}>
            <option value="">{d.choose}</option>
            {institutions.current.map(item => <option key={item.id} value={item.id}>{item.name}</option>)}
          </SelectField>
        )}
        <SelectField id={IDS.stage} label={s.stageDesk.stage} error={errors['stage']} value={opening.stage} onChange={event => change({ stage: event.target.value as Opening['stage'] })}>
          {(['open', 'early'] as const).map(stage => <option key={stage} value={stage}>{s.stageDesk.stages[stage]}</option>)}
        </SelectField>
        {opening.stage === 'open' && early.length > 0 && (
          <SelectField id={IDS.earlyConsultation} label={s.joining.label} hint={early.some(one => one.suggested) ? s.joining.hintSuggested : s.joining.hint} error={errors['earlyConsultation']} value={opening.earlyConsultation ?? ''} onChange={event => change({ earlyConsultation: event.target.value || null })}>
            <option value="">{s.joining.none}</option>
            {early.map(one => <option key={one.id} value={one.id}>{one.suggested ? s.joining.likely(`${one.reference} · ${one.title}`) : `${one.reference} · ${one.title}`}</option>)}
          </SelectField>
        )}
        {offersPlan && (
          <SelectField id={IDS.planEntry} label={s.planned.label} hint={planned.some(one => one.sure) ? s.planned.hintSure : s.planned.hint} error={errors['planEntry']} value={planEntry} onChange={event => change({ planEntry: event.target.value })}>
            <option value="">{s.planned.none}</option>
            {planned.map(one => <option key={one.id} value={one.id}>{one.sure ? inPlan(one) : s.planned.likely(inPlan(one))}</option>)}
          </SelectField>
        )}
        <SelectField id={IDS.actKind} label={d.actKind} error={errors['actKind']} value={opening.actKind} onChange={event => change({ actKind: event.target.value })}>
          <option value="">{d.choose}</option>
          {actKinds.map(kind => <option key={kind} value={kind}>{t.actKinds[kind]}</option>)}
        </SelectField>
        <DateTimeField id={IDS.deadline} label={d.deadlineField} error={errors['deadline']} value={opening.deadline} onChange={event => change({ deadline: event.target.value })} />
        <SelectField id={IDS.language} label={d.language} value={opening.language} onChange={event => change({ language: event.target.value })}>
          {languages.map(language => <option key={language} value={language}>{t.contentLanguageNames[language]}</option>)}
        </SelectField>
        <Checks id={IDS.fields} legend={d.fields} hint={d.fieldsHint} error={errors['fields']} columns values={opening.fields} onChange={values => change({ fields: values })} choices={fields.map(field => ({ value: field, label: t.fields[field] }))} />
        <button className="button">{d.check}</button>
      </form>
    </section>
  );
}

/** What was laid aside by mistake, or for a date that was put right. */
function TakeUp({ id }: { id: string }) {
  const t = useT();
  const s = useStaffT();
  const takeUp = useTakeUpDraft(id);
  return (
    <>
      {takeUp.error && <p role="alert">{describe(takeUp.error, t).text}</p>}
      <p className="no-print"><button type="button" className="button button-plain button-small" disabled={takeUp.isPending} onClick={() => takeUp.mutate()}>{s.drafts.takeUp}</button></p>
    </>
  );
}

function DismissForm({ draft }: { draft: Draft }) {
  const t = useT();
  const s = useStaffT();
  const dismiss = useDismissDraft(draft.id);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const error = missing ? s.errors.reason : dismiss.error instanceof ApiError ? dismiss.error.fields['reason'] : undefined;
  return (
    <section className="page-section" aria-labelledby="dismiss">
      <h2 id="dismiss">{s.drafts.dismiss}</h2>
      <p>{s.drafts.dismissText}</p>
      <form noValidate onSubmit={event => { event.preventDefault(); setMissing(!reason.trim()); if (reason.trim()) dismiss.mutate(reason.trim()); }}>
        {dismiss.error && !error && <Notice tone="red" live><p>{describe(dismiss.error, t).text}</p></Notice>}
        <TextArea id={IDS.reason} label={s.drafts.reason} rows={2} error={error} value={reason} onChange={event => setReason(event.target.value)} />
        <button className="button button-danger" disabled={dismiss.isPending}>{s.drafts.dismiss}</button>
      </form>
    </section>
  );
}

/** The wall clock in Kosovo, as a form writes it. */
function nowInKosovo(): string {
  const { year, month, day, hour, minute } = wallTime(new Date());
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
