import { useI18n, useStaffT } from '@/shared/i18n';
import { AlertTriangle, Check, Clock, Minus } from '@/shared/ui/icons';
import { deliveryStates, type DeliveryState, type Totals as Counts } from '../api/alerts';

/** “412 handed over, 2 failed”. */
export function Totals({ totals }: { totals: Counts | undefined }) {
  const { t, n } = useI18n();
  const s = useStaffT();
  const shown = deliveryStates.filter(state => (totals?.[state] ?? 0) > 0);
  if (shown.length === 0) return <span className="soft">{t.common.none}</span>;
  return (
    <span className="totals">
      {shown.map((state, index) => (
        <span key={state} className={state === 'failed' ? 'red' : undefined}>{n(totals?.[state] ?? 0)} {s.deliveries.statesShort[state]}{index < shown.length - 1 && ','}</span>
      ))}
    </span>
  );
}

export function StateSign({ state }: { state: DeliveryState }) {
  const s = useStaffT();
  const Sign = state === 'failed' ? AlertTriangle : state === 'not-sent' ? Minus : state === 'waiting' || state === 'sending' ? Clock : Check;
  return <span className={state === 'failed' ? 'state-sign red' : 'state-sign'}><Sign size={16} aria-hidden="true" />{s.deliveries.states[state] ?? state}</span>;
}
