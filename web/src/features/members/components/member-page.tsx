import { Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { usePlaceName } from '@/shared/api/reference';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { Dialog } from '@/shared/ui/dialog';
import { TextArea } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useOrganisation, usePeople, useSuspension, type Organisation } from '../api/organisations';
import { StatusTag } from './status-tag';

export function MemberPage() {
  const { id = '' } = useParams();
  const t = useT();
  const dates = useDates();
  const session = useSession();
  const organisation = useOrganisation(id);
  const place = usePlaceName();
  const manages = session.isStaff || Boolean(session.me?.mandates.some(mandate => mandate.organisationId === id && mandate.rights.includes('manage')));
  if (organisation.error) return <Failure heading="h1" error={organisation.error} onRetry={() => void organisation.refetch()} />;
  if (organisation.isPending) return <Skeleton />;
  const item = organisation.data;
  const m = t.members;
  return (
    <>
      <p className="no-print"><Link to="/members">{t.nav.members}</Link></p>
      <PageHead title={item.name} actions={session.isBoard && <Suspense fallback={null}><Suspension organisation={item} /></Suspense>} />
      <dl className="pairs">
        <dt>{m.status}</dt><dd><StatusTag status={item.status} /></dd>
        <dt>{m.municipality}</dt><dd>{[...new Set([place(item.municipality), place(item.region)])].filter(Boolean).join(', ') || '–'}</dd>
        <dt>{m.fieldsColumn}</dt><dd>{item.fields.map(field => t.fields[field] ?? field).join(', ') || t.common.none}</dd>
        {item.memberSince && <><dt>{m.since}</dt><dd>{dates.date(item.memberSince)}</dd></>}
      </dl>
      {manages && (
        <section className="page-section" aria-labelledby="people">
          <h2 id="people">{m.people}</h2>
          <PeopleList organisation={id} />
        </section>
      )}
    </>
  );
}

function PeopleList({ organisation }: { organisation: string }) {
  const t = useT();
  const dates = useDates();
  const list = usePeople(organisation, true);
  if (list.error) return <Failure error={list.error} onRetry={list.retry} />;
  if (list.loading) return <Skeleton lines={6} />;
  if (list.items.length === 0) return <p className="soft">{t.members.noPeople}</p>;
  return (
    <>
      <ul className="rows">
        {list.items.map(person => {
          const mandate = person.mandates.find(candidate => candidate.organisationId === organisation);
          return (
            <li key={person.id} className="person">
              <h3>{person.name ?? t.unknownPerson}</h3>
              <p className="soft">{[person.email, person.phone].filter(Boolean).join(' · ')}</p>
              {mandate && (
                <p>
                  {t.members.rightsLabel}: {mandate.rights.map(right => t.members.rights[right] ?? right).join(', ')}
                  {mandate.deputy && ` · ${t.account.deputy}`}
                  {mandate.validFrom && ` · ${t.members.from(dates.short(mandate.validFrom))}`}
                  {mandate.validTo && ` ${t.members.until(dates.short(mandate.validTo))}`}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <More list={list} />
    </>
  );
}

function Suspension({ organisation }: { organisation: Organisation }) {
  const t = useT();
  const s = useStaffT();
  const change = useSuspension(organisation.id);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  if (organisation.status === 'ended') return null;
  if (organisation.status === 'suspended') {
    return (
      <>
        <button type="button" className="button button-plain" disabled={change.isPending} onClick={() => change.mutate(null)}>{s.members.reinstate}</button>
        {change.error && <Notice tone="red" live><p>{describe(change.error, t).text}</p></Notice>}
      </>
    );
  }
  const fieldError = missing ? s.errors.reason : change.error instanceof ApiError ? change.error.fields['reason'] : undefined;
  return (
    <>
      <button type="button" className="button button-danger" onClick={() => setAsking(true)}>{s.members.suspend}</button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={s.members.suspendTitle}>
        <form noValidate onSubmit={event => { event.preventDefault(); setMissing(!reason.trim()); if (reason.trim()) change.mutate(reason.trim(), { onSuccess: () => setAsking(false) }); }}>
          <p>{s.members.suspendText}</p>
          {change.error && !fieldError && <Notice tone="red" live><p>{describe(change.error, t).text}</p></Notice>}
          <TextArea id="reason" label={s.drafts.reason} error={fieldError} value={reason} onChange={event => setReason(event.target.value)} />
          <button className="button button-danger" disabled={change.isPending}>{s.members.suspend}: {organisation.shortName || organisation.name}</button>
        </form>
      </Dialog>
    </>
  );
}
