import { useState } from 'react';
import { useInstitutions } from '@/shared/api/reference';
import { useStaffT, useT } from '@/shared/i18n';
import { newId } from '@/shared/lib/id';
import { useSending } from '@/shared/lib/use-sending';
import { DateTimeField, type Errors, ErrorSummary, SelectField, TextField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { RecognitionProgress } from '@/shared/ui/recognition';
import { describe, Notice } from '@/shared/ui/states';
import { useDraft } from '../api/drafts';
import { DraftState } from './draft-state';

const LIMIT_BYTES = 50 * 1024 * 1024;
const IDS = { file: 'file', title: 'title', institution: 'institution', deadline: 'deadline' };

export function UploadPage() {
  const t = useT();
  const s = useStaffT();
  const institutions = useInstitutions();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState('');
  const [institution, setInstitution] = useState('');
  const [deadline, setDeadline] = useState('');
  const { errors, failed, share, check, send } = useSending();
  const [draft, setDraft] = useState<string | null>(null);
  // One key per attempt of this form: pressing twice, or again after a broken line, makes one draft.
  const [key] = useState(newId);
  const d = s.drafts;

  const submit = async () => {
    const found: Errors = {};
    if (!file) found['file'] = s.errors.file;
    else if (file.size > LIMIT_BYTES) found['file'] = d.tooBig;
    if (!title.trim()) found['title'] = s.errors.title;
    check(found);
    if (!file || Object.keys(found).length > 0) return;
    const form = new FormData();
    form.append('file', file, file.name);
    form.append('title', title.trim());
    if (institution) form.append('institution', institution);
    if (deadline) form.append('deadline', deadline);
    await send('/api/drafts', form, { 'Idempotency-Key': key }, answer => {
      const id = (answer.data as { id?: string } | null)?.id ?? answer.location?.split('/').pop() ?? '';
      setDraft(id);
    });
  };

  if (draft !== null) return <Uploaded id={draft} />;
  return (
    <>
      <p className="no-print"><Link to="/drafts">{t.nav.drafts}</Link></p>
      <PageHead title={d.uploadTitle} lead={d.uploadLead} />
      <form noValidate onSubmit={event => { event.preventDefault(); void submit(); }}>
        <ErrorSummary errors={errors} ids={IDS} general={failed && Object.keys(errors).length === 0 ? describe(failed, t).text : null} />
        <TextField id={IDS.file} type="file" accept=".pdf,.docx,.doc,.odt,.html,.htm,.txt" label={d.file} hint={d.fileHint} error={errors['file']} onChange={event => {
          const chosen = event.target.files?.[0] ?? null;
          setFile(chosen);
          if (chosen && !title) setTitle(chosen.name.replace(/\.[^.]+$/, '').replaceAll('_', ' '));
        }} />
        <TextField id={IDS.title} label={d.titleField} hint={d.titleHint} error={errors['title']} value={title} onChange={event => setTitle(event.target.value)} />
        <SelectField id={IDS.institution} label={d.institution} optional error={errors['institution']} value={institution} onChange={event => setInstitution(event.target.value)}>
          <option value="">{d.choose}</option>
          {institutions.current.map(item => <option key={item.id} value={item.id}>{item.name}</option>)}
        </SelectField>
        <DateTimeField id={IDS.deadline} label={d.deadlineField} optional error={errors['deadline']} value={deadline} onChange={event => setDeadline(event.target.value)} />
        {share !== null && <p role="status">{d.sending(Math.round(share * 100))}<br /><progress value={share} aria-label={d.send} /></p>}
        <button className="button" disabled={share !== null}>{d.send}</button>
      </form>
    </>
  );
}

function Uploaded({ id }: { id: string }) {
  const t = useT();
  const s = useStaffT();
  const draft = useDraft(id);
  return (
    <>
      <PageHead title={s.drafts.uploadTitle} />
      <Notice tone="good" live><p>{s.drafts.sent} {s.drafts.leave}</p></Notice>
      {draft.data && <p role="status"><DraftState state={draft.data.state} /></p>}
      {draft.data?.state === 'reading' && <div role="status"><RecognitionProgress of={draft.data.progress} label={s.drafts.states.reading} /></div>}
      {draft.data?.state === 'unreadable' && <Notice tone="red" title={s.drafts.unreadableTitle} live><p>{draft.data.problem}</p><p>{s.drafts.unreadableText}</p></Notice>}
      <div className="actions"><Link className="button" to={`/drafts/${id}`}>{s.drafts.toDraft}</Link><Link to="/drafts">{t.nav.drafts}</Link></div>
    </>
  );
}
