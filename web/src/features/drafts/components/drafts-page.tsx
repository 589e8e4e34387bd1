import { useInstitutions } from '@/shared/api/reference';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { useFilters } from '@/shared/lib/use-filters';
import { SelectField } from '@/shared/ui/form';
import { Upload } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { draftStates, useDrafts } from '../api/drafts';
import { useSourceName } from '../source-name';
import { DraftState } from './draft-state';

export function DraftsPage() {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const institutions = useInstitutions();
  const sourceName = useSourceName();
  const [filters, change, clear] = useFilters(['state'] as const);
  const list = useDrafts(filters);
  const d = s.drafts;
  const uploadLink = <Link to="/drafts/new" className="button"><Upload size={18} aria-hidden="true" />{d.upload}</Link>;
  return (
    <>
      <PageHead title={d.title} lead={d.lead} actions={uploadLink} />
      <form className="filters" onSubmit={event => event.preventDefault()}>
        <SelectField id="state" label={d.state} value={filters.state} onChange={event => change({ state: event.target.value })}>
          <option value="">{d.anyState}</option>
          {draftStates.map(state => <option key={state} value={state}>{d.states[state]}</option>)}
        </SelectField>
      </form>
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0
          ? filters.state ? <Empty title={d.emptyFiltered} actions={<button type="button" className="button button-plain" onClick={clear}>{t.common.clearFilters}</button>} />
            : <Empty title={d.emptyTitle}>{d.emptyText}</Empty>
          : (
            <>
              <div className="table-wrap">
                <table className="stack">
                  <caption className="hidden">{d.caption}</caption>
                  <thead><tr><th scope="col">{d.titleColumn}</th><th scope="col">{d.state}</th><th scope="col">{d.detected}</th><th scope="col">{d.deadline}</th><th scope="col" className="num">{d.articles}</th></tr></thead>
                  <tbody>
                    {list.items.map(draft => (
                      <tr key={draft.id}>
                        <th scope="row"><Link to={`/drafts/${draft.id}`}>{draft.title}</Link><br /><span className="soft small">{[institutions.nameOf(draft.institution), sourceName(draft.source)].filter(Boolean).join(' · ')}</span></th>
                        <td><DraftState state={draft.state} /></td>
                        <td data-label={d.detected}>{dates.dateTime(draft.detectedAt)}</td>
                        <td data-label={d.deadline}><span className="nowrap">{draft.deadline ? dates.short(draft.deadline) : '–'}</span>{draft.period && !draft.period.met && <><br /><span className="small">{t.life.tooShort(t.life.days[draft.period.unit](draft.period.needed), draft.period.given)}{!draft.period.confirmed && ` (${t.rulesPage.notConfirmed.toLowerCase()})`}</span></>}</td>
                        <td data-label={d.articles} className="num">{draft.articleCount}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <More list={list} />
            </>
          )}
    </>
  );
}
