import { useParams } from 'react-router';
import { useInstitutions } from '@/shared/api/reference';
import { ApiError } from '@/shared/api/problem';
import { useDates, useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useAsked, useSayRelevance } from '../api';
import { useWords } from '../words';
import './public-alerts.css';

/** The page behind the link of a mail: opening it says nothing for anybody, its buttons do. */
export function RelevancePage() {
  const t = useT();
  const r = useWords().relevance;
  const dates = useDates();
  const { token = '' } = useParams();
  const found = useAsked(token);
  const { nameOf } = useInstitutions();
  const say = useSayRelevance(token);
  const bad = found.error instanceof ApiError && found.error.status === 404;
  const draft = found.data;
  const answered = say.data ? say.data.relevant : draft?.answered ?? null;
  return (
    <>
      <PageHead title={bad ? r.badTitle : r.title} lead={bad ? r.badText : r.lead} />
      {bad ? <p><Link className="button" to="/consultations">{r.drafts}</Link></p>
        : found.error ? <Failure error={found.error} onRetry={() => void found.refetch()} />
        : !draft ? <Skeleton lines={4} />
        : (
          <div className="form-narrow">
            {say.isSuccess && <Notice tone="good" title={say.data.relevant ? r.relevantDone : r.notRelevantDone} live><p>{r.mailed}</p></Notice>}
            {say.error && <Notice tone="red" live><p>{describe(say.error, t).text}</p></Notice>}
            <h2 lang={draft.titleLanguage}>{draft.title}</h2>
            {draft.institution && draft.institution !== 'network' && <p className="soft">{nameOf(draft.institution)}</p>}
            <p>{(draft.over ? r.closed : r.closes)(dates.dateTime(draft.deadlineAt))}</p>
            {!say.isSuccess && answered !== null && <p>{answered ? r.saidRelevant : r.saidNotRelevant}</p>}
            {draft.over ? <Notice><p>{r.over}</p></Notice> : (
              <div className="actions">
                {answered !== false && <button type="button" className="button" disabled={say.isPending} onClick={() => say.mutate(false)}>{r.notRelevant}</button>}
                {answered !== true && <button type="button" className="button button-plain" disabled={say.isPending} onClick={() => say.mutate(true)}>{answered === false ? r.afterAll : r.relevant}</button>}
              </div>
            )}
            <p><Link to={`/consultations/${draft.consultationId}`}>{r.read}</Link></p>
          </div>
        )}
    </>
  );
}
