import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Page } from './http';

type Query = Record<string, string | number | boolean | null | undefined>;

/** A list that grows by cursor: `items` so far, `more()` when there is more; `last` is what the latest page says besides. */
export function useCursorList<T, More = unknown>(key: readonly unknown[], path: string, query: Query = {}, options: { enabled?: boolean; refetchInterval?: number } = {}) {
  const result = useInfiniteQuery({
    queryKey: [...key, path, query],
    queryFn: ({ pageParam, signal }) => api<Page<T> & More>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next || undefined,
    ...options,
  });
  return {
    items: result.data?.pages.flatMap(page => page.items) ?? [],
    last: result.data?.pages.at(-1),
    loading: result.isPending && result.fetchStatus !== 'idle',
    error: result.error,
    retry: () => void result.refetch(),
    hasMore: result.hasNextPage,
    more: () => void result.fetchNextPage(),
    loadingMore: result.isFetchingNextPage,
  };
}
