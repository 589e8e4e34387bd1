import { useState } from 'react';
import { useDates, useI18n } from '@/shared/i18n';
import { Radios } from '@/shared/ui/form';
import { CalendarPlus } from '@/shared/ui/icons';
import { Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useCalendarLink, useEndCalendarLink, useMakeCalendarLink } from '../api/calendar-link';

/** The address of my own calendar of deadlines. */
export function CalendarLink() {
  const { t, language } = useI18n();
  const dates = useDates();
  const link = useCalendarLink();
  const make = useMakeCalendarLink();
  const end = useEndCalendarLink();
  const [copied, setCopied] = useState(false);
  const [scope, setScope] = useState<'fields' | 'everything'>('fields');
  if (link.error) return <Failure error={link.error} onRetry={() => void link.refetch()} />;
  if (link.isPending) return <Skeleton lines={2} />;
  const address = link.data?.url ? `${link.data.url}?lang=${language}${scope === 'everything' ? '&scope=everything' : ''}` : null;
  return (
    <>
      <p>{t.calendarLink.lead}</p>
      {address && (
        <>
          <Radios
            id="calendar-scope" legend={t.calendarLink.scope} value={scope} onChange={value => { setCopied(false); setScope(value as typeof scope); }}
            choices={(['fields', 'everything'] as const).map(value => ({ value, label: t.calendarLink.scopes[value] }))}
          />
          <p className="field">
            <label htmlFor="calendar-address">{t.calendarLink.address}</label>
            <input id="calendar-address" readOnly value={address} onFocus={event => event.target.select()} />
          </p>
          <Notice tone="amber"><p>{t.calendarLink.secret}</p></Notice>
        </>
      )}
      {link.data && !address && <p className="soft">{t.calendarLink.since(dates.date(link.data.createdAt))}</p>}
      {(make.error ?? end.error) && <Failure error={make.error ?? end.error} />}
      <div className="actions">
        {address && (
          <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true), () => setCopied(false))}>
            {copied ? t.calendarLink.copied : t.calendarLink.copy}
          </button>
        )}
        <button type="button" className="button button-plain" disabled={make.isPending} onClick={() => { setCopied(false); make.mutate(); }}>
          <CalendarPlus size={18} aria-hidden="true" />{link.data ? t.calendarLink.renew : t.calendarLink.make}
        </button>
        {link.data && <button type="button" className="link-button" disabled={end.isPending} onClick={() => end.mutate()}>{t.calendarLink.end}</button>}
      </div>
    </>
  );
}
