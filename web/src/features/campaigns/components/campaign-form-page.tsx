import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { groups, useInstitutions, useInstitutionTable, type Group } from '@/shared/api/reference';
import { useStaffT, useT } from '@/shared/i18n';
import { newId } from '@/shared/lib/id';
import { forget, readStored, store } from '@/shared/lib/storage';
import { ErrorSummary, Radios, TextArea, TextField, type Errors } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Failure, Skeleton } from '@/shared/ui/states';
import { useCampaign, useSaveCampaign, type Campaign } from '../api/campaigns';

const IDS = { group: 'group', title: 'title', goal: 'goal', asks: 'asks', targetInstitution: 'target' };

export function CampaignFormPage() {
  const { id } = useParams();
  const campaign = useCampaign(id);
  // Their names are what the form shows of an institution.
  const institutions = useInstitutionTable();
  if (id && campaign.error) return <Failure heading="h1" error={campaign.error} onRetry={() => void campaign.refetch()} />;
  if (id && (campaign.isPending || institutions.isLoading)) return <Skeleton />;
  return <Form key={id ?? 'new'} campaign={campaign.data?.data ?? null} etag={campaign.data?.etag ?? null} />;
}

type Draft = { id: string; group: Group | ''; title: string; goal: string; asks: string; targetInstitution: string };

function Form({ campaign, etag }: { campaign: Campaign | null; etag: string | null }) {
  const t = useT();
  const s = useStaffT();
  const navigate = useNavigate();
  const institutions = useInstitutions();
  const save = useSaveCampaign();
  const key = `civikos.campaign.${campaign?.id ?? 'new'}`;
  const [draft, setDraft] = useState<Draft>(() => readStored<Draft>(key) ?? {
    id: campaign?.id ?? newId(), group: campaign?.group ?? '', title: campaign?.title ?? '', goal: campaign?.goal ?? '', asks: campaign?.asks.join('\n') ?? '',
    targetInstitution: campaign ? institutions.nameOf(campaign.targetInstitution) : '',
  });
  const [errors, setErrors] = useState<Errors>({});
  const change = (changes: Partial<Draft>) => {
    const next = { ...draft, ...changes };
    setDraft(next);
    store(key, next);
  };
  const submit = () => {
    const asks = draft.asks.split('\n').map(ask => ask.trim()).filter(Boolean);
    const found: Errors = {};
    if (!draft.group) found['group'] = s.errors.group;
    if (!draft.title.trim()) found['title'] = s.errors.title;
    if (!draft.goal.trim()) found['goal'] = s.errors.goal;
    if (asks.length === 0) found['asks'] = s.errors.asks;
    if (!draft.targetInstitution.trim()) found['targetInstitution'] = s.errors.target;
    setErrors(found);
    if (Object.keys(found).length > 0 || !draft.group) return;
    const target = draft.targetInstitution.trim();
    save.mutate(
      { id: draft.id, etag, input: { group: draft.group, title: draft.title.trim(), goal: draft.goal.trim(), asks, targetInstitution: institutions.items.find(item => item.name === target)?.id ?? target } },
      {
        onSuccess: () => { forget(key); void navigate(`/campaigns/${draft.id}`); },
        onError: error => error instanceof ApiError && setErrors(error.fields),
      },
    );
  };
  const c = t.campaigns;
  return (
    <>
      <p className="no-print"><Link to={campaign ? `/campaigns/${campaign.id}` : '/campaigns'}>{campaign?.title ?? t.nav.campaigns}</Link></p>
      <PageHead title={campaign ? s.campaigns.editTitle : s.campaigns.newTitle} />
      <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
        <ErrorSummary errors={errors} ids={IDS} general={save.error && Object.keys(errors).length === 0 ? `${describe(save.error, t).text} ${t.errors.keptNote}` : null} />
        <Radios id={IDS.group} legend={c.group} error={errors['group']} value={draft.group} onChange={group => change({ group: group as Group })} choices={groups.map(group => ({ value: group, label: t.groups[group] }))} />
        <TextField id={IDS.title} label={s.campaigns.titleField} error={errors['title']} maxLength={200} value={draft.title} onChange={event => change({ title: event.target.value })} />
        <TextArea id={IDS.goal} label={c.goal} hint={s.campaigns.goalHint} error={errors['goal']} value={draft.goal} onChange={event => change({ goal: event.target.value })} />
        <TextArea id={IDS.asks} label={c.asks} hint={s.campaigns.asksHint} error={errors['asks']} value={draft.asks} onChange={event => change({ asks: event.target.value })} />
        <TextField id={IDS.targetInstitution} label={c.target} hint={s.campaigns.targetHint} error={errors['targetInstitution']} list="institutions" value={draft.targetInstitution} onChange={event => change({ targetInstitution: event.target.value })} />
        <datalist id="institutions">{institutions.items.map(item => <option key={item.id} value={item.name} />)}</datalist>
        <div className="actions">
          <button className="button" disabled={save.isPending}>{save.isPending ? t.common.saving : s.campaigns.save}</button>
          <Link to={campaign ? `/campaigns/${campaign.id}` : '/campaigns'} onClick={() => forget(key)}>{t.common.cancel}</Link>
        </div>
      </form>
    </>
  );
}
