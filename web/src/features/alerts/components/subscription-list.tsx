import { useT } from '@/shared/i18n';
import { useCriteriaTold } from '@/shared/criteria/criteria';
import { useHoursTold } from '@/shared/criteria/hours';
import { useSession } from '@/shared/session/session';
import { ErrorSummary } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { describe, Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useInherit, useRemoveSubscription, useSubscriptions, type Subscription } from '../api/subscriptions';
import { useWords } from '../words';

/** What a subscription asks for, in one line; its name where it has one. */
export function useTold(all: Subscription[]) {
  const t = useT();
  const criteria = useCriteriaTold(all);
  return (one: Subscription) => one.scope !== 'chosen' ? t.alerts.scopes[one.scope] : criteria(one);
}

export function SubscriptionList() {
  const t = useT();
  const w = useWords();
  const list = useSubscriptions();
  const told = useTold(list.data?.data.subscriptions ?? []);
  const remove = useRemoveSubscription();
  const inherit = useInherit();
  const hours = useHoursTold();
  const { me } = useSession();
  if (list.error) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton lines={5} />;
  const { subscriptions, email, sms, most, own, setBy } = list.data.data;
  const off = { email: !email, sms: !sms, inbox: false };
  return (
    <>
      {remove.isSuccess && <Notice tone="good" live><p>{w.removed}</p></Notice>}
      <ErrorSummary errors={{}} ids={{}} general={remove.error ?? inherit.error ? describe((remove.error ?? inherit.error)!, t).text : null} />
      {setBy.length > 0 && <Notice><p>{w.setBy(setBy.join(', '))}</p></Notice>}
      {inherit.isSuccess && !own && <Notice tone="good" live><p>{w.inherited}</p></Notice>}
      {subscriptions.length === 0 ? <Empty title={w.none}>{w.noneText}</Empty> : (
        <>
          <p className="soft">{w.listLead}</p>
          <ul className="subscriptions">
            {subscriptions.map(one => (
              <li key={one.id}>
                <p className="inbox-title">{one.name || told(one)}</p>
                {one.name && <p className="small">{told(one)}</p>}
                <p className="soft small">
                  {w.frequencies[one.frequency]} · {one.ways.filter(way => way !== 'sms' || !off.sms || one.id !== 'standard').map(way => off[way] ? `${w.ways[way]} (${w.off})` : w.ways[way]).join(', ')}{one.hours ? ` · ${hours(one.hours)}` : ''}
                </p>
                <div className="actions">
                  <Link to={`/my-alerts/${one.id}`} aria-label={w.change(one.name || told(one))}>{t.common.change}</Link>
                  <button type="button" className="button button-plain" disabled={remove.isPending} aria-label={w.remove(one.name || told(one))} onClick={() => remove.mutate(one.id)}>{t.common.remove}</button>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {own && (me?.mandates ?? []).length > 0 && <p><button type="button" className="link-button" disabled={inherit.isPending} onClick={() => inherit.mutate()}>{w.inherit}</button></p>}
      {subscriptions.length < most && <p><Link className="button" to="/my-alerts/new">{w.add}</Link></p>}
    </>
  );
}
