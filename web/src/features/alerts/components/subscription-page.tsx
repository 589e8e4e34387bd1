import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { scopes } from '@/shared/api/alert-settings';
import { actKinds, fields } from '@/shared/api/reference';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import { newId } from '@/shared/lib/id';
import { OwnHours } from '@/shared/criteria/hours';
import { CampaignChecks, DraftChoice, InstitutionChecks, nothingChosen } from '@/shared/criteria/criteria';
import { PreviewBox } from '@/shared/criteria/preview';
import { InText, RelatedWords, splitWords } from '@/shared/criteria/related-words';
import { Checks, ErrorSummary, Radios, SelectField, TextField, type Errors } from '@/shared/ui/form';
import { PageHead } from '@/shared/ui/page';
import { describe, Empty, Failure, Skeleton } from '@/shared/ui/states';
import { frequencies, useSaveSubscription, useSubscriptions, ways, type Subscription, type SubscriptionBody } from '../api/subscriptions';
import { useWords } from '../words';
import './alerts.css';

const IDS = { scope: 'scope', words: 'words', fields: 'fields', institutions: 'institutions', actKinds: 'kinds', ways: 'ways', consultationId: 'draft', name: 'name', regions: 'regions', groups: 'groups', campaigns: 'campaigns', zone: 'hours-zone', quiet: 'hours-to', from: 'hours-from', to: 'hours-to' };
const EMPTY: SubscriptionBody = {
  name: '', scope: 'chosen', match: 'any', institutions: [], actKinds: [], fields: [], words: [], inText: false, consultationId: null, regions: [], campaigns: [], groups: [], unsorted: true,
  frequency: 'at-once', ways: ['email'], language: null,
};

/** Makes a subscription, or changes one. */
export function SubscriptionPage() {
  const t = useT();
  const w = useWords();
  const { id } = useParams();
  const [query] = useSearchParams();
  const list = useSubscriptions();
  const found = list.data?.data.subscriptions.find(one => one.id === id);
  const made = id === 'new';
  return (
    <>
      <PageHead title={made ? w.titleNew : w.titleChange} lead={w.lead} />
      {list.error ? <Failure error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <Skeleton />
        : !made && !found ? <Empty title={t.errors.notFoundTitle}>{t.errors.notFoundText}</Empty>
        : <Mine initial={found ?? { ...EMPTY, id: newId(), consultationId: query.get('consultation'), campaigns: query.getAll('campaign'), groups: query.getAll('group') }} />}
    </>
  );
}

const nothing = (one: SubscriptionBody) => one.scope === 'chosen' && nothingChosen(one);

/** Neither the name nor how it comes changes how often it comes. */
const preview = ({ scope, match, institutions, actKinds, fields, words, inText, consultationId, regions, campaigns, groups, unsorted }: SubscriptionBody): SubscriptionBody =>
  ({ ...EMPTY, scope, match, institutions, actKinds, fields, words, inText, consultationId, regions, campaigns, groups, unsorted });

function Mine({ initial }: { initial: Subscription }) {
  const navigate = useNavigate();
  const save = useSaveSubscription();
  return <Builder initial={initial} saving={save.isPending} problem={save.error} onSave={async one => { await save.mutateAsync(one); void navigate('/my-alerts'); }} />;
}

export const emptySubscription = (): Subscription => ({ ...EMPTY, id: newId() });

