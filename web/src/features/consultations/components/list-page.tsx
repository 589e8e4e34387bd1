import { useLocation } from 'react-router';
import { fields, useInstitutions } from '@/shared/api/reference';
import { useI18n } from '@/shared/i18n';
import { useFilters } from '@/shared/lib/use-filters';
import { Filters } from '@/shared/ui/filters';
import { SelectField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { Rss } from '@/shared/ui/icons';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { SearchField } from '@/shared/ui/search-field';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useConsultations } from '../api/get-consultations';
import { ConsultationRow } from './row';

const FILTERS = ['institution', 'field', 'q'] as const;

export function ConsultationsPage() {
  const { t, language } = useI18n();
  const [filters, change, clear] = useFilters(FILTERS);
  const [{ stage: asked }] = useFilters(['stage'] as const);
  const stage = asked === 'closed' ? 'closed' : 'open';
  const { search } = useLocation();
  const institutions = useInstitutions();
  const list = useConsultations({ stage, ...filters });
  const filtered = FILTERS.some(name => filters[name]);

  const tab = (to: 'open' | 'closed') => {
    const parameters = new URLSearchParams(search);
    if (to === 'open') parameters.delete('stage');
    else parameters.set('stage', to);
    return `?${parameters}`;
  };

  return (
    <>
      <PageHead title={t.consultations.title} />
      <nav className="tabs" aria-label={t.consultations.stage}>
        <Link to={tab('open')} aria-current={stage === 'open' ? 'page' : undefined}>{t.consultations.open}</Link>
        <Link to={tab('closed')} aria-current={stage === 'closed' ? 'page' : undefined}>{t.consultations.closed}</Link>
      </nav>
      <Filters active={Boolean(filters.institution || filters.field)} search={<SearchField id="q" label={t.consultations.searchLabel} value={filters.q} onChange={q => change({ q })} />}>
        <SelectField id="institution" label={t.consultations.institution} value={filters.institution} onChange={event => change({ institution: event.target.value })}>
          <option value="">{t.consultations.anyInstitution}</option>
          {institutions.items.map(item => <option key={item.id} value={item.id}>{item.name}</option>)}
        </SelectField>
        <SelectField id="field" label={t.consultations.field} value={filters.field} onChange={event => change({ field: event.target.value })}>
          <option value="">{t.consultations.anyField}</option>
          {fields.map(field => <option key={field} value={field}>{t.fields[field]}</option>)}
        </SelectField>
      </Filters>
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0
          ? filtered
            ? <Empty title={t.consultations.emptyFiltered} actions={<button type="button" className="button button-plain" onClick={clear}>{t.common.clearFilters}</button>}>{t.consultations.emptyFilteredText}</Empty>
            : <Empty title={stage === 'open' ? t.consultations.emptyOpen : t.consultations.emptyClosed}>{t.consultations.emptyText}</Empty>
          : (
            <>
              <ul className={stage === 'open' ? 'rows' : 'rows rows-plain'}>{list.items.map(item => <ConsultationRow key={item.id} item={item} />)}</ul>
              <More list={list} />
            </>
          )}
      <p className="soft small feed"><Rss size={16} aria-hidden="true" /> <a href={feedOf(filters, language)} type="application/atom+xml">{filtered ? t.consultations.feedOfThese : t.consultations.feed}</a> <span>{t.consultations.feedHint}</span></p>
    </>
  );
}

/** A feed knows no stages: it tells of what opens. */
export function feedOf(filters: Record<(typeof FILTERS)[number], string>, language: string): string {
  const parameters = new URLSearchParams();
  FILTERS.forEach(name => { if (filters[name]) parameters.set(name, filters[name]); });
  parameters.set('lang', language);
  return `/api/feeds/consultations.atom?${parameters}`;
}
