import { useState } from 'react';
import { useParams } from 'react-router';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { useSettled } from '@/shared/lib/use-settled';
import { useWide } from '@/shared/lib/use-wide';
import { Checks, Radios, TextArea, TextField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import {
  useDiscard, usePreview, usePublish, useRestore, useSaveDraft, useTest, useText, useVersions, type Finding, type Look, type Piece, type TemplateText, type TextKey, type TextVersion, type Written,
} from '../api/templates';
import { FactsField } from './facts-field';
import { Findings } from './findings';
import { aboutDraft, useKindName } from './kind-name';
import { LookAt, useCost } from './look';
import './templates.css';

/** What a mail's text can carry; the same in every language. */
const MARKS = '# …   **…**   - …   […](…)   ---';

/** One text: written, looked at, tried on oneself, published, brought back. */
export function TextPage() {
  const { kind = '', language = '', channel = '' } = useParams();
  const key = { kind, language, channel };
  const text = useText(key);
  if (text.error) return <Failure heading="h1" error={text.error} onRetry={() => void text.refetch()} />;
  if (text.isPending) return <Skeleton lines={12} />;
  const { data, etag } = text.data;
  // Another text, or one that was published, begins anew; what is being written stays when the page looks again.
  return <Editor key={`${kind}-${language}-${channel}-${data.version}`} textKey={key} text={data} etag={etag} />;
}

function Editor({ textKey, text, etag }: { textKey: TextKey; text: TemplateText; etag: string | null }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const name = useKindName();
  const start = text.draft ?? text;
  const [written, setWritten] = useState<Written>({ subject: start.subject, text: start.text, allLetters: start.allLetters });
  const [facts, setFacts] = useState('');
  const preview = usePreview(textKey, useSettled(written), facts);
  const save = useSaveDraft(textKey);
  const discard = useDiscard(textKey);
  const test = useTest(textKey);
  const m = s.templates;
  const findings = preview.data?.findings ?? [];
  const changed = written.subject !== text.subject || written.text !== text.text || written.allLetters !== text.allLetters;
  const error = save.error ?? discard.error ?? test.error;
  const bad = (place: Finding['place']) => findings.find(one => one.refused && one.place === place)?.message;
  return (
    <>
      <p className="no-print"><Link to="/templates">{m.title}</Link> · <Link to={`/templates/${text.kind}`}>{name(text.kind)}</Link></p>
      <PageHead
        title={`${name(text.kind)}: ${m.channels[text.channel]}, ${m.languages[text.language]}`}
        lead={text.version === 0 ? m.isDelivered : `${m.isVersion(text.version, text.publishedByName ?? m.somebody)}, ${dates.dateTime(text.publishedAt!)}.`}
      />
      {text.draft && <Notice><p>{m.draftBy(text.draft.byName ?? m.somebody, dates.dateTime(text.draft.at))}</p></Notice>}
      <div className="template-editor">
        <form onSubmit={event => { event.preventDefault(); save.mutate({ etag, written }); }}>
          {text.channel === 'email' && <TextField id="subject" label={m.subject} hint={aboutDraft(text.kind) ? m.subjectHint : undefined} error={bad('subject')} maxLength={300} lang={text.language} value={written.subject} onChange={event => setWritten({ ...written, subject: event.target.value })} />}
          <TextArea id="text" label={m.text} hint={text.channel === 'email' ? <><code>{MARKS}</code><br />{m.textHints.email}</> : m.textHints[text.channel]} error={bad('text')} rows={text.channel === 'email' ? 20 : 5} maxLength={8000} lang={text.language} className="template-source" value={written.text} onChange={event => setWritten({ ...written, text: event.target.value })} />
          {text.channel === 'sms' && <Letters look={preview.data?.look ?? null} all={written.allLetters} onChange={allLetters => setWritten({ ...written, allLetters })} />}
          <Findings findings={findings} refusedTitle={m.refusedTitle} warningsTitle={m.warningsTitle} />
          {error && <Notice tone="red" live><p>{describe(error, t).text}</p></Notice>}
          {save.isSuccess && !save.isPending && <Notice tone="good" live><p>{m.saved}</p></Notice>}
          <p className="actions">
            <button type="submit" className="button button-plain" disabled={save.isPending || !changed}>{m.saveDraft}</button>
            {text.draft && <button type="button" className="link-button" disabled={discard.isPending} onClick={() => discard.mutate(undefined, { onSuccess: () => setWritten({ subject: text.subject, text: text.text, allLetters: text.allLetters }) })}>{m.discard}</button>}
          </p>
        </form>
        <Placeholders text={text} onPick={word => setWritten(put(written, word))} />
      </div>
      <section aria-labelledby="preview" className="template-section">
        <h2 id="preview">{m.preview}</h2>
        {aboutDraft(text.kind) && <FactsField value={facts} onChange={setFacts} />}
        {preview.error ? <Failure error={preview.error} onRetry={() => void preview.refetch()} />
          : preview.isPending ? <Skeleton lines={6} />
          : preview.data.look ? <LookAt look={preview.data.look} language={text.language} />
          : <p className="soft">{m.noPreview}</p>}
        {text.channel !== 'inbox' && (
          <>
            {test.isSuccess && <Notice tone="good" live><p>{m.testSent} <Link to={`/deliveries/${test.data.alertId}`}>{m.testLedger}</Link></p></Notice>}
            <p className="no-print"><button type="button" className="button button-plain" disabled={test.isPending || !preview.data?.look} onClick={() => test.mutate({ written, alertId: facts })}>{text.channel === 'sms' ? m.testSms : m.testMail}</button></p>
          </>
        )}
      </section>
      {changed && <Publish textKey={textKey} etag={etag} written={written} findings={findings} ready={Boolean(preview.data?.look) && !preview.isPlaceholderData} />}
      <Versions textKey={textKey} current={text.version} language={text.language} />
    </>
  );
}

/** Which letters an SMS goes out with, and what each choice costs; plain ones unless chosen. */
function Letters({ look, all, onChange }: { look: Look | null; all: boolean; onChange: (all: boolean) => void }) {
  const s = useStaffT();
  const cost = useCost();
  const m = s.templates;
  return (
    <Radios
      id="letters" legend={m.letters} value={all ? 'all' : 'plain'} onChange={value => onChange(value === 'all')}
      choices={[
        { value: 'plain', label: m.lettersPlain, hint: look?.plain ? cost(look.plain) : undefined },
        { value: 'all', label: m.lettersAll, hint: look?.allLetters ? cost(look.allLetters) : undefined },
      ]}
    />
  );
}

/** Puts a placeholder where the cursor stands. */
function put(written: Written, word: string): Written {
  const field = document.activeElement?.id === 'subject' ? null : document.getElementById('text') as HTMLTextAreaElement | null;
  const at = field?.selectionStart ?? written.text.length;
  return { ...written, text: `${written.text.slice(0, at)}{${word}}${written.text.slice(field?.selectionEnd ?? at)}` };
}

function Placeholders({ text, onPick }: { text: TemplateText; onPick: (word: string) => void }) {
  const s = useStaffT();
  const m = s.templates;
  const wide = useWide('(min-width: 64rem)');
  const meanings: Record<string, string> = m.placeholders;
  return (
    <details className="template-placeholders" open={wide}>
      <summary>{m.placeholdersTitle}</summary>
      <p className="hint">{m.placeholdersHint}</p>
      <ul className="rows">
        {text.placeholders.map(one => (
          <li key={one.word}>
            <button type="button" className="link-button" onClick={() => onPick(one.word)}><code>{`{${one.word}}`}</code><span className="hidden">: {m.putIn}</span></button>
            <br />{meanings[one.word]}{one.sample && <span className="soft small" lang={text.language}> “{one.sample}”</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Publish({ textKey, etag, written, findings, ready }: { textKey: TextKey; etag: string | null; written: Written; findings: Finding[]; ready: boolean }) {
  const t = useT();
  const s = useStaffT();
  const publish = usePublish(textKey);
  const [why, setWhy] = useState('');
  const [read, setRead] = useState<string[]>([]);
  const m = s.templates;
  const warnings = findings.filter(one => !one.refused).length;
  return (
    <section aria-labelledby="publish" className="template-section no-print">
      <h2 id="publish">{m.publishTitle}</h2>
      <p>{m.publishText}</p>
      <form onSubmit={event => { event.preventDefault(); publish.mutate({ etag, written, why }); }}>
        <TextField id="why" label={m.why} hint={m.whyHint} maxLength={500} value={why} onChange={event => setWhy(event.target.value)} />
        {warnings > 0 && <Checks id="read" legend={m.warningsTitle} choices={[{ value: 'read', label: m.acknowledge(warnings) }]} values={read} onChange={setRead} />}
        {publish.error && <Notice tone="red" live><p>{describe(publish.error, t).text}</p></Notice>}
        <button type="submit" className="button" disabled={publish.isPending || !ready || why.trim() === '' || (warnings > 0 && read.length === 0)}>{m.publish}</button>
      </form>
    </section>
  );
}

function Versions({ textKey, current, language }: { textKey: TextKey; current: number; language: string }) {
  const s = useStaffT();
  const [open, setOpen] = useState(false);
  const versions = useVersions(textKey, open);
  const m = s.templates;
  return (
    <details className="template-versions" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{m.versionsTitle}</summary>
      {versions.error ? <Failure error={versions.error} onRetry={() => void versions.refetch()} />
        : !open ? null
        : !versions.data ? <Skeleton lines={4} />
        : <ol reversed className="rows">{versions.data.items.map(one => <OneVersion key={one.number} textKey={textKey} version={one} current={current} language={language} />)}</ol>}
    </details>
  );
}

function OneVersion({ textKey, version, current, language }: { textKey: TextKey; version: TextVersion; current: number; language: string }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const restore = useRestore(textKey);
  const m = s.templates;
  return (
    <li className="plain-row">
      <h3>{version.number === 0 ? m.delivered : m.version(version.number)}{version.number === current && <span className="tag tag-action">{m.inForce}</span>}</h3>
      {version.at && <p className="soft small">{version.byName ?? m.somebody}, {dates.dateTime(version.at)}{version.copyOf !== null && `, ${m.copyOf(version.copyOf)}`}</p>}
      {version.why && <p>{version.why}</p>}
      <div lang={language} className="template-changes">
        {version.subject && <p><Changes pieces={version.subjectChanges} /></p>}
        <pre className="look-text"><Changes pieces={version.textChanges} /></pre>
      </div>
      {version.number !== current && (
        <>
          {restore.error && <Notice tone="red" live><p>{describe(restore.error, t).text}</p></Notice>}
          <p className="no-print"><button type="button" className="link-button" disabled={restore.isPending} onClick={() => restore.mutate({ number: version.number, why: m.restoredWhy(version.number) })}>{m.restore}<span className="hidden">: {m.version(version.number)}</span></button></p>
        </>
      )}
    </li>
  );
}

function Changes({ pieces }: { pieces: Piece[] }) {
  const s = useStaffT();
  const m = s.templates;
  return pieces.map((piece, index) => {
    if (piece.kind === 'added') return <ins key={index}><span className="hidden">[{m.added}: </span>{piece.text}<span className="hidden">]</span></ins>;
    if (piece.kind === 'removed') return <del key={index}><span className="hidden">[{m.removed}: </span>{piece.text}<span className="hidden">]</span></del>;
    return <span key={index}>{piece.text}</span>;
  });
}
