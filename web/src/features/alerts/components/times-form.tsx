import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import { HoursFields, hoursIds, type Hours } from '@/shared/criteria/hours';
import { ErrorSummary, type Errors } from '@/shared/ui/form';
import { describe, Notice } from '@/shared/ui/states';
import { useSaveTimes, useSubscriptions, type Subscriptions } from '../api/subscriptions';
import { useWords } from '../words';

/** The list above it says when the settings cannot be read. */
export function TimesForm() {
  const list = useSubscriptions();
  return list.data ? <Times initial={list.data.data} /> : null;
}

function Times({ initial }: { initial: Subscriptions }) {
  const save = useSaveTimes();
  return <HoursForm id="times" initial={initial} saving={save.isPending} saved={save.isSuccess} problem={save.error} onChange={save.reset} onSave={save.mutateAsync} />;
}

/** @param onSave throws what the service answers */
export function HoursForm({ id, initial, saving, saved, problem, onChange, onSave }: {
  id: string; initial: Hours; saving: boolean; saved: boolean; problem: Error | null; onChange: () => void; onSave: (hours: Hours) => Promise<unknown>;
}) {
  const t = useT();
  const w = useWords();
  const [hours, setHours] = useState<Hours>({ zone: initial.zone, quiet: initial.quiet });
  const [errors, setErrors] = useState<Errors>({});
  const submit = async () => {
    setErrors({});
    try {
      await onSave(hours);
    } catch (error) {
      if (error instanceof ApiError) setErrors(error.fields);
    }
  };
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); void submit(); }}>
      <ErrorSummary errors={errors} ids={hoursIds(id)} general={problem && Object.keys(errors).length === 0 ? describe(problem, t).text : null} />
      {saved && <Notice tone="good" live><p>{w.savedTimes}</p></Notice>}
      <HoursFields id={id} value={hours} errors={errors} onChange={next => { onChange(); setHours(next); }} />
      <button className="button" disabled={saving}>{saving ? t.common.saving : w.saveTimes}</button>
    </form>
  );
}
