import { useDates, useT } from '@/shared/i18n';
import { describe, Notice } from '@/shared/ui/states';
import { useLift, useStopped } from '../api/stopped';
import { spaced } from '../phone';
import { useWords } from '../words';

/** Says which of one's own addresses gets nothing, why and since when, and what can be done; nothing as long as all is well. */
export function StoppedNotice() {
  const t = useT();
  const w = useWords();
  const dates = useDates();
  const stopped = useStopped();
  const lift = useLift();
  const items = stopped.data?.items ?? [];
  return (
    <>
      {lift.isSuccess && <Notice tone="good" live><p>{lift.data.state === 'mailed' ? w.stoppedMailed : w.stoppedLifted}</p></Notice>}
      {lift.error && <Notice tone="red" live><p>{describe(lift.error, t).text}</p></Notice>}
      {items.map(one => {
        const address = one.channel === 'sms' ? spaced(one.address) : one.address;
        return (
          <Notice key={one.channel} tone="amber" title={w.stopped}>
            <p>{w.stoppedSince(address, dates.dateTime(one.since))} {w.stoppedWhys[one.why]} {w.stoppedWays[one.lift]}</p>
            {(one.lift === 'self' || one.lift === 'mail') && (
              <button type="button" className="button button-plain button-small" disabled={lift.isPending} onClick={() => lift.mutate(one.channel)}>{w.stoppedLift[one.lift](address)}</button>
            )}
          </Notice>
        );
      })}
    </>
  );
}
