import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { inLanguage, useDates, useI18n } from '@/shared/i18n';
import { useInstitutions } from '@/shared/api/reference';
import { useSession } from '@/shared/session/session';
import { Deadline } from '@/shared/ui/deadline';
import { Check } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Failure, SignInFirst, Skeleton } from '@/shared/ui/states';
import { useCampaign, useCampaignLog, useWorkingGroups, type Campaign } from '../api/campaigns';
import { isOverdue } from './campaigns-page';
import { StatusTag } from './status-tag';
import './campaigns.css';

const tools = () => import('./campaign-tools');
const EditLink = lazy(() => tools().then(module => ({ default: module.EditLink })));
const StatusForm = lazy(() => tools().then(module => ({ default: module.StatusForm })));
const MilestoneToggle = lazy(() => tools().then(module => ({ default: module.MilestoneToggle })));
const MilestoneForm = lazy(() => tools().then(module => ({ default: module.MilestoneForm })));
const LinkForm = lazy(() => tools().then(module => ({ default: module.LinkForm })));
const Unlink = lazy(() => tools().then(module => ({ default: module.Unlink })));
const NoteForm = lazy(() => tools().then(module => ({ default: module.NoteForm })));

export function CampaignPage() {
  const { id = '' } = useParams();
  const campaign = useCampaign(id);
  if (campaign.error) return <Failure heading="h1" error={campaign.error} onRetry={() => void campaign.refetch()} />;
  if (campaign.isPending) return <Skeleton lines={12} />;
  return <Loaded campaign={campaign.data.data} />;
}

function Loaded({ campaign }: { campaign: Campaign }) {
  const { t, language } = useI18n();
  const dates = useDates();
  const { isStaff, me, state } = useSession();
  const working = useWorkingGroups();
  const institutions = useInstitutions();
  const group = working.data?.items.find(candidate => candidate.id === campaign.group);
  const edits = isStaff || (me !== null && group?.coordinator?.id === me.id);
  const c = t.campaigns;
  const tool = (children: React.ReactNode) => edits && <Suspense fallback={null}>{children}</Suspense>;
  return (
    <>
      <p className="no-print"><Link to="/campaigns">{t.nav.campaigns}</Link></p>
      <PageHead title={campaign.title} actions={tool(<EditLink id={campaign.id} />)}>
        <p><StatusTag status={campaign.status} /> <span className="soft">{inLanguage(group?.names, language) || t.groups[campaign.group]}</span></p>
        {me !== null && <p><Link to={`/my-alerts/new?campaign=${campaign.id}`}>{c.follow}</Link></p>}
        {tool(<StatusForm campaign={campaign} />)}
      </PageHead>
      <div className="campaign-page">
        <div>
          <section aria-labelledby="goal"><h2 id="goal">{c.goal}</h2><p className="goal">{campaign.goal}</p></section>
          <section aria-labelledby="asks">
            <h2 id="asks">{c.asks}</h2>
            {campaign.asks.length === 0 ? <p className="soft">{c.noAsks}</p> : <ol className="asks">{campaign.asks.map(ask => <li key={ask}>{ask}</li>)}</ol>}
            <p className="soft">{c.target}: {institutions.nameOf(campaign.targetInstitution)}</p>
          </section>
          <section aria-labelledby="linked">
            <h2 id="linked">{c.consultations}</h2>
            {campaign.consultations.length === 0 ? <p className="soft">{c.noConsultations}</p> : (
              <ul className="linked">
                {campaign.consultations.map(consultation => (
                  <li key={consultation.id}>
                    <p><Link to={`/consultations/${consultation.id}`}>{consultation.title ?? consultation.id}</Link></p>
                    {/* How long there is says all of one that runs; of one that is over, what became of it. */}
                    {consultation.stage && ['answered', 'adopted', 'dropped'].includes(consultation.stage) && <p><span className={consultation.stage === 'dropped' ? 'tag tag-red' : 'tag tag-action'}>{t.life.stages[consultation.stage as 'answered' | 'adopted' | 'dropped']}</span></p>}
                    {consultation.stage && consultation.deadline && <p><Deadline due={{ stage: consultation.stage, deadline: consultation.deadline }} /></p>}
                    <p className="soft small">{t.consultations.comments(consultation.commentCount)}{consultation.concerned > 0 && ` · ${c.alerted(consultation.handedOver, consultation.concerned)}`}</p>
                    {tool(<Unlink campaign={campaign} consultation={consultation.id} title={consultation.title ?? consultation.id} />)}
                  </li>
                ))}
              </ul>
            )}
            {tool(<LinkForm campaign={campaign} />)}
          </section>
        </div>
        <div>
          <section aria-labelledby="milestones">
            <h2 id="milestones">{c.milestones}</h2>
            {campaign.milestones.length === 0 ? <p className="soft">{c.noMilestones}</p> : (
              <ul className="milestones">
                {campaign.milestones.map(milestone => (
                  <li key={milestone.id}>
                    {milestone.done ? <Check size={20} aria-hidden="true" /> : <i className="open-dot" aria-hidden="true" />}
                    <div>
                      <p>{milestone.title}</p>
                      <p className={!milestone.done && isOverdue(milestone.due) ? 'red small' : 'soft small'}>
                        {milestone.done ? (milestone.doneOn ? c.doneOn(dates.date(milestone.doneOn)) : c.done)
                          : milestone.due ? (isOverdue(milestone.due) ? c.overdue(dates.date(milestone.due)) : c.due(dates.date(milestone.due))) : ''}
                      </p>
                    </div>
                    {tool(<MilestoneToggle campaign={campaign} milestone={milestone} />)}
                  </li>
                ))}
              </ul>
            )}
            {tool(<MilestoneForm campaign={campaign} />)}
          </section>
          <section aria-labelledby="log">
            <h2 id="log">{c.log}</h2>
            {state === 'signed-in' ? <Log id={campaign.id} /> : state === 'anonymous' ? <SignInFirst>{c.logSignIn}</SignInFirst> : <Skeleton lines={3} />}
            {tool(<NoteForm campaign={campaign} />)}
          </section>
        </div>
      </div>
    </>
  );
}

function Log({ id }: { id: string }) {
  const { t, language } = useI18n();
  const dates = useDates();
  const list = useCampaignLog(id, true);
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  if (list.loading) return <Skeleton lines={6} />;
  if (list.items.length === 0) return <p className="soft">{t.campaigns.noLog}</p>;
  return (
    <>
      <ol className="log">
        {list.items.map(entry => (
          <li key={entry.id}><time dateTime={entry.at}>{dates.dateTime(entry.at)}</time><p>{typeof entry.text === 'string' ? entry.text : inLanguage(entry.text, language)}</p></li>
        ))}
      </ol>
      <More list={list} />
    </>
  );
}
