import { useStaffT } from '@/shared/i18n';

/** What a kind of message is called; a kind that came with a newer service by its word. */
export function useKindName(): (kind: string) => string {
  const names: Record<string, string> = useStaffT().templates.kinds;
  return kind => names[kind] ?? kind;
}
