import { useQueries } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import { kinOf, useInstitutionTable } from '@/shared/api/reference';
import { useAlertSettings, useSaveAlertSettings, type AlertSettings } from '@/shared/api/alert-settings';
import { useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { Link } from '@/shared/ui/link';
import { Failure, Notice, SignInFirst, Skeleton } from '@/shared/ui/states';
import type { Consultation } from '../api/types';

/** Says whether this draft's alerts reach me, and if not, makes them. */
export function Follow({ consultation, institution }: { consultation: Consultation; institution: string }) {
  const t = useT();
  const { state, me } = useSession();
  const settings = useAlertSettings(state === 'signed-in');
  const save = useSaveAlertSettings();
  const institutions = useInstitutionTable();
  const organisations = useQueries({
    queries: (me?.mandates ?? []).map(mandate => ({
      queryKey: ['organisation', mandate.organisationId],
      queryFn: () => api<{ fields: string[] }>(`/api/organisations/${mandate.organisationId}`),
    })),
  });
  if (state !== 'signed-in') {
    return (
      <>
        <SignInFirst />
        {consultation.owner !== 'network' && <p><Link to={`/subscribe?consultation=${encodeURIComponent(consultation.id)}`}>{t.nav.subscribe}</Link></p>}
      </>
    );
  }
  if (settings.error) return <Failure error={settings.error} onRetry={() => void settings.refetch()} />;
  if (settings.isPending || organisations.some(query => query.isPending)) return <Skeleton lines={4} />;
  const own = organisations.flatMap(query => query.data?.fields ?? []);
  const current = settings.data;
  const covered = covers(current, consultation, own, kinOf(institutions.data?.items ?? [], consultation.institution.id));
  const add = () => save.mutate({
    ...current,
    scope: 'chosen',
    // What was heard before stays heard.
    fields: [...new Set(current.scope === 'chosen' ? current.fields : own)],
    institutions: [...new Set([...(current.scope === 'chosen' ? current.institutions : []), consultation.institution.id])],
  });
  return (
    <>
      <p>{current.scope === 'everything' ? t.consultation.followEverything : covered ? t.consultation.followCovered : t.consultation.followNot(institution)}</p>
      {!current.email && !current.sms && <Notice tone="amber"><p>{t.consultation.followChannels}</p></Notice>}
      {save.isSuccess && <Notice tone="good" live><p>{t.consultation.followAdded}</p></Notice>}
      {save.error && <Failure error={save.error} />}
      <div className="actions">
        {!covered && <button type="button" className="button" disabled={save.isPending} onClick={add}>{t.consultation.followAdd(institution)}</button>}
        <Link to="/my-alerts">{t.consultation.followChange}</Link>
      </div>
    </>
  );
}

export function covers(settings: AlertSettings, consultation: Pick<Consultation, 'fields' | 'institution'>, own: string[], kin = [consultation.institution.id]): boolean {
  if (settings.scope === 'everything') return true;
  if (settings.scope === 'organisation-fields') return consultation.fields.some(field => own.includes(field));
  return settings.institutions.some(id => kin.includes(id)) || consultation.fields.some(field => settings.fields.includes(field));
}
