import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useDates, useT } from '@/shared/i18n';
import { clock, wallTime } from '@/shared/i18n/dates';
import { languageTags } from '@/shared/i18n/language';
import { signInAddress, useSession, type Mandate } from '@/shared/session/session';
import { CircleCheck, LogIn } from '@/shared/ui/icons';
import { ErrorSummary, Radios, SelectField, TextArea, type Errors } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { describe, Failure, Notice } from '@/shared/ui/states';
import { useAttach, useCommentSettings, useDetach, useDiscardDraft, useSaveDraft, useSimilar, useSubmitComment } from '../api/comments';
import { commentKinds, importances, type ActNode, type Attachment, type Comment, type CommentInput, type CommentKind, type Consultation, type Importance, type Quote, type LawPlace } from '../api/types';
import { addressOf, keep, newComment, readKept, throwAway, type KeptComment } from '../kept-comments';
import { fullText, nameOf, outline, placeOf, writtenOn } from '../structure';
import { LIMIT, needsJustification, needsText, needsWording, validate } from '../validation';
import { AttachmentList } from './attachment-list';
import { References } from './references';
import { SimilarComments } from './similar-comments';
import { WordDiff } from './word-diff';

type Props = {
  consultation: Consultation;
  nodes: ActNode[];
  node: string | null;
  kind?: CommentKind | undefined;
  quote?: Quote | null | undefined;
  /** A draft to go on with, or the comment that a new one replaces. */
  begun?: Comment | undefined;
  replaces?: string | undefined;
  /** The place in the law in force that it is about, where it was begun there, and the law's words today. */
  law?: LawPlace | undefined;
  inForce?: string | undefined;
  embedded?: boolean;
  onClose: () => void;
};

const IDS: Record<string, string> = {
  organisation: 'f-organisation', kind: 'f-kind', importance: 'f-importance', text: 'f-text', proposedWording: 'f-wording', justification: 'f-justification', node: 'f-node', law: 'f-law', references: 'f-reference-0', quote: 'f-node',
};

export function CommentForm(props: Props) {
  const t = useT();
  const { me } = useSession();
  const usable = me?.mandates.filter(mandate => whyNot(mandate) === null) ?? [];
  const H = props.embedded ? 'h2' : 'h1';
  if (!me || usable.length === 0) {
    return (
      <>
        <H tabIndex={-1}>{t.commentForm.noMandateTitle}</H>
        <p>{t.commentForm.noMandateText}</p>
        {me?.mandates.map(mandate => <p key={mandate.organisationId} className="soft">{mandate.organisationName}: {t.commentForm.cannot[whyNot(mandate) ?? 'right']}</p>)}
        <button type="button" className="button button-plain" onClick={props.onClose}>{t.nav.back}</button>
      </>
    );
  }
  return <Form {...props} person={me.id} mandates={me.mandates} usable={usable} />;
}

