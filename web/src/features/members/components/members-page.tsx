import { fields, usePlaceName } from '@/shared/api/reference';
import { useDates, useT } from '@/shared/i18n';
import { download, toCsv } from '@/shared/lib/csv';
import { useFilters } from '@/shared/lib/use-filters';
import { useSession } from '@/shared/session/session';
import { Filters } from '@/shared/ui/filters';
import { SelectField } from '@/shared/ui/form';
import { Download, Upload } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { SearchField } from '@/shared/ui/search-field';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useOrganisations } from '../api/organisations';
import { ImportLink } from './import-link';
import { StatusTag } from './status-tag';

const FILTERS = ['q', 'field', 'status'] as const;
const STATUSES = ['active', 'suspended', 'ended'] as const;

export function MembersPage() {
  const t = useT();
  const dates = useDates();
  const { isStaff } = useSession();
  const [filters, change, clear] = useFilters(FILTERS);
  const list = useOrganisations(filters);
  const place = usePlaceName();
  const m = t.members;
  const exportShown = () => download('members.csv', 'text/csv;charset=utf-8', toCsv([
    [m.name, m.municipality, m.region, m.fieldsColumn, m.status, m.since],
    ...list.items.map(item => [item.name, place(item.municipality), place(item.region), item.fields.map(field => t.fields[field] ?? field).join(', '), m.statuses[item.status], item.memberSince]),
  ]));
  return (
    <>
      <PageHead title={m.title} lead={m.lead} actions={isStaff && <ImportLink><Upload size={18} aria-hidden="true" /></ImportLink>} />
      <Filters active={Boolean(filters.field || filters.status)} search={<SearchField id="q" label={m.searchLabel} value={filters.q} onChange={q => change({ q })} />}>
        <SelectField id="field" label={m.field} value={filters.field} onChange={event => change({ field: event.target.value })}>
          <option value="">{m.anyField}</option>
          {fields.map(field => <option key={field} value={field}>{t.fields[field]}</option>)}
        </SelectField>
        <SelectField id="status" label={m.status} value={filters.status} onChange={event => change({ status: event.target.value })}>
          <option value="">{m.anyStatus}</option>
          {STATUSES.map(status => <option key={status} value={status}>{m.statuses[status]}</option>)}
        </SelectField>
      </Filters>
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0
          ? FILTERS.some(name => filters[name])
            ? <Empty title={m.emptyFiltered} actions={<button type="button" className="button button-plain" onClick={clear}>{t.common.clearFilters}</button>} />
            : <Empty title={m.emptyTitle}>{m.emptyText}</Empty>
          : (
            <>
              <div className="table-wrap">
                <table className="stack">
                  <caption className="hidden">{m.caption}</caption>
                  <thead><tr><th scope="col">{m.name}</th><th scope="col">{m.municipality}</th><th scope="col">{m.fieldsColumn}</th><th scope="col">{m.status}</th><th scope="col">{m.since}</th></tr></thead>
                  <tbody>
                    {list.items.map(item => (
                      <tr key={item.id}>
                        <th scope="row"><Link to={`/members/${item.id}`}>{item.name}</Link></th>
                        <td data-label={m.municipality}>{place(item.municipality)}</td>
                        <td data-label={m.fieldsColumn}>{item.fields.map(field => t.fields[field] ?? field).join(', ')}</td>
                        <td><StatusTag status={item.status} /></td>
                        <td data-label={m.since} className="nowrap">{item.memberSince && dates.short(item.memberSince)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <div className="actions">
                <More list={list} />
                <button type="button" className="link-button no-print" onClick={exportShown}><Download size={16} aria-hidden="true" /> {t.common.export}</button>
              </div>
            </>
          )}
    </>
  );
}
