import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Page } from './http';

type Query = Record<string, string | number | boolean | null | undefined>;

/** A list that grows by cursor: `items` so far, `more()` when there is more. */
export function useCursorList<T>(key: readonly unknown[], path: string, query: Query = {}, options: { enabled?: boolean; refetchInterval?: number } = {}) {
  const result = useInfiniteQuery({
    queryKey: [...key, path, query],
    queryFn: ({ pageParam, signal }) => api<Page<T>>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next || undefined,
    ...options,
  });
  return {
    items: result.data?.pages.flatMap(page => page.items) ?? [],
    loading: result.isPending && result.fetchStatus !== 'idle',
    error: result.error,
    retry: () => void result.refetch(),
    hasMore: result.hasNextPage,
    more: () => void result.fetchNextPage(),
    loadingMore: result.isFetchingNextPage,
  };
}
