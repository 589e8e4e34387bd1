import { useStaffT } from '@/shared/i18n';
import { useSources } from './api/sources';

/** What a draft's source is called; what people uploaded has none. */
export function useSourceName(): (source: string | null) => string {
  const s = useStaffT();
  const sources = useSources().data?.items;
  return source => source === null || source === 'upload' ? s.drafts.uploaded : sources?.find(one => one.id === source)?.name ?? source;
}
