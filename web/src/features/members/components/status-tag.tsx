import { useT } from '@/shared/i18n';
import type { Organisation } from '../api/organisations';

export function StatusTag({ status }: { status: Organisation['status'] }) {
  const t = useT();
  return <span className={status === 'suspended' ? 'tag tag-red' : status === 'active' ? 'tag tag-action' : 'tag'}>{t.members.statuses[status] ?? status}</span>;
}
