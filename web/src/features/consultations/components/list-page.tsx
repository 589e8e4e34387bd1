import { useLocation } from 'react-router';
import { actKinds, fields, useInstitutions } from '@/shared/api/reference';
import { useI18n } from '@/shared/i18n';
import { useFilters } from '@/shared/lib/use-filters';
import { useSession } from '@/shared/session/session';
import { Filters } from '@/shared/ui/filters';
import { SelectField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { Rss } from '@/shared/ui/icons';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { SearchField } from '@/shared/ui/search-field';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useStandings } from '../api/comments';
import { useConsultations } from '../api/get-consultations';
import { usePlan } from '../api/plan';
import { PlanRow } from './plan-row';
import { ConsultationRow } from './row';

const FILTERS = ['institution', 'kind', 'field', 'q'] as const;
/** What a feed can be asked for. */
const FOLLOWED = ['institution', 'field', 'q'] as const;
const TABS = ['open', 'planned', 'closed'] as const;
type Tab = (typeof TABS)[number];

export function ConsultationsPage() {
  const { t, language } = useI18n();
  const { me } = useSession();
  const [filters, change, clear] = useFilters(FILTERS);
  const [{ stage: asked }] = useFilters(['stage'] as const);
  const tab: Tab = asked === 'closed' || asked === 'planned' ? asked : 'open';
  const { search } = useLocation();
  const institutions = useInstitutions();
  const list = useConsultations({ tab, ...filters });
  const plan = usePlan({ state: 'planned', limit: 20, ...filters }, tab === 'planned');
  const standings = useStandings(list.items.map(item => item.id), me !== null && me.mandates.length > 0);
  const filtered = FILTERS.some(name => filters[name]);
  const names: Record<Tab, string> = { open: t.consultations.open, planned: t.life.planned, closed: t.consultations.closed };
  const empty = { open: t.consultations.emptyOpen, planned: t.life.emptyPlanned, closed: t.consultations.emptyClosed };
  const planned = tab === 'planned';
  const error = list.error ?? (planned ? plan.error : null);

  const address = (to: Tab) => {
    const parameters = new URLSearchParams(search);
    if (to === 'open') parameters.delete('stage');
    else parameters.set('stage', to);
    return `?${parameters}`;
  };

  return (
    <>
      <PageHead title={t.consultations.title} />
      <nav className="tabs" aria-label={t.consultations.stage}>
        {TABS.map(name => <Link key={name} to={address(name)} aria-current={tab === name ? 'page' : undefined}>{names[name]}</Link>)}
      </nav>
      <Filters active={Boolean(filters.institution || filters.kind || filters.field)} search={<SearchField id="q" label={t.consultations.searchLabel} value={filters.q} onChange={q => change({ q })} />}>
        <SelectField id="institution" label={t.consultations.institution} value={filters.institution} onChange={event => change({ institution: event.target.value })}>
          <option value="">{t.consultations.anyInstitution}</option>
          {institutions.items.map(item => <option key={item.id} value={item.id}>{item.name}</option>)}
        </SelectField>
        <SelectField id="kind" label={t.life.kind} value={filters.kind} onChange={event => change({ kind: event.target.value })}>
          <option value="">{t.life.anyKind}</option>
          {actKinds.map(kind => <option key={kind} value={kind}>{t.actKinds[kind]}</option>)}
        </SelectField>
        <SelectField id="field" label={t.consultations.field} value={filters.field} onChange={event => change({ field: event.target.value })}>
          <option value="">{t.consultations.anyField}</option>
          {fields.map(field => <option key={field} value={field}>{t.fields[field]}</option>)}
        </SelectField>
      </Filters>
      {error ? <Failure error={error} onRetry={() => { list.retry(); if (planned) plan.retry(); }} />
        : list.loading || (planned && plan.loading) ? <Skeleton />
        : list.items.length === 0 && (!planned || plan.items.length === 0)
          ? filtered
            ? <Empty title={t.consultations.emptyFiltered} actions={<button type="button" className="button button-plain" onClick={clear}>{t.common.clearFilters}</button>}>{t.consultations.emptyFilteredText}</Empty>
            : <Empty title={empty[tab]}>{planned ? t.life.emptyPlannedText : t.consultations.emptyText}</Empty>
          : (
            <>
              {list.items.length > 0 && (
                <section aria-labelledby={planned ? 'early' : undefined}>
                  {planned && <h2 id="early">{t.life.earlyTitle}</h2>}
                  <ul className={tab === 'closed' ? 'rows rows-plain' : 'rows'}>{list.items.map(item => <ConsultationRow key={item.id} item={item} level={planned ? 3 : 2} ours={standings.get(item.id)?.organisations} />)}</ul>
                  <More list={list} />
                </section>
              )}
              {planned && plan.items.length > 0 && (
                <section aria-labelledby="in-plan">
                  <h2 id="in-plan">{t.life.planTitle}</h2>
                  <ul className="rows rows-plain">{plan.items.map(entry => <PlanRow key={entry.id} entry={entry} />)}</ul>
                  <More list={plan} />
                </section>
              )}
            </>
          )}
      <p className="soft small feed"><Rss size={16} aria-hidden="true" /> <a href={feedOf(filters, language)} type="application/atom+xml">{filtered ? t.consultations.feedOfThese : t.consultations.feed}</a> <span>{t.consultations.feedHint}</span></p>
    </>
  );
}

/** A feed knows no stages: it tells of what opens. */
export function feedOf(filters: Record<(typeof FOLLOWED)[number], string>, language: string): string {
  const parameters = new URLSearchParams();
  FOLLOWED.forEach(name => { if (filters[name]) parameters.set(name, filters[name]); });
  parameters.set('lang', language);
  return `/api/feeds/consultations.atom?${parameters}`;
}
