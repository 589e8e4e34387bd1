import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import { useT } from '@/shared/i18n';
import { Checks } from '@/shared/ui/form';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useWords } from '../words';

const PATH = '/api/alert-settings/me/silence';
const KEY = ['silence'];
type Silence = { wanted: boolean };

/** Whether to be told once a week that there was nothing. */
export function SilenceForm() {
  const t = useT();
  const w = useWords();
  const client = useQueryClient();
  const found = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api<Silence>(PATH, { signal }) });
  const save = useMutation({
    mutationFn: (wanted: boolean) => api<Silence>(PATH, { method: 'PUT', body: { wanted } }),
    onSuccess: data => client.setQueryData(KEY, data),
  });
  if (found.error) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Skeleton lines={2} />;
  return (
    <>
      {save.error && <Notice tone="red" live><p>{describe(save.error, t).text}</p></Notice>}
      {save.isSuccess && <Notice tone="good" live><p>{w.savedTimes}</p></Notice>}
      <Checks
        id="silence" legend={<span className="hidden">{w.silence}</span>} hint={w.silenceHint} values={found.data.wanted ? ['on'] : []}
        onChange={values => save.mutate(values.length > 0)} choices={[{ value: 'on', label: w.silenceOn, disabled: save.isPending }]}
      />
    </>
  );
}