/** @param onSave throws what the service answers */
export function Builder({ initial, saving, problem, onSave }: { initial: Subscription; saving: boolean; problem: Error | null; onSave: (one: Subscription) => Promise<void> }) {
  const t = useT();
  const w = useWords();
  const [one, setOne] = useState(initial);
  const [words, setWords] = useState(initial.words.join(', '));
  const [errors, setErrors] = useState<Errors>({});
  const change = (changes: Partial<Subscription>) => setOne(current => ({ ...current, ...changes }));
  const found = splitWords(words);
  const body: Subscription = { ...one, words: found, inText: one.inText && found.length > 0 };

  const submit = async () => {
    const bad: Errors = {};
    if (nothing(body)) bad['scope'] = w.nothing;
    if (body.ways.length === 0) bad['ways'] = w.noWay;
    setErrors(bad);
    if (Object.keys(bad).length > 0) return;
    try {
      await onSave(body);
    } catch (error) {
      if (error instanceof ApiError) setErrors(error.fields);
    }
  };

  return (
    <form className="builder" noValidate onSubmit={event => { event.preventDefault(); void submit(); }}>
      <ErrorSummary errors={errors} ids={IDS} general={problem && Object.keys(errors).length === 0 ? describe(problem, t).text : null} />
      <TextField id="name" label={w.name} hint={w.nameHint} optional maxLength={80} value={one.name} error={errors['name']} onChange={event => change({ name: event.target.value })} />
      <Radios
        id="scope" legend={t.alerts.scope} value={one.scope} error={errors['scope']} onChange={scope => change({ scope: scope as Subscription['scope'] })}
        choices={scopes.map(scope => ({ value: scope, label: t.alerts.scopes[scope], hint: t.alerts.scopeHints[scope] }))}
      />
      {one.scope === 'chosen' && (
        <>
          <TextField id="words" label={w.words} hint={w.wordsHint} error={errors['words']} optional value={words} onChange={event => setWords(event.target.value)} />
          <InText legend={w.words} words={body.words} value={body.inText} onChange={inText => change({ inText })} />
          <RelatedWords words={body.words} onAdd={word => setWords([...body.words, word].join(', '))} />
          <Checks
            id="fields" legend={t.alerts.fieldsLegend} error={errors['fields']} columns values={one.fields} onChange={values => change({ fields: values })}
            choices={fields.map(field => ({ value: field, label: t.fields[field] }))}
          />
          <InstitutionChecks values={one} error={errors} ended onChange={change} />
          <Checks
            id="kinds" legend={w.kinds} error={errors['actKinds']} columns values={one.actKinds} onChange={values => change({ actKinds: values })}
            choices={actKinds.map(kind => ({ value: kind, label: t.actKinds[kind] }))}
          />
          <CampaignChecks values={one} error={errors} onChange={change} />
          <DraftChoice label={w.draft} hint={w.draftHint} error={errors['consultationId']} value={one.consultationId} onChange={consultationId => change({ consultationId })} />
          <Checks
            id="unsorted" legend={w.unsorted} values={one.unsorted ? ['unsorted'] : []} onChange={values => change({ unsorted: values.length > 0 })}
            choices={[{ value: 'unsorted', label: w.unsortedLabel }]}
          />
          <Radios
            id="match" legend={w.match} value={one.match} onChange={match => change({ match: match as Subscription['match'] })}
            choices={(['any', 'all'] as const).map(match => ({ value: match, label: w.matches[match] }))}
          />
        </>
      )}
      <PreviewBox path="/api/subscriptions/preview" body={nothing(body) ? null : preview(body)} />
      <Radios
        id="frequency" legend={w.frequency} hint={w.frequencyNote} value={one.frequency}
        onChange={value => {
          const frequency = value as Subscription['frequency'];
          change({ frequency, ways: frequency === 'at-once' ? one.ways : one.ways.filter(way => way !== 'sms') });
        }}
        choices={frequencies.map(frequency => ({ value: frequency, label: w.frequencies[frequency], hint: w.frequencyHints[frequency] }))}
      />
      <Checks
        id="ways" legend={w.waysLegend} error={errors['ways']} values={one.ways} onChange={values => change({ ways: ways.filter(way => values.includes(way)) })}
        choices={ways.map(way => ({
          value: way, label: w.waysLabels[way], disabled: way === 'sms' && one.frequency !== 'at-once', ...(way === 'sms' ? { hint: w.smsHint } : {}),
        }))}
      />
      <SelectField id="language" label={w.language} value={one.language ?? ''} onChange={event => change({ language: (event.target.value || null) as Subscription['language'] })}>
        <option value="">{w.ownLanguage}</option>
        <option value="sq" lang="sq">Shqip</option>
        <option value="sr" lang="sr-Latn">Srpski</option>
        <option value="en" lang="en">English</option>
      </SelectField>
      <OwnHours id="hours" value={one.hours ?? null} errors={errors} onChange={hours => change({ hours })} />
      <button className="button" disabled={saving}>{saving ? t.common.saving : w.save}</button>
    </form>
  );
}
