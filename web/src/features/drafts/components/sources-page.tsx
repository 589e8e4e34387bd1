import { useStaffT, useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { AlertTriangle, Check, Minus, RefreshCw } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import { isFailing, useCheckSource, usePauseSource, useSources, type Source } from '../api/sources';
import { useAgo } from '@/shared/lib/use-ago';

export function SourcesPage() {
  const s = useStaffT();
  const { isAdministrator } = useSession();
  const sources = useSources();
  return (
    <>
      <PageHead title={s.sources.title} lead={s.sources.lead} actions={isAdministrator && <Link className="button" to="/sources/new">{s.sources.add}</Link>} />
      {sources.error ? <Failure error={sources.error} onRetry={() => void sources.refetch()} />
        : sources.isPending ? <Skeleton />
        : sources.data.items.length === 0 ? <Empty title={s.sources.emptyTitle}>{s.sources.emptyText}</Empty>
        : <ul className="rows">{sources.data.items.map(source => <Item key={source.id} source={source} />)}</ul>}
    </>
  );
}

function Item({ source }: { source: Source }) {
  const t = useT();
  const s = useStaffT();
  const ago = useAgo();
  const { isAdministrator } = useSession();
  const check = useCheckSource(source.id);
  const pause = usePauseSource();
  const { health } = source;
  const failing = isFailing(source);
  const never = !health?.lastCheckedAt;
  const quiet = failing || source.paused ? null : health?.quiet;
  const Sign = source.paused ? Minus : failing || quiet ? AlertTriangle : never ? Minus : Check;
  const word = source.paused ? s.sources.paused : failing ? s.sources.failing : never ? s.sources.never : quiet ? s.sources.quiet : s.sources.good;
  return (
    <li className="plain-row" id={source.id}>
      <h2>{source.name}</h2>
      <p><span className={source.paused || never ? 'tag' : failing ? 'tag tag-red' : quiet ? 'tag tag-amber' : 'tag tag-action'}><Sign size={14} aria-hidden="true" />{word}</span></p>
      {failing && health?.lastProblem && <p className="red">{s.sources.lastProblem}: {health.problem ?? s.sources.problems[health.lastProblem as keyof typeof s.sources.problems] ?? health.lastProblem}</p>}
      {quiet && <p>{quiet.sentence}</p>}
      {health && !never && <p>{s.sources.silence(health.checks7d, health.failures7d)} {s.sources.foundWeek(health.found7d ?? 0)}</p>}
      {health && health.circuit !== 'closed' && <p>{s.sources.circuitOpen}</p>}
      <dl className="pairs">
        <dt>{s.drafts.sourcePage}</dt><dd><a href={source.baseUrl} rel="noreferrer">{source.baseUrl}</a></dd>
        {source.mailbox && <><dt>{s.sources.secret}</dt><dd>{source.mailbox.secret ?? 'default'}</dd></>}
        <dt>{s.sources.lastCheck}</dt><dd>{health?.lastCheckedAt ? ago(health.lastCheckedAt) : t.dates.notYet}</dd>
        <dt>{s.sources.lastChange}</dt><dd>{health?.lastChangeAt ? ago(health.lastChangeAt) : t.dates.notYet}</dd>
        <dt>{s.sources.openingLabel}</dt><dd>{s.sources.opening[source.opening] ?? source.opening}</dd>
      </dl>
      {check.isSuccess && <Notice tone="good" live><p>{s.sources.checked}</p></Notice>}
      {(check.error ?? pause.error) && <Notice tone="red" live><p>{describe(check.error ?? pause.error, t).text}</p></Notice>}
      <div className="actions">
        {!source.paused && <button type="button" className="button button-plain button-small" disabled={check.isPending} onClick={() => check.mutate()}><RefreshCw size={16} aria-hidden="true" />{check.isPending ? s.sources.checking : s.sources.check}</button>}
        {isAdministrator && <Link to={`/sources/${source.id}/edit`}>{s.sources.edit}<span className="hidden">: {source.name}</span></Link>}
        {isAdministrator && <button type="button" className="link-button" disabled={pause.isPending} onClick={() => pause.mutate({ source, paused: !source.paused })}>{source.paused ? s.sources.resume : s.sources.pause}</button>}
      </div>
    </li>
  );
}
