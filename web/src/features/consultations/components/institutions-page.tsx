import { useState } from 'react';
import { hasEnded, useInstitutionTable, type Institution } from '@/shared/api/reference';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { languages } from '@/shared/i18n/language';
import { download, toCsv } from '@/shared/lib/csv';
import { useFilters } from '@/shared/lib/use-filters';
import { Filters } from '@/shared/ui/filters';
import { SelectField } from '@/shared/ui/form';
import { Check, Clock, Download, Plus } from '@/shared/ui/icons';
import { PageHead } from '@/shared/ui/page';
import { SearchField } from '@/shared/ui/search-field';
import { Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { usePeopleNames } from '../api/holidays';
import { useInstitutionHistory } from '../api/institutions';
import { ACTS, InstitutionChange, type Act } from './institution-change';
import { useName } from './institution-fields';
import { InstitutionForm } from './institution-form';

const plain = (text: string) => text.toLowerCase().replaceAll('đ', 'dj').normalize('NFD').replace(/[\u0300-\u036f]/g, '');

/** Found by what it is or was called in any language, by its initials and its code. */
export const matches = (one: Institution, words: string) => plain([one.id, ...one.initials, ...Object.values(one.names), ...one.formerNames.flatMap(former => [...Object.values(former.names), ...former.initials])].join(' '))
  .includes(plain(words.trim()));

/** Who publishes drafts, now and before, as the secretariat keeps it. */
export function InstitutionsPage() {
  const t = useT();
  const { institutions: w } = useStaffT();
  const table = useInstitutionTable();
  const name = useName();
  const [address, change] = useFilters(['q', 'state', 'institution', 'act'] as const);
  const [done, setDone] = useState('');
  if (table.error) return <><PageHead title={w.title} lead={w.lead} /><Failure error={table.error} onRetry={() => void table.refetch()} /></>;
  if (!table.data) return <><PageHead title={w.title} lead={w.lead} /><Skeleton /></>;
  const all = table.data.items;
  const one = all.find(item => item.id === address.institution && !item.fixed) ?? null;
  const editing = one !== null || address.institution === 'new';
  const show = (institution: string, word = '') => { setDone(word); change({ institution, act: '' }); };
  const shown = all.filter(item => !item.fixed && matches(item, address.q) && (address.state === 'all' || hasEnded(item) === (address.state === 'former')))
    .sort((a, b) => name(a).localeCompare(name(b)));
  return (
    <>
      <PageHead title={w.title} lead={w.lead} actions={!editing && <button type="button" className="button" onClick={() => show('new')}><Plus size={18} aria-hidden="true" />{w.add}</button>} />
      {done && <Notice tone="good" live><p>{done}</p></Notice>}
      {address.institution === 'new' && <InstitutionForm before={null} all={all} onCancel={() => show('')} onDone={word => show('', word)} />}
      {one && <InstitutionChange key={one.id + address.act} one={one} all={all} act={ACTS.find(act => act === address.act) ?? null} onAct={(act: Act) => change({ act })} onCancel={() => show('')} onDone={word => show('', word)} />}
      <Filters active={Boolean(address.state)} search={<SearchField id="q" label={w.search} value={address.q} onChange={q => change({ q })} />}>
        <SelectField id="state" label={w.show} value={address.state} onChange={event => change({ state: event.target.value })}>
          <option value="">{w.current}</option>
          <option value="former">{w.former}</option>
          <option value="all">{w.all}</option>
        </SelectField>
      </Filters>
      {shown.length === 0
        ? address.q
          ? <Empty title={w.emptyFiltered} actions={<button type="button" className="button button-plain" onClick={() => change({ q: '', state: '' })}>{t.common.clearFilters}</button>} />
          : <Empty title={address.state === 'former' ? w.emptyFormer : w.emptyTitle}>{address.state === 'former' ? w.emptyFormerText : w.emptyText}</Empty>
        : <Table items={shown} all={all} onChange={item => show(item.id)} />}
      <History all={all} />
    </>
  );
}

function Table({ items, all, onChange }: { items: Institution[]; all: Institution[]; onChange: (one: Institution) => void }) {
  const t = useT();
  const { institutions: w } = useStaffT();
  const dates = useDates();
  const name = useName();
  const named = (id: string) => name(all.find(one => one.id === id) ?? { names: { en: id } });
  const exportShown = () => download('institutions.csv', 'text/csv;charset=utf-8', toCsv([
    [w.code, ...languages.map(one => w.nameIn[one]), w.initials, w.from, w.lastDay, w.predecessors],
    ...items.map(one => [one.id, ...languages.map(language => one.names[language] ?? ''), one.initials.join(', '), one.validFrom ?? '', one.validTo ?? '', one.predecessors.map(named).join(', ')]),
  ]));
  return (
    <>
      <div className="table-wrap">
        <table className="stack">
          <caption className="hidden">{w.caption}</caption>
          <thead><tr><th scope="col">{w.name}</th><th scope="col">{w.state}</th><th scope="col">{w.history}</th><th scope="col">{w.action}</th></tr></thead>
          <tbody>
            {items.map(one => (
              <tr key={one.id}>
                <th scope="row">{name(one)}{one.initials.length > 0 && <><br /><span className="soft small">{one.initials.join(', ')}</span></>}</th>
                <td data-label={w.state}>
                  {hasEnded(one)
                    ? <span className="tag"><Clock size={14} aria-hidden="true" />{w.untilTag(dates.date(one.validTo!))}</span>
                    : <span className="tag tag-action"><Check size={14} aria-hidden="true" />{one.validTo ? w.endsTag(dates.date(one.validTo)) : w.nowTag}</span>}
                  {one.validFrom && <><br /><span className="soft small">{w.sinceDay(dates.date(one.validFrom))}</span></>}
                </td>
                <td data-label={w.history}>
                  {one.formerNames.toReversed().map(former => <p key={former.until} className="small">{w.calledUntil(name(former), dates.date(former.until))}</p>)}
                  {one.predecessors.length > 0 && <p className="small">{w.tookOver(one.predecessors.map(named).join(', '))}</p>}
                  {one.successors.length > 0 && <p className="small">{w.passedOn(one.successors.map(named).join(', '))}</p>}
                </td>
                <td><button type="button" className="link-button" onClick={() => onChange(one)}>{t.common.change}<span className="hidden">: {name(one)}</span></button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="actions"><button type="button" className="link-button no-print" onClick={exportShown}><Download size={16} aria-hidden="true" /> {t.common.export}</button></div>
    </>
  );
}

/** Who wrote what, the latest first. */
function History({ all }: { all: Institution[] }) {
  const s = useStaffT();
  const t = useT();
  const dates = useDates();
  const name = useName();
  const history = useInstitutionHistory();
  const people = usePeopleNames((history.data?.items ?? []).map(step => step.by));
  const w = s.institutions;
  const named = (id: string) => name(all.find(one => one.id === id) ?? { names: { en: id } });
  const field = (id: string) => t.fields[id as keyof typeof t.fields] ?? id;
  const said = (part: string, value: string | null) => value === null ? null
    : part.startsWith('valid') ? dates.date(value)
    : part === 'region' ? t.regions[value as keyof typeof t.regions] ?? value
    : part === 'fields' ? value.split(', ').map(field).join(', ')
    : part.endsWith('cessors') ? value.split(', ').map(named).join(', ')
    : value;
  return (
    <section className="page-section" aria-labelledby="institution-history">
      <h2 id="institution-history">{w.historyTitle}</h2>
      {history.error ? <Failure error={history.error} onRetry={() => void history.refetch()} />
        : history.isPending ? <Skeleton lines={3} />
        : history.data.items.length === 0 ? <p>{w.noHistory}</p>
        : (
          <ol className="life-history">
            {history.data.items.map(({ what, institution, names, changes, by, at }) => (
              <li key={at + institution + what}>
                <p><strong>{w.steps[what]}</strong>: {name({ names })}</p>
                {changes.map(one => <p key={one.what} className="small">{w.changed(w.parts[one.what] ?? one.what, said(one.what, one.before), said(one.what, one.after))}</p>)}
                <p className="soft small">{dates.dateTime(at)} · {people[by] ?? s.templates.somebody}</p>
              </li>
            ))}
          </ol>
        )}
    </section>
  );
}
