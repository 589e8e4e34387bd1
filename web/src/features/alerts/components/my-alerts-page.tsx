import { useDates, useT } from '@/shared/i18n';
import { useAlertSettings } from '@/shared/api/alert-settings';
import { isRead, useInboxMarks } from '@/shared/api/inbox-marks';
import { useSession } from '@/shared/session/session';
import { Check } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useInbox, useRead } from '../api/inbox';
import { CalendarLink } from './calendar-link';
import { SettingsForm } from './settings-form';
import { SilenceForm } from './silence-form';
import { StoppedNotice } from './stopped-notice';
import { SubscriptionList } from './subscription-list';
import { TimesForm } from './times-form';
import { useWords } from '../words';
import './alerts.css';

export function MyAlertsPage() {
  const t = useT();
  const w = useWords();
  const { me } = useSession();
  const settings = useAlertSettings();
  return (
    <>
      <PageHead title={t.alerts.title} lead={t.alerts.lead} />
      <StoppedNotice />
      <div className="alerts">
        <div>
        <section aria-labelledby="subscriptions">
          <h2 id="subscriptions">{w.listTitle}</h2>
          <SubscriptionList />
          {(me?.mandates ?? []).filter(mandate => mandate.rights.includes('manage')).map(mandate => (
            <p key={mandate.organisationId}><Link to={`/my-alerts/organisations/${mandate.organisationId}`}>{w.organisationLink(mandate.organisationName)}</Link></p>
          ))}
        </section>
        <section aria-labelledby="settings">
          <h2 id="settings">{w.reach}</h2>
          {settings.error ? <Failure error={settings.error} onRetry={() => void settings.refetch()} />
            : settings.isPending || !me ? <Skeleton />
            : <SettingsForm initial={settings.data} me={me} />}
        </section>
        <section aria-labelledby="calendar">
          <h2 id="calendar">{t.calendarLink.title}</h2>
          <CalendarLink />
        </section>
        <section aria-labelledby="times">
          <h2 id="times">{w.times}</h2>
          <TimesForm />
        </section>
        <section aria-labelledby="silence-title">
          <h2 id="silence-title">{w.silence}</h2>
          <SilenceForm />
        </section>
        </div>
        <section aria-labelledby="inbox">
          <h2 id="inbox">{t.alerts.inbox}</h2>
          <Inbox />
        </section>
      </div>
    </>
  );
}

function Inbox() {
  const t = useT();
  const dates = useDates();
  const list = useInbox();
  const marks = useInboxMarks(true).data;
  const read = useRead();
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  if (list.loading) return <Skeleton />;
  if (list.items.length === 0) return <Empty title={t.alerts.emptyTitle}>{t.alerts.emptyText}</Empty>;
  return (
    <>
      {(marks?.unread ?? 0) > 0 && (
        <p><button type="button" className="button button-plain button-small" disabled={read.isPending} onClick={() => read.mutate({ upTo: list.items[0]!.createdAt })}><Check size={18} aria-hidden="true" />{t.alerts.readAll}</button></p>
      )}
      <ul className="inbox">
        {list.items.map(item => (
          <li key={item.id} className={isRead(marks, item) ? undefined : 'inbox-unread'}>
            <p className="inbox-kind">{!isRead(marks, item) && <strong className="inbox-new">{t.alerts.new} · </strong>}{t.alerts.kinds[item.kind as keyof typeof t.alerts.kinds] ?? item.kind}</p>
            {item.consultationId ? (
              <>
                <p className="inbox-title"><Link to={`/consultations/${item.consultationId}`} onClick={() => { if (!isRead(marks, item)) read.mutate({ id: item.id }); }}>{item.title}</Link></p>
                {item.text && <p className="small">{item.text}</p>}
              </>
            ) : (
              <>
                <p className="inbox-title">{item.title}</p>
                <details onToggle={event => { if (event.currentTarget.open && !isRead(marks, item)) read.mutate({ id: item.id }); }}>
                  <summary>{t.alerts.readMessage}<span className="hidden">: {item.title}</span></summary>
                  <p className="inbox-text">{item.text}</p>
                </details>
              </>
            )}
            <p className="soft small"><time dateTime={item.createdAt}>{dates.dateTime(item.createdAt)}</time> · {t.alerts.states[item.state as keyof typeof t.alerts.states] ?? item.state}</p>
          </li>
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
