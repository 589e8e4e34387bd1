import { isOverdue } from '@/features/campaigns/components/campaigns-page';
import { useCampaigns } from '@/features/campaigns/api/campaigns';
import { useConsultations } from '@/features/consultations/api/get-consultations';
import { usePlan } from '@/features/consultations/api/plan';
import { missed, useAlerts } from '@/features/deliveries/api/alerts';
import { useCirculars } from '@/features/deliveries/api/circulars';
import { useStaffNotices } from '@/features/deliveries/api/notices';
import { useLateSummaries, useMissed } from '@/features/deliveries/api/reminders';
import { useDrafts } from '@/features/drafts/api/drafts';
import { isFailing, useSources } from '@/features/drafts/api/sources';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { isUrgent } from '@/shared/ui/deadline';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Empty, Notice, Skeleton } from '@/shared/ui/states';
import './today.css';

type Waiting = { key: string; at: string; text: string; to: string; action: string };

/** What waits for the secretariat, oldest first, each with its one action. */
export function TodayPage() {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const waiting = useDrafts({ state: 'waiting' });
  const unreadable = useDrafts({ state: 'unreadable' });
  const sources = useSources();
  const alerts = useAlerts();
  const campaigns = useCampaigns({ status: 'running' });
  const open = useConsultations({ stage: 'open' });
  const overdue = usePlan({ state: 'overdue' });
  const reminders = useMissed();
  const circulars = useCirculars();
  const notices = useStaffNotices();
  const summaries = useLateSummaries();
  const w = s.today;

  const items: Waiting[] = [
    ...waiting.items.map(draft => ({ key: draft.id, at: draft.detectedAt, text: w.draft(draft.title), to: `/drafts/${draft.id}`, action: w.draftDo })),
    ...unreadable.items.map(draft => ({ key: draft.id, at: draft.detectedAt, text: w.unreadable(draft.title), to: `/drafts/${draft.id}`, action: w.unreadableDo })),
    ...(sources.data?.items ?? []).filter(isFailing).map(source => ({ key: source.id, at: source.health?.lastCheckedAt ?? '', text: w.source(source.name), to: `/sources#${source.id}`, action: w.sourceDo })),
    ...(sources.data?.items ?? []).filter(source => !source.paused && !isFailing(source)).flatMap(source => source.health?.quiet ? [{ key: source.id, at: source.health.quiet.since, text: w.sourceQuiet(source.name, source.health.quiet.days), to: `/sources#${source.id}`, action: w.sourceDo }] : []),
    ...alerts.items.filter(alert => missed(alert) > 0).map(alert => ({ key: alert.id, at: alert.createdAt, text: w.alert(missed(alert), alert.title), to: `/deliveries/${alert.id}?view=not-reached`, action: w.alertDo })),
    ...(campaigns.data?.items ?? []).flatMap(campaign => campaign.milestones
      .filter(milestone => !milestone.done && isOverdue(milestone.due))
      .map(milestone => ({ key: `${campaign.id}${milestone.id}`, at: milestone.due ?? '', text: w.milestone(milestone.title, campaign.title), to: `/campaigns/${campaign.id}`, action: w.milestoneDo }))),
    ...open.items.filter(item => isUrgent(item) && item.commentCount === 0).map(item => ({ key: item.id, at: item.openedAt, text: w.silent(item.title), to: `/consultations/${item.id}`, action: w.silentDo })),
    ...overdue.items.map(entry => ({ key: entry.id, at: entry.quarterEndOn, text: w.planOverdue(entry.title), to: `/plan?state=overdue#${entry.id}`, action: w.planOverdueDo })),
    ...(reminders.data?.items ?? []).map(reminder => ({ key: reminder.id, at: reminder.dueAt, text: w.reminder(reminder.title), to: '/reminders', action: w.asksDo })),
    ...(summaries.data?.items ?? []).map(one => ({ key: one.id, at: one.at, text: w.summaries(one.people), to: '/reminders', action: w.asksDo })),
    ...(notices.data?.items ?? []).map(notice => ({ key: notice.id, at: notice.at, text: notice.subject, to: `/staff-notices#notice-${notice.id}`, action: w.noticeDo })),
    ...(circulars.data?.items ?? []).filter(circular => circular.status === 'asks').map(circular => ({ key: circular.id, at: circular.sendAt, text: w.circular(Object.values(circular.texts)[0]?.subject ?? ''), to: '/circulars', action: w.asksDo })),
  ].sort((a, b) => a.at.localeCompare(b.at));

  const loading = waiting.loading || unreadable.loading || alerts.loading || open.loading || overdue.loading || sources.isPending || campaigns.isPending || reminders.isPending || circulars.isPending || notices.isPending || summaries.isPending;
  const failures = [...new Set([waiting.error, unreadable.error, alerts.error, open.error, overdue.error, sources.error, campaigns.error, reminders.error, circulars.error, notices.error, summaries.error].filter(error => error !== null).map(error => describe(error, t)).map(({ title, text }) => `${title}. ${text}`))];
  return (
    <>
      <PageHead title={w.title} lead={w.lead} />
      {failures.map(text => <Notice key={text} tone="amber" live><p>{w.partFailed} {text}</p></Notice>)}
      {loading ? <Skeleton />
        : items.length === 0 ? failures.length === 0 && <Empty title={w.emptyTitle} actions={<Link to="/drafts" className="button button-plain">{w.allDrafts}</Link>}>{w.emptyText}</Empty>
        : (
          <ol className="today">
            {items.map(item => (
              <li key={item.key}>
                <div><p className="today-what">{item.text}</p>{item.at && <p className="soft small">{w.since(item.at.length > 10 ? dates.dateTime(item.at) : dates.date(item.at))}</p>}</div>
                <Link to={item.to} className="button button-plain">{item.action}<span className="hidden">: {item.text}</span></Link>
              </li>
            ))}
          </ol>
        )}
    </>
  );
}
