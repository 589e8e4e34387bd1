import { useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { useDates, useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useConfirm, useConfirmation } from '../api';
import { useTold } from '../told';
import { useWords } from '../words';
import './public-alerts.css';

/** The page behind the link of the mail: opening it confirms nothing, its button does. */
export function ConfirmPage() {
  const t = useT();
  const w = useWords();
  const dates = useDates();
  const { token = '' } = useParams();
  const found = useConfirmation(token);
  const told = useTold(found.data ? [found.data.wanted] : []);
  const confirm = useConfirm(token);
  const c = w.confirm;
  const bad = found.error instanceof ApiError && found.error.status === 404;
  const title = bad ? c.badTitle : confirm.isSuccess ? c.done : c.title;
  return (
    <>
      <PageHead title={title} lead={bad ? c.badText : found.data && !confirm.isSuccess ? c.lead(dates.dateTime(found.data.expiresAt)) : undefined} />
      {bad ? <p><Link className="button" to="/subscribe">{c.again}</Link></p>
        : found.error ? <Failure error={found.error} onRetry={() => void found.refetch()} />
        : found.isPending ? <Skeleton lines={4} />
        : confirm.isSuccess ? (
          <>
            <Notice tone="good" live><p>{c.doneText}</p></Notice>
            <p><Link className="button" to={`/preferences/${confirm.data.preferences}`}>{c.change}</Link></p>
          </>
        ) : (
          <div className="form-narrow">
            {confirm.error && <Notice tone="red" live><p>{describe(confirm.error, t).text}</p></Notice>}
            {found.data.confirmed && <Notice tone="good"><p>{c.before}</p></Notice>}
            <h2>{c.what}</h2>
            <p className="told-title">{told(found.data.wanted)}</p>
            <p className="soft">{w.frequencies[found.data.wanted.frequency]}</p>
            <button type="button" className="button" disabled={confirm.isPending} onClick={() => confirm.mutate()}>{c.button}</button>
          </div>
        )}
    </>
  );
}
