import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import { clock, wallTime } from '@/shared/i18n/dates';
import { languageTags } from '@/shared/i18n/language';
import { signInAddress, useSession, type Mandate } from '@/shared/session/session';
import { CircleCheck, LogIn } from '@/shared/ui/icons';
import { ErrorSummary, Radios, SelectField, TextArea, type Errors } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { describe, Notice } from '@/shared/ui/states';
import { useSubmitComment } from '../api/comments';
import { commentKinds, importances, type ActNode, type Comment, type CommentKind, type Consultation, type Importance } from '../api/types';
import { keep, newComment, readKept, throwAway, type KeptComment } from '../kept-comments';
import { fullText, nameOf, outline, placeOf } from '../structure';
import { LIMIT, needsJustification, needsText, needsWording, validate } from '../validation';
import { WordDiff } from './word-diff';

type Props = {
  consultation: Consultation;
  nodes: ActNode[];
  node: string | null;
  kind?: CommentKind | undefined;
  quote?: string | undefined;
  embedded?: boolean;
  onClose: () => void;
};

const IDS: Record<string, string> = {
  organisation: 'f-organisation', kind: 'f-kind', importance: 'f-importance', text: 'f-text', proposedWording: 'f-wording', justification: 'f-justification', node: 'f-node',
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

function Form({ consultation, nodes, node: firstNode, kind, quote, embedded, onClose, person, mandates, usable }: Props & { person: string; mandates: Mandate[]; usable: Mandate[] }) {
  const t = useT();
  const { acting } = useSession();
  const text = useMemo(() => outline(nodes), [nodes]);
  const submit = useSubmitComment(consultation.id);
  const [comment, setComment] = useState<KeptComment>(() => start());
  const [keptAt, setKeptAt] = useState<string | null>(comment.savedAt || null);
  const [cannotKeep, setCannotKeep] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [step, setStep] = useState<'write' | 'check' | 'done'>('write');
  const [done, setDone] = useState<Comment | null>(null);
  const [throwing, setThrowing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = useRef(false);

  function start(): KeptComment {
    const organisation = (usable.find(mandate => mandate.organisationId === acting?.organisationId) ?? usable[0])!.organisationId;
    const kept = readKept(person, consultation.id, firstNode);
    const comment = kept ?? newComment(consultation.id, consultation.title, firstNode, organisation);
    return {
      ...comment,
      organisation: usable.some(mandate => mandate.organisationId === comment.organisation) ? comment.organisation : organisation,
      kind: kind ?? comment.kind,
      text: comment.text || (quote ? `“${quote}”\n` : ''),
    };
  }

  // Another step is another page to a reader: it starts at its heading.
  useEffect(() => {
    if (!arrived.current) {
      arrived.current = true;
      if (embedded) heading.current?.focus({ preventScroll: true });
      return;
    }
    heading.current?.focus();
    if (!embedded) window.scrollTo(0, 0);
  }, [step, embedded]);

  const current = comment.node ? fullText(comment.node, nodes) : '';
  const wording = comment.proposedWording ?? (comment.kind === 'change' ? current : '');
  const place = placeOf(comment.node, nodes, text, t);
  const organisation = mandates.find(mandate => mandate.organisationId === comment.organisation)?.organisationName ?? '';

  const change = (changes: Partial<KeptComment>) => {
    const next = { ...comment, ...changes };
    if (changes.node !== undefined && changes.node !== comment.node) throwAway(person, consultation.id, comment.node);
    setComment(next);
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

  const send = () => submit.mutate(
    {
      id: comment.id,
      input: {
        organisation: comment.organisation,
        node: comment.node,
        kind: comment.kind as CommentKind,
        importance: comment.importance as Importance,
        text: comment.text.trim() || null,
        proposedWording: needsWording(comment.kind) && wording.trim() ? wording.trim() : null,
        justification: comment.justification.trim() || null,
      },
    },
    {
      onSuccess: answer => {
        throwAway(person, consultation.id, comment.node);
        setDone(answer);
        setStep('done');
      },
      onError: error => {
        if (!(error instanceof ApiError)) return;
        const fields = Object.fromEntries(Object.entries(error.fields).filter(([name]) => IDS[name]));
        if (Object.keys(fields).length > 0) {
          setErrors(fields);
          setStep('write');
        }
      },
    },
  );

  const H = embedded ? 'h2' : 'h1';
  const problem = submit.error instanceof ApiError ? submit.error : null;
  const sessionEnded = problem?.status === 401;
  const returnTo = `/consultations/${consultation.id}/comment${comment.node ? `?node=${encodeURIComponent(comment.node)}` : ''}`;
  const said = submit.error && !sessionEnded
    ? t.commentForm.problems[(problem?.status === 413 ? 'comment-too-long' : problem?.code ?? '') as keyof typeof t.commentForm.problems]
      ?? (problem?.status === 0 ? t.errors.notSentOffline : `${describe(submit.error, t).text} ${t.errors.keptNote}`)
    : null;

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
            : <Link className="button" to={`/consultations/${consultation.id}${comment.node ? `#${comment.node}` : ''}`}>{t.commentForm.backToDraft}</Link>}
          <button type="button" className="link-button" onClick={() => { setComment(newComment(consultation.id, consultation.title, comment.node, comment.organisation)); setKeptAt(null); setDone(null); setErrors({}); submit.reset(); setStep('write'); }}>{t.commentForm.another}</button>
        </div>
      </div>
    );
  }

  if (step === 'check') {
    const rows: [string, React.ReactNode][] = [
      [t.commentForm.rows.organisation, <strong key="o">{organisation}</strong>],
      [t.commentForm.rows.place, place],
      [t.commentForm.rows.kind, comment.kind && t.commentForm.kinds[comment.kind]],
      [t.commentForm.rows.importance, comment.importance && t.commentForm.importances[comment.importance]],
      [t.commentForm.rows.text, comment.text.trim() && <span className="words-as-typed">{comment.text.trim()}</span>],
      [t.commentForm.rows.proposed, needsWording(comment.kind) && wording.trim() && <WordDiff before={comment.kind === 'change' ? current : ''} after={wording.trim()} />],
      [t.commentForm.rows.justification, comment.justification.trim() && <span className="words-as-typed">{comment.justification.trim()}</span>],
    ];
    return (
      <div className="comment-form">
        <H ref={heading} tabIndex={-1}>{t.commentForm.checkTitle}</H>
        <p className="lead">{t.commentForm.checkText(organisation)}</p>
        {sessionEnded && (
          <Notice tone="amber" title={t.commentForm.sessionTitle} live>
            <p>{t.commentForm.sessionText}</p>
            <a className="button button-small" href={signInAddress(returnTo)}><LogIn size={18} aria-hidden="true" />{t.account.signInAgain}</a>
          </Notice>
        )}
        <ErrorSummary errors={{}} general={said} ids={{}} />
        <dl className="pairs">{rows.filter(([, value]) => value).map(([label, value]) => [<dt key={`${label}t`}>{label}</dt>, <dd key={`${label}d`}>{value}</dd>])}</dl>
        <div className="actions">
          <button type="button" className="button" disabled={submit.isPending} onClick={send}>{submit.isPending ? t.commentForm.submitting : t.commentForm.submit(organisation)}</button>
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
      <H ref={heading} tabIndex={-1}>{comment.node ? t.commentForm.title(place) : t.commentForm.titleWhole}</H>
      <ErrorSummary errors={errors} general={Object.keys(errors).length > 0 ? null : said} ids={IDS} />
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
      <SelectField id={IDS['node']!} label={t.commentForm.place} error={errors['node']} value={section?.node.id ?? ''} onChange={event => change({ node: event.target.value || null, proposedWording: null })}>
        <option value="">{t.commentForm.placeWhole}</option>
        {text.sections.map(({ node }) => <option key={node.id} value={node.id}>{[nameOf(node, t), node.heading !== nameOf(node, t) && node.heading].filter(Boolean).join(' – ')}</option>)}
      </SelectField>
      {section && section.parts.length > 0 && (
        <SelectField id="f-within" label={t.commentForm.within} value={comment.node ?? ''} onChange={event => change({ node: event.target.value, proposedWording: null })}>
          <option value={section.node.id}>{t.commentForm.withinAll}</option>
          {section.parts.map(({ node, depth }) => <option key={node.id} value={node.id}>{'\u00A0'.repeat(depth * 3)}{nameOf(node, t)}</option>)}
        </SelectField>
      )}
      <Radios
        id={IDS['kind']!} legend={t.commentForm.kind} error={errors['kind']} value={comment.kind} onChange={value => change({ kind: value as CommentKind })}
        choices={commentKinds.map(value => ({ value, label: t.commentForm.kinds[value] }))}
      />
      {comment.kind && (
        <>
          {(comment.kind === 'change' && comment.node) ? (
            <div className="two-texts">
              <div className="field">
                <span className="label">{t.commentForm.currentText}</span>
                <blockquote lang={languageTags[consultation.language]}>{current || '–'}</blockquote>
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
            <div className="field"><span className="label">{t.commentForm.currentText}</span><blockquote lang={languageTags[consultation.language]}><del>{current}</del></blockquote></div>
          ) : null}
          <TextArea
            id={IDS['text']!} label={t.commentForm.text} hint={t.commentForm.textHint[comment.kind]} optional={!needsText(comment.kind)} error={errors['text']}
            value={comment.text} onChange={event => change({ text: event.target.value })} after={counter(comment.text)}
          />
          <TextArea
            id={IDS['justification']!} label={t.commentForm.justification} hint={t.commentForm.justificationHint} optional={!needsJustification(comment.kind)} error={errors['justification']}
            value={comment.justification} onChange={event => change({ justification: event.target.value })} after={counter(comment.justification)}
          />
        </>
      )}
      <Radios
        id={IDS['importance']!} legend={t.commentForm.importance} error={errors['importance']} value={comment.importance} onChange={value => change({ importance: value as Importance })}
        choices={importances.map(value => ({ value, label: t.commentForm.importances[value] }))}
      />
      <div className="actions">
        <button className="button">{t.commentForm.check}</button>
        {embedded && <button type="button" className="link-button" onClick={onClose}>{t.common.close}</button>}
        {keptAt && !throwing && <button type="button" className="link-button link-danger" onClick={() => setThrowing(true)}>{t.commentForm.discard}</button>}
      </div>
      {throwing && (
        <div className="comment-ask" role="group" aria-label={t.commentForm.discard}>
          <p>{t.commentForm.discardSure}</p>
          <div className="actions">
            <button type="button" className="button button-danger button-small" onClick={() => { throwAway(person, consultation.id, comment.node); onClose(); }}>{t.commentForm.discardYes}</button>
            <button type="button" className="link-button" onClick={() => setThrowing(false)}>{t.common.cancel}</button>
          </div>
        </div>
      )}
      <p className="kept soft" role="status">{cannotKeep ? t.commentForm.notKept : keptAt ? t.commentForm.kept(clock(wallTime(new Date(keptAt)))) : ''}</p>
    </form>
  );
}

/** Why this person cannot comment for this organisation now; null when nothing stands in the way. */
function whyNot(mandate: Mandate): 'suspended' | 'right' | 'expired' | null {
  if (mandate.organisationStatus !== 'active') return 'suspended';
  if (!mandate.rights.includes('comment')) return 'right';
  const today = new Date().toISOString().slice(0, 10);
  if ((mandate.validFrom && mandate.validFrom > today) || (mandate.validTo && mandate.validTo < today)) return 'expired';
  return null;
}
