import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { actKinds, useInstitutions } from '@/shared/api/reference';
import { useStaffT, useT, type Language } from '@/shared/i18n';
import { languages } from '@/shared/i18n/language';
import { useFilters } from '@/shared/lib/use-filters';
import { Filters } from '@/shared/ui/filters';
import { DateTimeField, type Errors, ErrorSummary, SelectField, TextArea, TextField } from '@/shared/ui/form';
import { Upload } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { SearchField } from '@/shared/ui/search-field';
import { describe, Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { planStates, useChangePlan, usePlan, useSuggestions, type PlanEntry } from '../api/plan';
import { PlanRow } from './plan-row';

const FILTERS = ['state', 'year', 'institution', 'kind', 'q'] as const;

/** The plan at the secretariat's desk: what is overdue, and what each entry became. */
export function PlanPage() {
  const t = useT();
  const s = useStaffT();
  const [filters, change, clear] = useFilters(FILTERS);
  const institutions = useInstitutions();
  const plan = usePlan(filters);
  const filtered = FILTERS.some(name => filters[name]);
  const thisYear = new Date().getFullYear();
  return (
    <>
      <PageHead title={s.plan.title} lead={s.plan.lead} actions={<Link to="/plan/import" className="button"><Upload size={18} aria-hidden="true" />{s.plan.import_}</Link>} />
      <Filters active={Boolean(filters.state || filters.year || filters.institution || filters.kind)} search={<SearchField id="q" label={t.consultations.searchLabel} value={filters.q} onChange={q => change({ q })} />}>
        <SelectField id="state" label={s.plan.state} value={filters.state} onChange={event => change({ state: event.target.value })}>
          <option value="">{s.plan.anyState}</option>
          {planStates.map(state => <option key={state} value={state}>{s.plan.states[state]}</option>)}
        </SelectField>
        <SelectField id="year" label={s.plan.year} value={filters.year} onChange={event => change({ year: event.target.value })}>
          <option value="">{s.plan.anyYear}</option>
          {[1, 0, -1, -2, -3].map(offset => <option key={offset} value={thisYear + offset}>{thisYear + offset}</option>)}
        </SelectField>
        <SelectField id="institution" label={t.consultations.institution} value={filters.institution} onChange={event => change({ institution: event.target.value })}>
          <option value="">{t.consultations.anyInstitution}</option>
          {institutions.items.map(item => <option key={item.id} value={item.id}>{item.name}</option>)}
        </SelectField>
        <SelectField id="kind" label={t.life.kind} value={filters.kind} onChange={event => change({ kind: event.target.value })}>
          <option value="">{t.life.anyKind}</option>
          {actKinds.map(kind => <option key={kind} value={kind}>{t.actKinds[kind]}</option>)}
        </SelectField>
      </Filters>
      {plan.error ? <Failure error={plan.error} onRetry={plan.retry} />
        : plan.loading ? <Skeleton />
        : plan.items.length === 0
          ? filtered ? <Empty title={s.plan.emptyFiltered} actions={<button type="button" className="button button-plain" onClick={clear}>{t.common.clearFilters}</button>} />
            : <Empty title={s.plan.emptyTitle}>{s.plan.emptyText}</Empty>
          : (
            <section aria-labelledby="entries">
              <h2 id="entries" className="hidden">{t.life.planTitle}</h2>
              <ul className="rows rows-plain">{plan.items.map(entry => <PlanRow key={entry.id} entry={entry}><Desk entry={entry} /></PlanRow>)}</ul>
              <More list={plan} />
            </section>
          )}
    </>
  );
}

type Task = 'link' | 'early' | 'drop';

/** What the secretariat does with an entry. */
function Desk({ entry }: { entry: PlanEntry }) {
  const t = useT();
  const s = useStaffT();
  const change = useChangePlan(entry.id);
  const [task, setTask] = useState<Task | null>(null);
  const p = s.plan;
  const name = <span className="hidden">: {entry.title}</span>;
  const toggle = (wanted: Task, label: string) => (
    <button type="button" className="link-button" aria-expanded={task === wanted} onClick={() => { change.reset(); setTask(task === wanted ? null : wanted); }}>{label}{name}</button>
  );
  return (
    <>
      {entry.perhapsPublished && <PerhapsPublished entry={entry} change={change} />}
      {entry.consultation && <p>{entry.linkedByItself ? p.linkedByItself : p.linked} <Link to={`/consultations/${entry.consultation.id}`}>{entry.consultation.title}</Link></p>}
      {entry.dropped && <p>{entry.dropped}</p>}
      {change.error && task === null && <Notice tone="red" live><p>{describe(change.error, t).text}</p></Notice>}
      <div className="actions no-print">
        {entry.consultation && <button type="button" className="link-button" disabled={change.isPending} onClick={() => change.mutate({ do: 'unlink' })}>{p.unlink}{name}</button>}
        {entry.dropped && <button type="button" className="link-button" disabled={change.isPending} onClick={() => change.mutate({ do: 'undrop' })}>{p.undrop}{name}</button>}
        {!entry.consultation && !entry.dropped && <>{toggle('link', p.link)}{toggle('early', p.early)}{toggle('drop', p.drop)}</>}
      </div>
      {task === 'link' && <LinkForm entry={entry} change={change} />}
      {task === 'early' && <EarlyForm entry={entry} change={change} />}
      {task === 'drop' && <DropForm entry={entry} change={change} />}
    </>
  );
}

/** What was published and may be it: yes or no in one tap. A draft is not linked before it is opened, and its form suggests the entry. */
function PerhapsPublished({ entry, change }: FormProps) {
  const t = useT();
  const s = useStaffT();
  const { data, error } = useSuggestions(entry.id);
  const p = s.plan;
  const likely = data?.likely;
  if (error) return <Notice tone="amber" live><p>{describe(error, t).text}</p></Notice>;
  if (!likely) return null;
  const card = likely.consultation;
  const name = <span className="hidden">: {entry.title}</span>;
  return (
    <Notice title={p.perhaps}>
      <p>{card ? <Link to={`/consultations/${card.id}`}>{card.title}</Link> : <><Link to={`/drafts/${likely.id}`}>{likely.title}</Link> {p.perhapsDraft}</>}</p>
      <div className="actions no-print">
        {card && <button type="button" className="button button-plain button-small" disabled={change.isPending} onClick={() => change.mutate({ do: 'link', consultation: card.id })}>{p.perhapsYes}{name}</button>}
        <button type="button" className="link-button" disabled={change.isPending} onClick={() => change.mutate({ do: 'refuse', published: likely.id })}>{p.perhapsNo}{name}</button>
      </div>
    </Notice>
  );
}

type FormProps = { entry: PlanEntry; change: ReturnType<typeof useChangePlan> };

function LinkForm({ entry, change }: FormProps) {
  const t = useT();
  const s = useStaffT();
  const suggestions = useSuggestions(entry.id);
  const [other, setOther] = useState('');
  const [missing, setMissing] = useState(false);
  const p = s.plan;
  const id = `link-${entry.id}`;
  const found = suggestions.data?.items ?? [];
  const refused = change.error instanceof ApiError ? change.error.fields['consultation'] : undefined;
  const error = missing ? p.byIdMissing : refused;
  const submit = () => {
    // The address of a consultation's page is as good as its identifier.
    const wanted = other.trim().split(/[?#]/)[0]!.replace(/\/+$/, '').split('/').pop() ?? '';
    setMissing(!wanted);
    if (wanted) change.mutate({ do: 'link', consultation: wanted });
  };
  return (
    <div className="panel">
      {suggestions.isPending ? <Skeleton lines={2} />
        : suggestions.error ? <Notice tone="amber" live><p>{describe(suggestions.error, t).text}</p></Notice>
        : found.length === 0 ? <p className="soft">{p.noSuggestions}</p>
        : (
          <>
            <p>{p.suggestions}</p>
            <ul>{found.map(({ consultation }) => <li key={consultation.id}><button type="button" className="link-button" disabled={change.isPending} onClick={() => change.mutate({ do: 'link', consultation: consultation.id })}>{p.linkTo(consultation.title)}</button></li>)}</ul>
          </>
        )}
      <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
        {change.error && !error && <Notice tone="red" live><p>{describe(change.error, t).text}</p></Notice>}
        <TextField id={id} label={p.byId} error={error} value={other} onChange={event => setOther(event.target.value)} />
        <button className="button button-plain" disabled={change.isPending}>{p.linkSave}</button>
      </form>
    </div>
  );
}

function EarlyForm({ entry, change }: FormProps) {
  const t = useT();
  const s = useStaffT();
  const [deadline, setDeadline] = useState('');
  const [description, setDescription] = useState('');
  const [language, setLanguage] = useState<Language>('sq');
  const [errors, setErrors] = useState<Errors>({});
  const ids = { deadline: `early-${entry.id}` };
  const submit = () => {
    const found: Errors = deadline ? {} : { deadline: s.errors.deadline };
    setErrors(found);
    if (deadline) change.mutate({ do: 'early', deadline, description: description.trim(), language }, { onError: error => error instanceof ApiError && setErrors(error.fields) });
  };
  return (
    <form className="panel" noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
      <p>{s.plan.earlyText}</p>
      <ErrorSummary errors={errors} ids={ids} general={change.error && Object.keys(errors).length === 0 ? describe(change.error, t).text : null} />
      <DateTimeField id={ids.deadline} label={s.plan.earlyDeadline} error={errors['deadline']} value={deadline} onChange={event => setDeadline(event.target.value)} />
      <TextArea id={`description-${entry.id}`} label={s.plan.description} optional rows={3} value={description} onChange={event => setDescription(event.target.value)} />
      <SelectField id={`language-${entry.id}`} label={s.drafts.language} value={language} onChange={event => setLanguage(event.target.value as Language)}>
        {languages.map(one => <option key={one} value={one}>{t.contentLanguageNames[one]}</option>)}
      </SelectField>
      <button className="button" disabled={change.isPending}>{s.plan.earlySave}</button>
    </form>
  );
}

function DropForm({ entry, change }: FormProps) {
  const t = useT();
  const s = useStaffT();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <form className="panel" noValidate onSubmit={event => { event.preventDefault(); setMissing(!reason.trim()); if (reason.trim()) change.mutate({ do: 'drop', reason: reason.trim() }); }}>
      {change.error && !missing && <Notice tone="red" live><p>{describe(change.error, t).text}</p></Notice>}
      <TextArea id={`drop-${entry.id}`} label={s.plan.dropReason} rows={2} error={missing ? s.errors.reason : undefined} value={reason} onChange={event => setReason(event.target.value)} />
      <button className="button button-danger" disabled={change.isPending}>{s.plan.dropSave}</button>
    </form>
  );
}
