import { useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { Minus } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { useNotRelevant, useParticipations } from '../api/comments';

/** One tap tells the secretariat that the draft does not concern the organisation that I act for. */
export function NotRelevant({ consultation }: { consultation: string }) {
  const t = useT();
  const { acting, state } = useSession();
  const said = useParticipations(consultation, state === 'signed-in' && acting !== null);
  const change = useNotRelevant(consultation);
  if (!acting || acting.organisationStatus !== 'active' || !(acting.rights.includes('comment') || acting.rights.includes('sign-off')) || !said.data) return null;
  const now = said.data.items.some(one => one.organisation === acting.organisationId && one.notRelevant);
  const set = (notRelevant: boolean) => change.mutate({ organisation: acting.organisationId, notRelevant });
  return (
    <>
      {now
        ? <span>{t.commentLife.notRelevantSaid(acting.organisationName)} <button type="button" className="link-button" disabled={change.isPending} onClick={() => set(false)}>{t.commentLife.relevantAgain}</button></span>
        : <button type="button" className="button button-plain button-small" disabled={change.isPending} aria-label={t.commentLife.notRelevantFor(acting.organisationName)} onClick={() => set(true)}><Minus size={18} aria-hidden="true" />{t.commentLife.notRelevant}</button>}
      {change.error && <Failure error={change.error} />}
    </>
  );
}
