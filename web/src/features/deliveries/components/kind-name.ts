import { useStaffT } from '@/shared/i18n';
import { useKinds } from '../api/templates';

/** Whether a message is written from the facts of one draft; the others are tried on invented ones. */
export function aboutDraft(kind: string): boolean {
  return !/^(digest|silence|notice\.)/.test(kind);
}

/** What a kind of message is called: a notice by what heads it; a kind that came with a newer service by its word. */
export function useKindName(): (kind: string) => string {
  const m = useStaffT().templates;
  const names: Record<string, string> = m.kinds;
  const kinds = useKinds().data?.items;
  return kind => {
    const heading = kind.startsWith('notice.') ? kinds?.find(one => one.kind === kind)?.heading : null;
    return names[kind] ?? (heading ? m.notice(heading) : kind);
  };
}
