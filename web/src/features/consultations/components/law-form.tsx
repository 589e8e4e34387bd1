import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useStaffT, useT } from '@/shared/i18n';
import { newId } from '@/shared/lib/id';
import { useSending } from '@/shared/lib/use-sending';
import { type Errors, ErrorSummary, SelectField, TextField } from '@/shared/ui/form';
import { RecognitionProgress } from '@/shared/ui/recognition';
import { describe, Notice } from '@/shared/ui/states';
import { useLaw, useLaws, useLinkLaw, type Applied, type Law } from '../api/applied';

const IDS = { file: 'law-file', title: 'law-title', number: 'law-number', law: 'law' };

/** The secretariat says which law a draft is to be read with, and uploads it where it is not here yet. */
export function LawForm({ consultation, linked }: { consultation: string; linked: Applied['law'] | null }) {
  const t = useT();
  const w = useStaffT().lawInForce;
  const client = useQueryClient();
  const laws = useLaws();
  const link = useLinkLaw(consultation);
  const [law, setLaw] = useState(linked?.uploaded ? linked.id : '');
  const [missing, setMissing] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState('');
  const [number, setNumber] = useState('');
  const { errors, failed, share, check, send } = useSending();
  // One key per form: pressing twice makes one law.
  const [key, setKey] = useState(newId);
  const chosen = useLaw(law).data;
  const read = chosen?.state;

  // With the text there the draft reads otherwise.
  useEffect(() => {
    if (read !== 'ready') return;
    void client.invalidateQueries({ queryKey: ['laws-in-force'] });
    void client.invalidateQueries({ queryKey: ['consultation', consultation, 'applied'] });
  }, [read, client, consultation]);

  const keep = async () => {
    const found: Errors = {};
    if (!file) found['file'] = w.fileMissing;
    if (!title.trim()) found['title'] = w.titleMissing;
    if (!number.trim()) found['number'] = w.numberMissing;
    check(found);
    if (!file || Object.keys(found).length > 0) return;
    const form = new FormData();
    form.append('file', file, file.name);
    form.append('title', title.trim());
    form.append('number', number.trim());
    await send('/api/laws-in-force', form, { 'Idempotency-Key': key }, async answer => {
      const made = answer.data as Law;
      await client.invalidateQueries({ queryKey: ['laws-in-force'] });
      setKey(newId());
      link.mutate({ law: made.id });
      setLaw(made.id);
    });
  };

  return (
    <section className="page-section no-print" aria-labelledby="law-in-force">
      <h2 id="law-in-force">{w.title}</h2>
      <p>{w.text}</p>
      {link.error && <Notice tone="red" live><p>{describe(link.error, t).text}</p></Notice>}
      {chosen?.state === 'reading' && <div role="status"><p>{w.reading(chosen.title)}</p><RecognitionProgress of={chosen.progress} label={w.reading(chosen.title)} /></div>}
      {chosen?.state === 'unreadable' && <Notice tone="red" title={w.unreadable(chosen.title)} live><p>{chosen.problem}</p></Notice>}
      <form noValidate onSubmit={event => { event.preventDefault(); setMissing(!law); if (law) link.mutate({ law }); }}>
        <SelectField id={IDS.law} label={w.choose} error={missing && !law ? w.chooseMissing : undefined} value={law} onChange={event => setLaw(event.target.value)}>
          <option value="">{w.none}</option>
          {laws.items.map(one => <option key={one.id} value={one.id}>{one.number} · {one.title}</option>)}
        </SelectField>
        <div className="actions">
          <button className="button button-plain" disabled={link.isPending}>{w.link}</button>
          {linked && <button type="button" className="link-button" disabled={link.isPending} onClick={() => link.mutate(null)}>{w.unlink}</button>}
        </div>
      </form>
      <h3>{w.uploadTitle}</h3>
      <form noValidate onSubmit={event => { event.preventDefault(); void keep(); }}>
        <ErrorSummary errors={errors} ids={IDS} general={failed && Object.keys(errors).length === 0 ? describe(failed, t).text : null} />
        <TextField id={IDS.file} type="file" accept=".pdf,.docx,.doc,.odt,.html,.htm,.txt" label={w.file} error={errors['file']} onChange={event => setFile(event.target.files?.[0] ?? null)} />
        <TextField id={IDS.title} label={w.lawTitle} error={errors['title']} maxLength={500} value={title} onChange={event => setTitle(event.target.value)} />
        <TextField id={IDS.number} label={w.number} hint={w.numberHint} error={errors['number']} maxLength={40} value={number} onChange={event => setNumber(event.target.value)} />
        {share !== null && <p role="status"><progress value={share} aria-label={w.upload} /></p>}
        <button className="button button-plain" disabled={share !== null}>{w.upload}</button>
      </form>
    </section>
  );
}