function Form({ consultation, nodes, node: firstNode, kind, quote, begun, replaces, law, inForce, embedded, onClose, person, mandates, usable }: Props & { person: string; mandates: Mandate[]; usable: Mandate[] }) {
  const t = useT();
  const dates = useDates();
  const { acting } = useSession();
  const text = useMemo(() => outline(nodes), [nodes]);
  const submit = useSubmitComment(consultation.id);
  const save = useSaveDraft(consultation.id);
  const attach = useAttach(consultation.id);
  const detach = useDetach(consultation.id);
  const discardDraft = useDiscardDraft(consultation.id);
  const settings = useCommentSettings(consultation.id).data?.data;
  const [version, setVersion] = useState(begun && !replaces ? begun.version : undefined);
  const [files, setFiles] = useState<Attachment[]>(begun && !replaces ? begun.attachments ?? [] : []);
  const [kept] = useState(() => readKept(person, consultation.id, !begun ? { node: firstNode, law: law?.node } : replaces ? { replaces } : { draft: begun.id }));
  // Of a draft there are two copies then, the organisation's and the one here: whoever writes chooses.
  const [offer, setOffer] = useState(() => kept && begun && !replaces && !sayTheSame(kept, fromComment(begun, consultation, replaces)) ? kept : null);
  function start(): KeptComment {
    const organisation = (usable.find(mandate => mandate.organisationId === acting?.organisationId) ?? usable[0])!.organisationId;
    if (begun) return replaces && kept ? kept : { ...fromComment(begun, consultation, replaces), savedAt: kept && !offer ? kept.savedAt : '' };
    const comment = kept ?? newComment(consultation.id, consultation.title, firstNode, organisation);
    return {
      ...comment,
      organisation: usable.some(mandate => mandate.organisationId === comment.organisation) ? comment.organisation : organisation,
      kind: kind ?? comment.kind,
      ...(law ? { law } : {}),
      // Words just selected are what the comment is about from now on.
      ...(quote && quote.exact !== comment.quote?.exact ? { quote, proposedWording: null } : {}),
    };
  }

  const [comment, setComment] = useState<KeptComment>(() => start());
  /** What is written now, also to what comes back while somebody types on. */
  const latest = useRef(comment);
  const [keptAt, setKeptAt] = useState<string | null>(comment.savedAt || null);
  const [cannotKeep, setCannotKeep] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [step, setStep] = useState<'write' | 'check' | 'done' | 'kept'>('write');
  const [done, setDone] = useState<Comment | null>(null);
  const [throwing, setThrowing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = useRef(false);

  // Another step is another page to a reader: it starts at its heading.
  useEffect(() => {
    if (!arrived.current) {
      arrived.current = true;
      if (embedded) heading.current?.focus({ preventScroll: true });
      return;
    }
    heading.current?.focus();
    if (!embedded) window.scrollTo(0, 0);
  }, [step, offer, embedded]);

  const inLaw = comment.law ?? null;
  const current = inLaw && inLaw.words != null ? inLaw.words : comment.quote ? comment.quote.exact : comment.node ? fullText(comment.node, nodes) : '';
  // Where the draft takes the place away, another wording begins with what stands there today.
  const wording = comment.proposedWording ?? (comment.kind === 'change' ? current || (inLaw && inForce) || '' : '');
  const place = inLaw ? inLaw.label : placeOf(comment.node, nodes, text, t);
  const mandate = mandates.find(candidate => candidate.organisationId === comment.organisation);
  const organisation = mandate?.organisationName ?? '';
  const maySubmit = mandate?.rights.includes('sign-off') || (settings?.commentRightSubmits ?? false);
  const allWords = [comment.text, wording, comment.justification].join(' ').trim();
  const similar = useSimilar(consultation.id, comment.node, inLaw, allWords, step === 'check' && allWords.length > 20);

  const begin = (next: KeptComment) => {
    latest.current = next;
    setComment(next);
  };

  const change = (changes: Partial<KeptComment>) => {
    const next = { ...latest.current, ...changes };
    begin(next);
    const savedAt = keep(person, next);
    setKeptAt(savedAt);
    setCannotKeep(savedAt === null);
  };

  const check = () => {
    const found = validate({ ...comment, proposedWording: wording }, current, t);
    setErrors(found);
    submit.reset();
    if (Object.keys(found).length === 0) setStep('check');
  };

  const input = (): CommentInput => ({
    organisation: comment.organisation,
    node: comment.node,
    quote: comment.quote ?? null,
    kind: comment.kind || null,
    importance: comment.importance || null,
    text: comment.text.trim() || null,
    proposedWording: needsWording(comment.kind) && wording.trim() ? wording.trim() : null,
    justification: comment.justification.trim() || null,
    references: (comment.references ?? []).filter(reference => reference.label.trim()).map(reference => ({ ...reference, url: reference.url?.trim() || null })),
    replaces: comment.replaces ?? null,
    law: comment.law ? { law: comment.law.law, node: comment.law.node } : null,
  });

  const failed = (error: unknown) => {
    if (!(error instanceof ApiError)) return;
    const fields = Object.fromEntries(Object.entries(error.fields).map(([name, words]) => [name.split('/')[0]!, words]).filter(([name]) => IDS[name!]));
    if (Object.keys(fields).length > 0) {
      setErrors(fields);
      setStep('write');
    }
  };

  const finished = (answer: Comment) => {
    throwAway(person, comment);
    setDone(answer);
    setStep(answer.status === 'submitted' || answer.status === 'late' ? 'done' : 'kept');
  };

  const send = () => {
    save.reset();
    submit.mutate({ id: comment.id, input: input() }, { onSuccess: finished, onError: failed });
  };

  /** Keeps it at the server, for the colleagues; from there it goes on without this device. */
  const keepDraft = (then?: 'review' | 'hand-over') => {
    submit.reset();
    save.mutate({ id: comment.id, input: input(), then, version }, { onSuccess: finished, onError: failed });
  };

  /** A file belongs to a draft at the server: that is made first. */
  const addFile = (file: File, onProgress: (share: number) => void) => save.mutateAsync({ id: comment.id, input: input(), version })
    .then(answer => { setVersion(answer.version); change({ shared: true }); })
    .then(() => attach.mutateAsync({ id: comment.id, file, onProgress })).then(answer => { setVersion(answer.version); setFiles(answer.attachments ?? []); });

  const discard = () => {
    const gone = () => { throwAway(person, comment); onClose(); };
    if (!comment.shared || comment.draft) return gone();
    discardDraft.mutateAsync(comment.id).then(gone, (error: unknown) => { if (error instanceof ApiError && error.status === 404) gone(); });
  };

  const H = embedded ? 'h2' : 'h1';
  const error = submit.error ?? save.error;
  const problem = error instanceof ApiError ? error : null;
  const sessionEnded = problem?.status === 401;
  const returnTo = begun ? `/consultations/${consultation.id}/comment?${replaces ? 'replaces' : 'draft'}=${begun.id}` : addressOf(comment);
  const refused = error && !sessionEnded
    ? t.commentForm.problems[(problem?.status === 413 ? 'comment-too-long' : problem?.code ?? '') as keyof typeof t.commentForm.problems]
      ?? (problem?.status === 0 ? t.errors.notSentOffline : `${describe(error, t).text} ${t.errors.keptNote}`)
    : null;

  if (offer && begun) {
    const theirs = fromComment(begun, consultation, undefined);
    const changedAt = begun.history?.at(-1)?.at;
    const { rows, kinds, importances: weights } = t.commentForm;
    const words = (one: KeptComment) => [
      placeOf(one.node, nodes, text, t), one.kind && kinds[one.kind], one.importance && weights[one.importance], said(one.text), said(one.proposedWording), said(one.justification),
    ];
    const here = words(offer);
    const there = words(theirs);
    return (
      <div className="comment-form">
        <H ref={heading} tabIndex={-1}>{t.commentForm.keptHere.title}</H>
        <p>{t.commentForm.keptHere.text(dates.dateTime(offer.savedAt))}</p>
        {changedAt && changedAt > offer.savedAt && <Notice tone="amber"><p>{t.commentForm.keptHere.changedSince(dates.dateTime(changedAt))}</p></Notice>}
        <dl className="pairs">
          {[rows.place, rows.kind, rows.importance, rows.text, rows.proposed, rows.justification].map((label, at) => here[at] !== there[at]
            && [<dt key={`${label}t`}>{label}</dt>, <dd key={label}><WordDiff before={there[at]!} after={here[at]!} /></dd>])}
        </dl>
        <p>{t.commentForm.keptHere.useDraftNote}</p>
        <div className="actions">
          <button type="button" className="button" onClick={() => { begin({ ...offer, draft: begun.id }); setKeptAt(offer.savedAt); setOffer(null); }}>{t.commentForm.keptHere.goOn}</button>
          <button type="button" className="button button-plain" onClick={() => { throwAway(person, offer); setOffer(null); }}>{t.commentForm.keptHere.useDraft}</button>
        </div>
      </div>
    );
  }

  if (step === 'done' && done) {
    return (
      <div className="comment-form" role="status">
        <div className="panel">
          <H ref={heading} tabIndex={-1}><CircleCheck size={28} aria-hidden="true" /> {t.commentForm.doneTitle}</H>
          <p className="reference">{t.commentForm.reference}<br /><b>{done.reference}</b></p>
        </div>
        <p>{t.commentForm.doneText(organisation)} {t.commentForm.doneDeadline}</p>
        <div className="actions">
          {embedded
            ? <button type="button" className="button" onClick={onClose}>{t.commentForm.backToDraft}</button>
            : <Link className="button" to={inLaw ? `/consultations/${consultation.id}/applied#${inLaw.node}` : `/consultations/${consultation.id}${comment.node ? `#${comment.node}` : ''}`}>{t.commentForm.backToDraft}</Link>}
          <button type="button" className="link-button" onClick={() => { begin({ ...newComment(consultation.id, consultation.title, comment.node, comment.organisation), law: inLaw }); setVersion(undefined); setFiles([]); setKeptAt(null); setDone(null); setErrors({}); submit.reset(); setStep('write'); }}>{t.commentForm.another}</button>
        </div>
      </div>
    );
  }

  if (step === 'kept' && done) {
    return (
      <div className="comment-form" role="status">
        <div className="panel"><H ref={heading} tabIndex={-1}><CircleCheck size={28} aria-hidden="true" /> {t.commentLife.keptTitle}</H></div>
        <p>{t.commentLife.keptText[done.status as keyof typeof t.commentLife.keptText] ?? ''}</p>
        <div className="actions">
          <Link className="button" to="/comment-drafts">{t.commentLife.toDrafts}</Link>
          <button type="button" className="link-button" onClick={onClose}>{t.commentForm.backToDraft}</button>
        </div>
      </div>
    );
  }

  if (step === 'check') {
    const rows: [string, React.ReactNode][] = [
      [t.commentForm.rows.organisation, <strong key="o">{organisation}</strong>],
      [t.commentForm.rows.place, inLaw ? comment.node && placeOf(comment.node, nodes, text, t) : place],
      [t.inForce.place, inLaw?.label],
      [t.commentLife.about, comment.quote && <q key="q" lang={languageTags[consultation.language]}>{comment.quote.exact}</q>],
      [t.commentForm.rows.kind, comment.kind && t.commentForm.kinds[comment.kind]],
      [t.commentForm.rows.importance, comment.importance && t.commentForm.importances[comment.importance]],
      [t.commentForm.rows.text, comment.text.trim() && <span className="words-as-typed">{comment.text.trim()}</span>],
      [t.commentForm.rows.proposed, needsWording(comment.kind) && wording.trim() && <WordDiff before={comment.kind === 'change' ? current : ''} after={wording.trim()} />],
      [t.commentForm.rows.justification, comment.justification.trim() && <span className="words-as-typed">{comment.justification.trim()}</span>],
      [t.commentLife.references, input().references.map(reference => reference.label).join('; ')],
      [t.commentLife.files, files.map(file => file.fileName).join(', ')],
    ];
    return (
      <div className="comment-form">
        <H ref={heading} tabIndex={-1}>{t.commentForm.checkTitle}</H>
        <p className="lead">{maySubmit ? t.commentLife.seenBy[settings?.visibility ?? 'network'](organisation) : t.commentLife.mustSignOff}</p>
        {comment.replaces && <p>{t.commentLife.replaces}</p>}
        {sessionEnded && (
          <Notice tone="amber" title={t.commentForm.sessionTitle} live>
            <p>{t.commentForm.sessionText}</p>
            <a className="button button-small" href={signInAddress(returnTo)}><LogIn size={18} aria-hidden="true" />{t.account.signInAgain}</a>
          </Notice>
        )}
        <ErrorSummary errors={{}} general={refused} ids={{}} />
        <dl className="pairs">{rows.filter(([, value]) => value).map(([label, value]) => [<dt key={`${label}t`}>{label}</dt>, <dd key={`${label}d`}>{value}</dd>])}</dl>
        <SimilarComments consultation={consultation.id} similar={similar.data?.items ?? []} mine={comment.id} />
        <div className="actions">
          {maySubmit && <button type="button" className="button" disabled={submit.isPending || save.isPending} onClick={send}>{submit.isPending ? t.commentForm.submitting : t.commentForm.submit(organisation)}</button>}
          {!maySubmit && <button type="button" className="button" disabled={save.isPending} onClick={() => keepDraft('hand-over')}>{t.commentLife.handOver}</button>}
          <button type="button" className="button button-plain" disabled={submit.isPending || save.isPending} onClick={() => keepDraft('review')}>{t.commentLife.askColleague}</button>
          <button type="button" className="link-button" onClick={() => setStep('write')}>{t.common.change}</button>
        </div>
      </div>
    );
  }

  const section = comment.node ? text.sections.find(candidate => candidate.node.id === text.sectionOf.get(comment.node!)) : undefined;
  const counter = (value: string) => {
    const left = LIMIT - [...value].length;
    return left < 500 ? <p className={left < 0 ? 'counter counter-over' : 'counter'} role="status">{left < 0 ? t.commentForm.tooLongBy(-left) : t.commentForm.counter(left)}</p> : null;
  };
  return (
    <form className="comment-form" noValidate onSubmit={event => { event.preventDefault(); check(); }}>
      <H ref={heading} tabIndex={-1}>{comment.node || inLaw ? t.commentForm.title(place) : t.commentForm.titleWhole}</H>
      <ErrorSummary errors={errors} general={Object.keys(errors).length > 0 ? null : refused} ids={IDS} />
      {mandates.length === 1
        ? <p className="acting">{t.commentForm.actingForOne(organisation)}</p>
        : (
          <Radios
            id={IDS['organisation']!} legend={t.commentForm.actingFor} error={errors['organisation']} value={comment.organisation}
            onChange={value => change({ organisation: value })}
            choices={mandates.map(mandate => {
              const reason = whyNot(mandate);
              return { value: mandate.organisationId, label: mandate.organisationName, disabled: reason !== null, hint: reason ? t.commentForm.cannot[reason] : undefined };
            })}
          />
        )}
      {!inLaw && <SelectField id={IDS['node']!} label={t.commentForm.place} error={errors['node']} value={section?.node.id ?? ''} onChange={event => change({ node: event.target.value || null, proposedWording: null, quote: null })}>
        <option value="">{t.commentForm.placeWhole}</option>
        {text.sections.map(({ node }) => <option key={node.id} value={node.id}>{[nameOf(node, t), node.heading !== nameOf(node, t) && node.heading].filter(Boolean).join(' – ')}</option>)}
      </SelectField>}
      {!inLaw && section && section.parts.length > 0 && (
        <SelectField id="f-within" label={t.commentForm.within} value={comment.node ?? ''} onChange={event => change({ node: event.target.value, proposedWording: null, quote: null })}>
          <option value={section.node.id}>{t.commentForm.withinAll}</option>
          {section.parts.map(({ node, depth }) => <option key={node.id} value={node.id}>{'\u00A0'.repeat(depth * 3)}{nameOf(node, t)}</option>)}
        </SelectField>
      )}
      {inLaw && (
        <p className={errors['law'] ? 'soft field-error' : 'soft'} id={IDS['law']!} tabIndex={-1}>
          {errors['law'] && <strong>{errors['law']} </strong>}{t.inForce.place}: {inLaw.label} <button type="button" className="link-button" onClick={() => change({ law: null, proposedWording: null })}>{t.inForce.remove}</button>
        </p>
      )}
      {comment.replaces && <p className="soft">{t.commentLife.replaces}</p>}
      {comment.quote && (
        <div className="field">
          <span className="label">{t.commentLife.about}</span>
          <blockquote lang={languageTags[consultation.language]}>{comment.quote.exact}</blockquote>
          <button type="button" className="link-button small" onClick={() => change({ quote: null, proposedWording: null })}>{t.commentLife.aboutNone}</button>
        </div>
      )}
      <Radios
        id={IDS['kind']!} legend={t.commentForm.kind} error={errors['kind']} value={comment.kind} onChange={value => change({ kind: value as CommentKind })}
        choices={commentKinds.map(value => ({ value, label: t.commentForm.kinds[value] }))}
      />
      {comment.kind && (
        <>
          {(comment.kind === 'change' && (comment.node || inLaw)) ? (
            <div className="two-texts">
              <div className="field">
                {inLaw && inForce !== undefined && inForce !== current && (
                  <>
                    <span className="label">{t.inForce.today}</span>
                    <blockquote lang={languageTags[consultation.language]}>{inForce}</blockquote>
                  </>
                )}
                <span className="label">{inLaw ? t.inForce.withDraft : t.commentForm.currentText}</span>
                <blockquote lang={languageTags[consultation.language]}>{current || (inLaw ? t.inForce.gone : '–')}</blockquote>
              </div>
              <div>
                <TextArea
                  id={IDS['proposedWording']!} label={t.commentForm.proposedWording} hint={t.commentForm.proposedHint} error={errors['proposedWording']} className="textarea-act"
                  lang={languageTags[consultation.language]} value={wording} onChange={event => change({ proposedWording: event.target.value })} after={counter(wording)}
                />
              </div>
              <div className="field two-texts-diff">
                <span className="label">{t.commentForm.changes}</span>
                {wording.trim() === current.trim() ? <p className="soft">{t.commentForm.noChanges}</p> : <div lang={languageTags[consultation.language]}><WordDiff before={current} after={wording} /></div>}
              </div>
            </div>
          ) : needsWording(comment.kind) ? (
            <TextArea
              id={IDS['proposedWording']!} label={t.commentForm.proposedWording} hint={t.commentForm.proposedAddHint} error={errors['proposedWording']} className="textarea-act"
              lang={languageTags[consultation.language]} value={wording} onChange={event => change({ proposedWording: event.target.value })} after={counter(wording)}
            />
          ) : comment.kind === 'delete' && current ? (
            <div className="field"><span className="label">{inLaw ? t.inForce.withDraft : t.commentForm.currentText}</span><blockquote lang={languageTags[consultation.language]}><del>{current}</del></blockquote></div>
          ) : null}
          <TextArea
            id={IDS['text']!} label={t.commentForm.text} hint={t.commentForm.textHint[comment.kind]} optional={!needsText(comment.kind)} error={errors['text']}
            value={comment.text} onChange={event => change({ text: event.target.value })} after={counter(comment.text)}
          />
          <TextArea
            id={IDS['justification']!} label={t.commentForm.justification} hint={t.commentForm.justificationHint} optional={!needsJustification(comment.kind)} error={errors['justification']}
            value={comment.justification} onChange={event => change({ justification: event.target.value })} after={counter(comment.justification)}
          />
          <References references={comment.references ?? []} error={errors['references']} onChange={references => change({ references })} />
          <AttachmentList
            files={files} busy={save.isPending || attach.isPending} error={attach.error ?? detach.error} onAdd={addFile}
            onRemove={attachment => detach.mutate({ id: comment.id, attachment }, { onSuccess: answer => { setVersion(answer.version); setFiles(answer.attachments ?? []); } })}
          />
        </>
      )}
      <Radios
        id={IDS['importance']!} legend={t.commentForm.importance} error={errors['importance']} value={comment.importance} onChange={value => change({ importance: value as Importance })}
        choices={importances.map(value => ({ value, label: t.commentForm.importances[value] }))}
      />
      <div className="actions">
        <button className="button">{t.commentForm.check}</button>
        <button type="button" className="button button-plain" disabled={save.isPending} onClick={() => keepDraft()}>{t.commentLife.saveDraft}</button>
        {embedded && <button type="button" className="link-button" onClick={onClose}>{t.common.close}</button>}
        {keptAt && !throwing && <button type="button" className="link-button link-danger" onClick={() => setThrowing(true)}>{t.commentForm.discard}</button>}
      </div>
      {throwing && (
        <div className="comment-ask" role="group" aria-label={t.commentForm.discard}>
          <p>{comment.draft ? t.commentForm.discardHere : comment.shared ? t.commentForm.discardShared : t.commentForm.discardSure}</p>
          <div className="actions">
            <button type="button" className="button button-danger button-small" disabled={discardDraft.isPending} onClick={discard}>{t.commentForm.discardYes}</button>
            <button type="button" className="link-button" onClick={() => setThrowing(false)}>{t.common.cancel}</button>
          </div>
          {discardDraft.error && !discardDraft.isPending && <Failure error={discardDraft.error} />}
        </div>
      )}
      <p className="kept soft" role="status">{cannotKeep ? t.commentForm.notKept : keptAt ? t.commentForm.kept(clock(wallTime(new Date(keptAt)))) : ''}</p>
    </form>
  );
}

/** Why this person cannot comment for this organisation now; null when nothing stands in the way. */
function whyNot(mandate: Mandate): 'suspended' | 'right' | 'expired' | null {
  if (mandate.organisationStatus !== 'active') return 'suspended';
  if (!mandate.rights.includes('comment') && !mandate.rights.includes('sign-off')) return 'right';
  const today = new Date().toISOString().slice(0, 10);
  if ((mandate.validFrom && mandate.validFrom > today) || (mandate.validTo && mandate.validTo < today)) return 'expired';
  return null;
}

/** A draft of the organisation to go on with, or a new comment that begins with the words of the one it replaces. */
function fromComment(begun: Comment, consultation: Consultation, replaces: string | undefined): KeptComment {
  return {
    ...newComment(consultation.id, consultation.title, writtenOn(begun), begun.organisation.id),
    ...(replaces ? {} : { id: begun.id, draft: begun.id }),
    kind: begun.kind ?? '', importance: begun.importance ?? '', text: begun.text ?? '', proposedWording: begun.proposedWording, justification: begun.justification ?? '',
    quote: begun.quote ?? null, references: begun.references ?? [], replaces: replaces ?? begun.replaces ?? null, law: begun.place?.law ?? null,
  };
}

const said = (words: string | null): string => (words ?? '').trim();

/** Whether nothing would be lost by taking the one for the other. */
function sayTheSame(one: KeptComment, other: KeptComment): boolean {
  const all = (comment: KeptComment) => JSON.stringify([
    comment.node, comment.kind, comment.importance, said(comment.text), said(comment.proposedWording), said(comment.justification), comment.quote?.exact ?? null, comment.law?.node ?? null,
    (comment.references ?? []).map(reference => [reference.kind, reference.label.trim(), reference.url?.trim() || null]),
  ]);
  return all(one) === all(other);
}
