import { useStaffT } from '@/shared/i18n';
import { AlertTriangle, Check, Clock, RefreshCw, X } from '@/shared/ui/icons';
import type { DraftState as State } from '../api/drafts';

const looks = {
  reading: { Sign: RefreshCw, tone: '' }, waiting: { Sign: Clock, tone: 'tag-amber' }, opened: { Sign: Check, tone: 'tag-action' }, dismissed: { Sign: X, tone: '' }, unreadable: { Sign: AlertTriangle, tone: 'tag-red' },
};

export function DraftState({ state }: { state: State }) {
  const s = useStaffT();
  const { Sign, tone } = looks[state] ?? looks.reading;
  return <span className={`tag ${tone}`}><Sign size={14} aria-hidden="true" />{s.drafts.states[state] ?? state}</span>;
}
