import { Suspense } from 'react';
import { inLanguage, useDates, useI18n, useStaffT } from '@/shared/i18n';
import { daysBetween, wallTime } from '@/shared/i18n/dates';
import { groups } from '@/shared/api/reference';
import { useFilters } from '@/shared/lib/use-filters';
import { useSession } from '@/shared/session/session';
import { SelectField } from '@/shared/ui/form';
import { Plus } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { statuses, useCampaigns, useWorkingGroups, type Campaign } from '../api/campaigns';
import { StatusTag } from './status-tag';
import './campaigns.css';

/** The board: four groups, each with what it asks for and how far it is. */
export function CampaignsPage() {
  const { t, language } = useI18n();
  const { isStaff, me } = useSession();
  const [filters, change] = useFilters(['status'] as const);
  const campaigns = useCampaigns(filters);
  const working = useWorkingGroups();
  const coordinates = working.data?.items.some(group => group.coordinator && group.coordinator.id === me?.id);
  const error = campaigns.error ?? working.error;
  const c = t.campaigns;
  return (
    <>
      <PageHead title={c.title} lead={c.lead} actions={(isStaff || coordinates) && <Suspense fallback={null}><NewLink /></Suspense>} />
      <form className="filters" onSubmit={event => event.preventDefault()}>
        <SelectField id="status" label={c.status} value={filters.status} onChange={event => change({ status: event.target.value })}>
          <option value="">{c.anyStatus}</option>
          {statuses.map(status => <option key={status} value={status}>{c.statuses[status]}</option>)}
        </SelectField>
      </form>
      {error ? <Failure error={error} onRetry={() => { void campaigns.refetch(); void working.refetch(); }} />
        : campaigns.isPending || working.isPending ? <Skeleton />
        : (
          <div className="board">
            {groups.map(id => {
              const group = working.data?.items.find(candidate => candidate.id === id);
              const items = (campaigns.data?.items ?? []).filter(campaign => campaign.group === id);
              return (
                <section key={id} className="board-group" aria-labelledby={`group-${id}`}>
                  <header>
                    <h2 id={`group-${id}`}>{inLanguage(group?.names, language) || t.groups[id]}</h2>
                    {group && <p className="soft">{inLanguage(group.purpose, language)}</p>}
                    {group && (
                      <p className="small soft">
                        {group.coordinator ? `${c.coordinator}: ${group.coordinator.name ?? t.unknownPerson}` : c.noCoordinator} · {c.membersCount(group.memberCount)} · {c.count(group.campaignCount)}
                        {' · '}<a href={`/api/working-groups/${id}/calendar?lang=${language}`} download={`${id}.ics`}>{c.calendar}</a>
                        {me !== null && <>{' · '}<Link to={`/my-alerts/new?group=${id}`}>{c.followGroup}</Link></>}
                      </p>
                    )}
                  </header>
                  {items.length === 0
                    ? <p className="soft">{filters.status ? c.emptyFiltered : c.emptyGroup}</p>
                    : <ul>{items.map(campaign => <Row key={campaign.id} campaign={campaign} />)}</ul>}
                </section>
              );
            })}
          </div>
        )}
    </>
  );
}

function NewLink() {
  const s = useStaffT();
  return <Link to="/campaigns/new" className="button"><Plus size={18} aria-hidden="true" />{s.campaigns.new}</Link>;
}

function Row({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n();
  const dates = useDates();
  const next = campaign.milestones.filter(milestone => !milestone.done).sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))[0];
  const done = campaign.milestones.filter(milestone => milestone.done).length;
  return (
    <li className="campaign-row">
      <h3><Link to={`/campaigns/${campaign.id}`}>{campaign.title}</Link></h3>
      <p><StatusTag status={campaign.status} />{campaign.milestones.length > 0 && <span className="soft small">{t.campaigns.milestonesDone(done, campaign.milestones.length)}</span>}</p>
      {next && campaign.status === 'running' && (
        <p className={isOverdue(next.due) ? 'red small' : 'small'}>
          {t.campaigns.next}: {next.title}{next.due && ` (${isOverdue(next.due) ? t.campaigns.overdue(dates.date(next.due)) : t.campaigns.due(dates.date(next.due))})`}
        </p>
      )}
    </li>
  );
}

export function isOverdue(due: string | null, now = new Date()): boolean {
  return due !== null && daysBetween(wallTime(due), wallTime(now)) > 0;
}
