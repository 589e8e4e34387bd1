import { useT } from '@/shared/i18n';
import { SelectField, TextField } from '@/shared/ui/form';
import { Plus, Trash2 } from '@/shared/ui/icons';
import { referenceKinds, type Reference } from '../api/types';

const MOST = 10;

/** What a comment rests on: any number of laws, rules, data or cases. */
export function References({ references, error, onChange }: { references: Reference[]; error?: string | undefined; onChange: (references: Reference[]) => void }) {
  const t = useT();
  const life = t.commentLife;
  const set = (index: number, changes: Partial<Reference>) => onChange(references.map((reference, at) => at === index ? { ...reference, ...changes } : reference));
  return (
    <fieldset className="field">
      <legend className="label">{life.references} <span className="soft">{t.common.optional}</span></legend>
      <p className="hint">{life.referencesHint}</p>
      {references.map((reference, index) => (
        <div key={index} className="reference-row">
          <SelectField id={`f-reference-kind-${index}`} label={life.referenceKind} value={reference.kind} onChange={event => set(index, { kind: event.target.value as Reference['kind'] })}>
            {referenceKinds.map(kind => <option key={kind} value={kind}>{life.referenceKinds[kind]}</option>)}
          </SelectField>
          <TextField id={`f-reference-${index}`} label={life.referenceLabel} maxLength={500} error={index === 0 ? error : undefined} value={reference.label} onChange={event => set(index, { label: event.target.value })} />
          <TextField id={`f-reference-url-${index}`} label={life.referenceUrl} optional type="url" inputMode="url" value={reference.url ?? ''} onChange={event => set(index, { url: event.target.value })} />
          <button type="button" className="link-button" onClick={() => onChange(references.filter((_, at) => at !== index))}><Trash2 size={16} aria-hidden="true" /> {life.removeReference(index + 1)}</button>
        </div>
      ))}
      {references.length < MOST && (
        <button type="button" className="button button-plain button-small" onClick={() => onChange([...references, { kind: 'law', label: '', url: null }])}><Plus size={18} aria-hidden="true" />{life.addReference}</button>
      )}
    </fieldset>
  );
}
