import { useCallback } from 'react';
import { useDates, useT } from '@/shared/i18n';

/** “3 minutes ago”; after two weeks the date itself. */
export function useAgo(): (instant: string, now?: Date) => string {
  const t = useT();
  const dates = useDates();
  return useCallback((instant, now = new Date()) => {
    const minutes = Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000);
    if (minutes < 1) return t.dates.justNow;
    if (minutes < 60) return t.dates.minutesAgo(minutes);
    if (minutes < 48 * 60) return t.dates.hoursAgo(Math.floor(minutes / 60));
    if (minutes < 14 * 1440) return t.dates.daysAgo(Math.floor(minutes / 1440));
    return dates.date(instant);
  }, [t, dates]);
}
