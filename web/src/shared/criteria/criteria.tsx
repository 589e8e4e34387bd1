import { useQueries, useQuery } from '@tanstack/react-query';
import { api, type Page } from '@/shared/api/http';
import { groups, regions, useInstitutions } from '@/shared/api/reference';
import { useT } from '@/shared/i18n';
import { Checks, SelectField, type Errors } from '@/shared/ui/form';
import { useWords } from './words';

export type Criteria = {
  institutions: string[]; actKinds: string[]; fields: string[]; words: string[]; inText: boolean; consultationId: string | null;
  regions: string[]; campaigns: string[]; groups: string[];
};

/** Whether there is nothing that could ever fit. */
export const nothingChosen = (one: Criteria) => one.words.length + one.fields.length + one.institutions.length + one.actKinds.length
  + one.regions.length + one.campaigns.length + one.groups.length === 0 && !one.consultationId;

function useCampaignNames() {
  const query = useQuery({
    queryKey: ['campaigns', 'names'],
    queryFn: ({ signal }) => api<Page<{ id: string; title: string; status: string }>>('/api/campaigns', { query: { limit: 200 }, signal }),
    staleTime: 60_000,
  });
  return query.data?.items ?? [];
}

type Draft = { id: string; title: string };

/** The titles of drafts, also of those that are closed; an id that is not answered stays an id. */
function useDraftNames(ids: string[]) {
  const found = useQueries({
    queries: [...new Set(ids)].map(id => ({
      queryKey: ['consultation', id, 'name'],
      queryFn: ({ signal }: { signal: AbortSignal }) => api<Draft>(`/api/consultations/${encodeURIComponent(id)}`, { signal }),
      staleTime: 60_000,
    })),
  });
  return (id: string) => found.find(one => one.data?.id === id)?.data?.title ?? id;
}

/**
 * What a choice of criteria asks for, in words.
 *
 * @param all that will be told
 */
export function useCriteriaTold(all: Partial<Criteria>[]) {
  const t = useT();
  const w = useWords();
  const { nameOf } = useInstitutions();
  const campaigns = useCampaignNames();
  const draftName = useDraftNames(all.flatMap(one => one.consultationId ?? []));
  return (one: Partial<Criteria> & { match?: string }) => [
    // Where they are looked for stands after the last alone: after each it would drown them.
    (one.words ?? []).map((word, at, words) => at < words.length - 1 ? `„${word}“` : `„${word}“ ${one.inText ? w.inTitleOrText : w.inTitle}`),
    (one.fields ?? []).map(field => t.fields[field as keyof typeof t.fields] ?? field),
    (one.institutions ?? []).map(nameOf),
    (one.regions ?? []).map(region => t.alerts.inRegion(t.regions[region as keyof typeof t.regions] ?? region)),
    (one.actKinds ?? []).map(kind => t.actKinds[kind as keyof typeof t.actKinds] ?? kind),
    (one.groups ?? []).map(group => t.groups[group as keyof typeof t.groups] ?? group),
    (one.campaigns ?? []).map(id => campaigns.find(campaign => campaign.id === id)?.title ?? id),
    one.consultationId ? [draftName(one.consultationId)] : [],
    // Of several values of one criterion, one is always enough.
  ].filter(values => values.length > 0).map(values => values.join(', ')).join(one.match === 'all' ? ' + ' : ', ');
}

/** Who publishes, and where; the municipalities fold away, for they are many. */
export function InstitutionChecks({ values, error, ended, onChange }: {
  values: Pick<Criteria, 'institutions' | 'regions'>; error: Errors; ended: boolean; onChange: (values: Partial<Criteria>) => void;
}) {
  const t = useT();
  const institutions = useInstitutions();
  // One that has ended stays as long as somebody follows it.
  const offered = institutions.items.filter(item => ended || !item.ended || values.institutions.includes(item.id));
  const boxes = (local: boolean) => offered.filter(item => local === (item.region !== null)).map(item => ({ value: item.id, label: item.name }));
  const change = (chosen: string[]) => onChange({ institutions: chosen });
  return (
    <>
      <Checks id="institutions" legend={t.alerts.institutionsLegend} error={error['institutions']} values={values.institutions} onChange={change} choices={boxes(false)} />
      <details className="field filters-more" open={offered.some(item => item.region !== null && values.institutions.includes(item.id)) || undefined}>
        <summary>{t.alerts.municipalities}</summary>
        <Checks id="municipalities" legend={t.alerts.municipalitiesLegend} columns values={values.institutions} onChange={change} choices={boxes(true)} />
      </details>
      <Checks
        id="regions" legend={t.alerts.regionsLegend} hint={t.alerts.regionsHint} error={error['regions']} columns values={values.regions} onChange={chosen => onChange({ regions: chosen })}
        choices={regions.map(region => ({ value: region, label: t.regions[region] }))}
      />
    </>
  );
}

/** What the network works on. */
export function CampaignChecks({ values, error, onChange }: { values: Pick<Criteria, 'campaigns' | 'groups'>; error: Errors; onChange: (values: Partial<Criteria>) => void }) {
  const t = useT();
  const known = useCampaignNames();
  // One that has ended may run again, and stays as long as somebody follows it.
  const offered = known.filter(campaign => ['planned', 'running', 'paused'].includes(campaign.status) || values.campaigns.includes(campaign.id));
  const gone = values.campaigns.filter(id => !known.some(campaign => campaign.id === id));
  return (
    <>
      <Checks
        id="groups" legend={t.alerts.groupsLegend} hint={t.alerts.groupsHint} error={error['groups']} values={values.groups} onChange={chosen => onChange({ groups: chosen })}
        choices={groups.map(group => ({ value: group, label: t.groups[group] }))}
      />
      {offered.length + gone.length > 0 && (
        <Checks
          id="campaigns" legend={t.alerts.campaignsLegend} error={error['campaigns']} values={values.campaigns} onChange={chosen => onChange({ campaigns: chosen })}
          choices={[...offered.map(campaign => ({ value: campaign.id, label: campaign.title })), ...gone.map(id => ({ value: id, label: id }))]}
        />
      )}
    </>
  );
}

/** One draft among those that are open or planned, and the one that was chosen before. */
export function DraftChoice({ label, hint, error, value, onChange }: { label: string; hint: string; error: string | undefined; value: string | null; onChange: (id: string | null) => void }) {
  const t = useT();
  const [open, planned] = useQueries({
    queries: ['open', 'planned'].map(tab => ({
      queryKey: ['consultations', 'names', tab],
      queryFn: ({ signal }: { signal: AbortSignal }) => api<Page<Draft>>('/api/consultations', { query: { tab, limit: 100 }, signal }),
      staleTime: 60_000,
    })),
  });
  const nameOf = useDraftNames(value ? [value] : []);
  const offered = [...(open!.data?.items ?? []), ...(planned!.data?.items ?? [])];
  return (
    <SelectField id="draft" label={label} hint={hint} error={error} optional value={value ?? ''} onChange={event => onChange(event.target.value || null)}>
      <option value="">{t.alerts.noSingleDraft}</option>
      {value && !offered.some(draft => draft.id === value) && <option value={value}>{nameOf(value)}</option>}
      {offered.map(draft => <option key={draft.id} value={draft.id}>{draft.title}</option>)}
    </SelectField>
  );
}
