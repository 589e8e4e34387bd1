import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useStaffT, useT } from '@/shared/i18n';
import { useSending } from '@/shared/lib/use-sending';
import { ErrorSummary, SelectField, TextField } from '@/shared/ui/form';
import { describe, Notice } from '@/shared/ui/states';
import type { Draft } from '../api/drafts';

const KINDS = ['text', 'memorandum', 'impact-assessment', 'other'] as const;
const IDS = { file: 'document-file', kind: 'document-kind' };

/** Another version of a text that people brought in, or a document beside it. Who is concerned is told, so it says so before. */
export function DocumentsForm({ draft }: { draft: Draft }) {
  const t = useT();
  const s = useStaffT();
  const d = s.draftDocuments;
  const client = useQueryClient();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('text');
  const [file, setFile] = useState<File | null>(null);
  const [done, setDone] = useState<(typeof KINDS)[number] | null>(null);
  const { errors, failed, share, check, send } = useSending();

  const bring = async () => {
    check(file ? {} : { file: s.errors.file });
    setDone(null);
    if (!file) return;
    const form = new FormData();
    form.append('file', file, file.name);
    form.append('kind', kind);
    await send(`/api/drafts/${draft.id}/documents`, form, {}, async () => {
      setDone(kind);
      await client.invalidateQueries({ queryKey: ['draft', draft.id] });
      await client.invalidateQueries({ queryKey: ['consultation', draft.consultationId ?? draft.id] });
    });
  };

  return (
    <section className="page-section" aria-labelledby="documents-form">
      <h2 id="documents-form">{d.title}</h2>
      <p>{draft.state === 'opened' ? d.textOpened : d.text}</p>
      {done && <Notice tone="good" live><p>{done === 'text' ? draft.state === 'opened' ? d.doneOpened : d.doneText : d.doneBeside}</p></Notice>}
      <form noValidate onSubmit={event => { event.preventDefault(); void bring(); }}>
        <ErrorSummary errors={errors} ids={IDS} general={failed && Object.keys(errors).length === 0 ? describe(failed, t).text : null} />
        <SelectField id={IDS.kind} label={d.kind} value={kind} onChange={event => setKind(event.target.value as typeof kind)}>
          {KINDS.map(one => <option key={one} value={one}>{d.kinds[one]}</option>)}
        </SelectField>
        <TextField id={IDS.file} type="file" accept=".pdf,.docx,.doc,.odt,.html,.htm,.txt" label={s.drafts.file} hint={s.drafts.fileHint} error={errors['file']} onChange={event => setFile(event.target.files?.[0] ?? null)} />
        {share !== null && <p role="status">{s.drafts.sending(Math.round(share * 100))}<br /><progress value={share} aria-label={d.send} /></p>}
        <button className="button button-plain" disabled={share !== null}>{d.send}</button>
      </form>
    </section>
  );
}
