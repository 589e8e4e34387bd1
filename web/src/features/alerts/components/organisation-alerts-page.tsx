import { useState } from 'react';
import { useParams } from 'react-router';
import { useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { PageHead } from '@/shared/ui/page';
import { describe, Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useHoursTold } from '@/shared/criteria/hours';
import { useOrganisationDefaults, useSaveOrganisationDefaults, type Subscription, type SubscriptionBody } from '../api/subscriptions';
import { useWords } from '../words';
import { Builder, emptySubscription } from './subscription-page';
import { HoursForm } from './times-form';
import { UnreachableList } from './unreachable-list';
import { useTold } from './subscription-list';
import './alerts.css';

const body = ({ id: _, ...rest }: Subscription): SubscriptionBody => rest;

/** What the people of an organisation are told unless they choose for themselves. */
export function OrganisationAlertsPage() {
  const t = useT();
  const w = useWords();
  const { organisation = '' } = useParams();
  const { me } = useSession();
  const name = me?.mandates.find(mandate => mandate.organisationId === organisation)?.organisationName ?? '';
  const defaults = useOrganisationDefaults(organisation);
  const told = useTold(defaults.data?.data.subscriptions ?? []);
  const save = useSaveOrganisationDefaults(organisation);
  const hours = useHoursTold();
  const [editing, setEditing] = useState<Subscription | null>(null);
  if (defaults.error) return <Failure heading="h1" error={defaults.error} onRetry={() => void defaults.refetch()} />;
  if (defaults.isPending) return <Skeleton />;
  const { subscriptions, zone, quiet } = defaults.data.data;
  const saveAll = (wanted: SubscriptionBody[]) => save.mutateAsync({ subscriptions: wanted, zone, quiet });
  if (editing) {
    const known = subscriptions.some(one => one.id === editing.id);
    return (
      <>
        <PageHead title={known ? w.titleChange : w.titleNew} lead={w.organisationLead(name)} />
        <Builder
          key={editing.id} initial={editing} saving={save.isPending} problem={save.error}
          onSave={async one => {
            await saveAll(known ? subscriptions.map(other => body(other.id === one.id ? one : other)) : [...subscriptions.map(body), body(one)]);
            setEditing(null);
          }}
        />
        <p><button type="button" className="link-button" onClick={() => setEditing(null)}>{t.common.cancel}</button></p>
      </>
    );
  }
  return (
    <>
      <PageHead title={w.organisationTitle} lead={w.organisationLead(name)} />
      {save.isSuccess && <Notice tone="good" live><p>{w.organisationSaved}</p></Notice>}
      {save.error && <Notice tone="red" live><p>{describe(save.error, t).text}</p></Notice>}
      {subscriptions.length === 0 ? <Empty title={w.organisationNone}>{w.organisationNoneText}</Empty> : (
        <ul className="subscriptions">
          {subscriptions.map(one => (
            <li key={one.id}>
              <p className="inbox-title">{one.name || told(one)}</p>
              {one.name && <p className="small">{told(one)}</p>}
              <p className="soft small">{w.frequencies[one.frequency]} · {one.ways.map(way => w.ways[way]).join(', ')}{one.hours ? ` · ${hours(one.hours)}` : ''}</p>
              <div className="actions">
                <button type="button" className="link-button" aria-label={w.change(one.name || told(one))} onClick={() => setEditing(one)}>{t.common.change}</button>
                <button type="button" className="button button-plain" disabled={save.isPending} aria-label={w.remove(one.name || told(one))} onClick={() => save.mutate({ subscriptions: subscriptions.filter(other => other.id !== one.id).map(body), zone, quiet })}>{t.common.remove}</button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p><button type="button" className="button" onClick={() => setEditing(emptySubscription())}>{w.add}</button></p>
      <section className="page-section" aria-labelledby="organisation-times">
        <h2 id="organisation-times">{w.times}</h2>
        <p className="soft">{w.organisationTimes}</p>
        <HoursForm
          id="times" initial={{ zone, quiet }} saving={save.isPending} saved={false} problem={null} onChange={save.reset}
          onSave={next => save.mutateAsync({ subscriptions: subscriptions.map(body), ...next })}
        />
      </section>
      <UnreachableList organisation={organisation} />
    </>
  );
}
