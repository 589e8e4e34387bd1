import { useStaffT } from '@/shared/i18n';
import { SelectField } from '@/shared/ui/form';
import { useRealFacts } from '../api/templates';

/** On which consultation a text is tried. */
export function FactsField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const s = useStaffT();
  const facts = useRealFacts();
  return (
    <SelectField id="facts" label={s.templates.facts} value={value} onChange={event => onChange(event.target.value)}>
      <option value="">{s.templates.invented}</option>
      {facts.data?.map(item => <option key={item.id} value={item.id}>{item.title}</option>)}
    </SelectField>
  );
}
