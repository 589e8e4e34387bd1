import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { TextArea } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useNotes, useWriteNote, type Note } from '../api/notes';

type Props = { consultation: string; node?: string | null; comment?: string | null };

/** The secretariat's own notes on a part of the text, on the whole or on a comment. */
export function Notes({ consultation, node = null, comment = null }: Props) {
  const s = useStaffT();
  const notes = useNotes(consultation);
  const [writing, setWriting] = useState(false);
  // Whoever administers the installation need not belong to the secretariat.
  if (notes.error instanceof ApiError && notes.error.status === 403) return null;
  const here = (notes.data?.items ?? []).filter(note => note.node === node && note.comment === comment);
  return (
    <section className="notes no-print" aria-label={s.notes.title}>
      <h3>{s.notes.title} <span className="soft small">{s.notes.hint}</span></h3>
      {notes.error && <Failure error={notes.error} onRetry={() => void notes.refetch()} />}
      {here.length > 0 && <ul className="notes-list">{here.map(note => <OneNote key={note.id} note={note} consultation={consultation} />)}</ul>}
      {writing
        ? <Write consultation={consultation} id={crypto.randomUUID()} node={node} comment={comment} text="" onDone={() => setWriting(false)} />
        : <button type="button" className="link-button small" onClick={() => setWriting(true)}>{s.notes.add}</button>}
    </section>
  );
}

function OneNote({ note, consultation }: { note: Note; consultation: string }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const write = useWriteNote(consultation);
  const [changing, setChanging] = useState(false);
  if (changing) return <li><Write consultation={consultation} id={note.id} node={note.node} comment={note.comment} text={note.text} onDone={() => setChanging(false)} /></li>;
  return (
    <li>
      <p className="words">{note.text}</p>
      <p className="soft small actions">
        <time dateTime={note.at}>{dates.dateTime(note.at)}</time>{note.changed && <span>{s.notes.changed}</span>}
        {note.mine && <button type="button" className="link-button" onClick={() => setChanging(true)}>{t.common.change}</button>}
        {note.mine && <button type="button" className="link-button" disabled={write.isPending} onClick={() => write.mutate({ ...note, text: null })}>{s.notes.remove}</button>}
      </p>
      {write.error && <Failure error={write.error} />}
    </li>
  );
}

function Write({ consultation, id, node, comment, text, onDone }: { consultation: string; id: string; node: string | null; comment: string | null; text: string; onDone: () => void }) {
  const t = useT();
  const s = useStaffT();
  const write = useWriteNote(consultation);
  const [made] = useState(id);
  const [words, setWords] = useState(text);
  const [missing, setMissing] = useState(false);
  return (
    <div className="comment-ask" role="group" aria-label={s.notes.title}>
      <TextArea id={`note-${made}`} label={s.notes.text} value={words} rows={3} maxLength={5000} error={missing && !words.trim() ? s.notes.missing : undefined} onChange={event => setWords(event.target.value)} />
      <div className="actions">
        <button type="button" className="button button-small" disabled={write.isPending} onClick={() => words.trim() ? write.mutate({ id: made, node, comment, text: words.trim() }, { onSuccess: onDone }) : setMissing(true)}>{s.notes.save}</button>
        <button type="button" className="link-button" onClick={onDone}>{t.common.cancel}</button>
      </div>
      {write.error && <Failure error={write.error} />}
    </div>
  );
}
