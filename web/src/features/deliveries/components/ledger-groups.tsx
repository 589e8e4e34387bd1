import { useEffect } from 'react';
import { useFilters } from '@/shared/lib/use-filters';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useLedgerGroups, type LedgerGroup } from '../api/ledger';
import { useWords } from '../words';
import { CountsTable } from './ledger-counts';

/** By organisation: whoever speaks for two stands in both. */
export function LedgerGroups({ id }: { id: string }) {
  const w = useWords().ledger;
  const [{ unaware }, change] = useFilters(['unaware'] as const);
  const list = useLedgerGroups(id, unaware ? { unaware: true } : {});
  const address = (one: LedgerGroup) => `?${new URLSearchParams(one.name ? { organisation: one.name } : { group: one.group })}`;
  return (
    <>
      <p className="soft">{w.groupsHint}</p>
      <label className="choice">
        <input type="checkbox" checked={unaware !== ''} onChange={event => change({ unaware: event.target.checked ? '1' : '' })} />
        <span>{w.unaware}</span>
      </label>
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 ? <Empty title={unaware ? w.allAware : w.nobodyTitle} />
        : (
          <>
            <CountsTable first={w.organisation} caption={w.tabs.organisations}
              rows={list.items.map(one => ({ key: `${one.group} ${one.name ?? ''}`, head: <Link to={address(one)}>{one.name ?? w.groups[one.group]}</Link>, people: one.people }))} />
            <More list={list} />
          </>
        )}
    </>
  );
}

/** The groups to choose from: all of them, some hundreds. */
export function useAllGroups(id: string): LedgerGroup[] {
  const { items, hasMore, loadingMore, more } = useLedgerGroups(id);
  useEffect(() => {
    if (hasMore && !loadingMore) more();
  }, [hasMore, loadingMore, more]);
  return items;
}
