import { useT } from '@/shared/i18n';
import { Check, Clock, Minus, X } from '@/shared/ui/icons';
import type { Status } from '../api/campaigns';

const signs = { planned: Clock, running: Clock, paused: Minus, won: Check, lost: X, ended: Minus };

export function StatusTag({ status }: { status: Status }) {
  const t = useT();
  const Sign = signs[status] ?? Minus;
  return <span className={status === 'running' || status === 'won' ? 'tag tag-action' : status === 'lost' ? 'tag tag-red' : 'tag'}><Sign size={14} aria-hidden="true" />{t.campaigns.statuses[status] ?? status}</span>;
}
