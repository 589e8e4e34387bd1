import { useStaffT } from '@/shared/i18n';
import { useKinds, type FolderWanted } from '../api/templates';

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
    const answers = !kind.startsWith('notice.comment-');
    return names[kind] ?? (heading ? answers ? m.notice(heading) : heading : kind);
  };
}

/** What a folder is called: as the secretariat calls it, or in the reader's language while nobody has renamed it. */
export function useFolderName(): (folder: Pick<FolderWanted, 'id' | 'name'>) => string {
  const names: Record<string, string> = useStaffT().templates.folders.names;
  return ({ id, name }) => name ?? (id ? names[id] ?? id : '');
}
