import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useStaffT, useT } from '@/shared/i18n';
import { newId } from '@/shared/lib/id';
import { ErrorSummary, SelectField, TextField, type Errors } from '@/shared/ui/form';
import { FolderOpen, Plus } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Failure, Skeleton } from '@/shared/ui/states';
import { useArrange, useFolders, useKinds, type Folder } from '../api/templates';
import { useFolderName, useKindName } from './kind-name';
import './templates.css';

/** One being arranged: what it was before, null for a new one, and what its name reads now. */
type Row = { key: string; before: Folder | null; name: string; kinds: string[] };

/** Folders are named, made, removed and put in order, and each kind of message is put into one; saved as a whole. */
export function FoldersPage() {
  const folders = useFolders();
  const kinds = useKinds();
  const m = useStaffT().templates;
  const error = kinds.error ?? folders.error;
  const again = () => { void kinds.refetch(); void folders.refetch(); };
  return (
    <>
      <p className="no-print"><Link to="/templates">{m.title}</Link></p>
      <PageHead title={m.folders.title} lead={m.folders.lead} />
      {error ? <Failure error={error} onRetry={again} />
        : !kinds.data || !folders.data ? <Skeleton lines={12} />
        : <Arrangement folders={folders.data.data.items} etag={folders.data.etag} />}
    </>
  );
}

function Arrangement({ folders, etag }: { folders: Folder[]; etag: string | null }) {
  const t = useT();
  const called = useFolderName();
  const kindName = useKindName();
  const navigate = useNavigate();
  const arrange = useArrange();
  const [rows, setRows] = useState<Row[]>(() => folders.map(before => ({ key: before.id, before, name: called(before), kinds: before.kinds })));
  const [wrong, setWrong] = useState<Errors>({});
  const m = useStaffT().templates;
  const f = m.folders;
  const change = (key: string, next: Partial<Row>) => setRows(rows.map(row => row.key === key ? { ...row, ...next } : row));
  const move = (kind: string, to: string) => setRows(rows.map(row => {
    const others = row.kinds.filter(one => one !== kind);
    return row.key === to ? { ...row, kinds: [...others, kind] } : { ...row, kinds: others };
  }));
  const up = (index: number) => setRows(rows.map((row, i) => i === index - 1 ? rows[index]! : i === index ? rows[index - 1]! : row));
  const submit = () => {
    const found: Errors = {};
    rows.forEach((row, index) => {
      const name = row.name.trim();
      if (name === '') found[row.key] = f.nameMissing(index + 1);
      else if (rows.some((other, before) => before < index && other.name.trim().toLowerCase() === name.toLowerCase())) found[row.key] = f.nameTwice(name);
    });
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    arrange.mutate({
      etag,
      // A delivered name that nobody has touched stays one for each language.
      items: rows.map(({ before, name, kinds }) => ({ id: before?.id ?? null, kinds, name: before && before.name === null && name === called(before) ? null : name.trim() })),
    }, { onSuccess: () => void navigate('/templates') });
  };
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
      <ErrorSummary errors={wrong} ids={Object.fromEntries(rows.map(row => [row.key, `folder-${row.key}`]))} general={arrange.error ? describe(arrange.error, t).text : null} />
      <p className="hint">{f.removeHint}</p>
      <ol className="folder-rows">
        {rows.map((row, index) => (
          <li key={row.key}>
            <TextField id={`folder-${row.key}`} label={f.name(index + 1)} error={wrong[row.key]} maxLength={60} value={row.name} onChange={event => change(row.key, { name: event.target.value })} />
            <div className="actions">
              <span className="soft small"><FolderOpen size={14} aria-hidden="true" /> {f.holds(row.kinds.length)}</span>
              {index > 0 && <button type="button" className="link-button" onClick={() => up(index)}>{f.up}<span className="hidden">: {row.name}</span></button>}
              {row.kinds.length === 0 && rows.length > 1 && <button type="button" className="link-button link-danger" onClick={() => setRows(rows.filter(one => one !== row))}>{f.remove}<span className="hidden">: {row.name}</span></button>}
            </div>
          </li>
        ))}
      </ol>
      <p><button type="button" className="button button-plain" onClick={() => setRows([...rows, { key: newId(), before: null, name: '', kinds: [] }])}><Plus size={18} aria-hidden="true" />{f.add}</button></p>
      <section className="page-section" aria-labelledby="where">
        <h2 id="where">{f.where}</h2>
        <div className="folder-kinds">
          {folders.flatMap(folder => folder.kinds).map(kind => (
            <SelectField key={kind} id={`kind-${kind}`} label={kindName(kind)} value={rows.find(row => row.kinds.includes(kind))?.key ?? ''} onChange={event => move(kind, event.target.value)}>
              {rows.map((row, index) => <option key={row.key} value={row.key}>{row.name.trim() || f.name(index + 1)}</option>)}
            </SelectField>
          ))}
        </div>
      </section>
      <div className="actions">
        <button type="submit" className="button" disabled={arrange.isPending}>{f.save}</button>
        <Link className="button button-plain" to="/templates">{t.common.cancel}</Link>
      </div>
    </form>
  );
}
