import { useState } from 'react';
import { useT } from '@/shared/i18n';
import { FileText, Trash2, Upload } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import type { Attachment } from '../api/types';

const KINDS = '.pdf,.docx,.xlsx,.odt,.ods,.png,.jpg,.jpeg,.txt';

type Props = { files: Attachment[]; busy: boolean; error: unknown; onAdd: (file: File, onProgress: (share: number) => void) => Promise<unknown>; onRemove: (attachment: string) => void };

/** Files of a comment, sent as soon as they are chosen. */
export function AttachmentList({ files, busy, error, onAdd, onRemove }: Props) {
  const t = useT();
  const life = t.commentLife;
  const [share, setShare] = useState<number | null>(null);
  const add = (file: File) => {
    setShare(0);
    onAdd(file, value => setShare(Math.round(value * 100))).catch(() => undefined).finally(() => setShare(null));
  };
  return (
    <div className="field">
      <label className="label" htmlFor="f-file">{life.files} <span className="soft">{t.common.optional}</span></label>
      <p className="hint" id="f-file-hint">{life.filesHint}</p>
      {files.length > 0 && (
        <ul className="file-list">
          {files.map(file => (
            <li key={file.id}>
              <FileText size={16} aria-hidden="true" /> {file.fileName} <span className="soft">{t.common.bytes(file.bytes)}</span>
              <button type="button" className="link-button" disabled={busy} onClick={() => onRemove(file.id)}><Trash2 size={16} aria-hidden="true" /> {life.removeFile(file.fileName)}</button>
            </li>
          ))}
        </ul>
      )}
      <input
        id="f-file" type="file" accept={KINDS} disabled={busy} aria-describedby="f-file-hint"
        onChange={event => { const file = event.target.files?.[0]; event.target.value = ''; if (file) add(file); }}
      />
      <p role="status">{share !== null && <><Upload size={16} aria-hidden="true" /> {life.sending(share)}</>}</p>
      {error ? <Failure error={error} /> : null}
    </div>
  );
}
