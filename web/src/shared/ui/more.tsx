import { useI18n } from '@/shared/i18n';

/** The end of a list that goes on. */
export function More({ list }: { list: { hasMore: boolean; loadingMore: boolean; more: () => void; items: unknown[] } }) {
  const { t } = useI18n();
  if (!list.hasMore) return null;
  return (
    <div className="actions no-print">
      <button type="button" className="button button-plain" onClick={list.more} disabled={list.loadingMore}>
        {list.loadingMore ? t.common.loadingMore : t.common.loadMore}
      </button>
    </div>
  );
}
