import { Checks, SelectField, TextField, type Errors } from '@/shared/ui/form';
import { useWords } from './words';

export type Quiet = { from: string; to: string; email: boolean };
export type Hours = { zone: string | null; quiet: Quiet | null };

export const KOSOVO = 'Europe/Belgrade';
const zones = (present: string) => [...new Set([present, KOSOVO, ...Intl.supportedValuesOf('timeZone')])];

/** Which field an answer of the service is about, by the ids that {@link HoursFields} makes. */
export const hoursIds = (id: string) => ({ zone: `${id}-zone`, quiet: `${id}-to`, from: `${id}-from`, to: `${id}-to` });

/** Quiet hours and the clocks they go by. */
export function HoursFields({ id, value, errors, onChange }: { id: string; value: Hours; errors: Errors; onChange: (value: Hours) => void }) {
  const w = useWords().hours;
  const { quiet } = value;
  const zone = value.zone ?? KOSOVO;
  const ids = hoursIds(id);
  return (
    <>
      <Checks
        id={`${id}-quiet`} legend={w.quiet} hint={w.critical} values={[quiet ? 'on' : '', quiet?.email ? 'email' : ''].filter(Boolean)}
        onChange={values => onChange({ ...value, quiet: values.includes('on') ? { ...(quiet ?? { from: '22:00', to: '07:00' }), email: values.includes('email') } : null })}
        choices={[{ value: 'on', label: w.on }, { value: 'email', label: w.email, disabled: !quiet }]}
      />
      {quiet && (
        <>
          <TextField id={ids.from} type="time" label={w.from} value={quiet.from} error={errors['from']} onChange={event => onChange({ ...value, quiet: { ...quiet, from: event.target.value } })} />
          <TextField id={ids.to} type="time" label={w.to} value={quiet.to} error={errors['quiet'] ?? errors['to']} onChange={event => onChange({ ...value, quiet: { ...quiet, to: event.target.value } })} />
        </>
      )}
      <SelectField id={ids.zone} label={w.zone} hint={w.zoneHint} error={errors['zone']} value={zone} onChange={event => onChange({ ...value, zone: event.target.value })}>
        {zones(zone).map(name => <option key={name} value={name}>{name}</option>)}
      </SelectField>
    </>
  );
}

/** The hours of one subscription where they are not the person's. */
export function OwnHours({ id, value, errors, onChange }: { id: string; value: Hours | null; errors: Errors; onChange: (value: Hours | null) => void }) {
  const w = useWords().hours;
  return (
    <>
      <Checks
        id={id} legend={w.own} values={value ? ['own'] : []} choices={[{ value: 'own', label: w.ownOn, hint: w.ownHint }]}
        onChange={values => onChange(values.length > 0 ? { zone: KOSOVO, quiet: null } : null)}
      />
      {value && <HoursFields id={id} value={value} errors={errors} onChange={onChange} />}
    </>
  );
}

/** A subscription's own hours in one line; null where it has none. */
export function useHoursTold() {
  const w = useWords().hours;
  return (hours: Hours | null | undefined) => !hours ? null
    : `${hours.quiet ? w.told(hours.quiet.from, hours.quiet.to) : w.toldNever}${hours.zone && hours.zone !== KOSOVO ? ` (${hours.zone})` : ''}`;
}
