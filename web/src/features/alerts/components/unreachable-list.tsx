import { useDates } from '@/shared/i18n';
import { Failure, Skeleton } from '@/shared/ui/states';
import { useUnreachable } from '../api/stopped';
import { useWords } from '../words';

/** The people of an organisation to whom something does not go out, for who manages it. */
export function UnreachableList({ organisation }: { organisation: string }) {
  const w = useWords();
  const dates = useDates();
  const list = useUnreachable(organisation);
  return (
    <section className="page-section" aria-labelledby="unreachable">
      <h2 id="unreachable">{w.unreachable}</h2>
      {list.error ? <Failure error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <Skeleton lines={3} />
        : list.data.items.length === 0 ? <p className="soft">{w.unreachableNone}</p>
        : (
          <>
            <p>{w.unreachableLead}</p>
            <ul className="subscriptions">
              {list.data.items.map(one => (
                <li key={`${one.personId}-${one.channel}`}>
                  <p className="inbox-title">{one.name}</p>
                  <p>{w.stoppedSince(one.address, dates.dateTime(one.since))} {w.stoppedWhys[one.why]}</p>
                  <p className={one.others ? 'soft small' : 'red small'}>{one.others ? w.unreachableOther : w.unreachableNoOther}</p>
                </li>
              ))}
            </ul>
          </>
        )}
    </section>
  );
}
