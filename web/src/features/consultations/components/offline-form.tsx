import { useI18n } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { Download } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { Failure, Notice } from '@/shared/ui/states';
import { useSendForm } from '../api/comments';

/** A Word form for those who cannot stay connected, and the way back. */
export function OfflineForm({ consultation }: { consultation: string }) {
  const { t, language } = useI18n();
  const life = t.commentLife;
  const { acting } = useSession();
  const send = useSendForm(consultation);
  if (!acting || acting.organisationStatus !== 'active' || !(acting.rights.includes('comment') || acting.rights.includes('sign-off'))) return null;
  return (
    <details className="about no-print">
      <summary><h2>{life.offlineTitle}</h2></summary>
      <div className="about-body">
        <p>{life.offlineText}</p>
        <p><a className="button button-plain button-small" href={`/api/consultations/${consultation}/comment-form?lang=${language}`} download><Download size={18} aria-hidden="true" />{life.offlineFetch}</a></p>
        <label className="label" htmlFor="offline-form">{life.offlineSend}: {acting.organisationName}</label>
        <input
          id="offline-form" type="file" accept=".docx" disabled={send.isPending}
          onChange={event => { const file = event.target.files?.[0]; event.target.value = ''; if (file) send.mutate({ organisation: acting.organisationId, file }); }}
        />
        {send.error && <Failure error={send.error} />}
        {send.data && (
          <Notice tone={send.data.errors.length > 0 ? 'amber' : 'good'} live>
            <p>{life.offlineMade(send.data.drafts.length)} <Link to="/comment-drafts">{life.toDrafts}</Link></p>
            {send.data.errors.length > 0 && (
              <>
                <p>{life.offlineErrors}</p>
                <ul>{send.data.errors.map((error, index) => <li key={index}><b>{error.part}</b>: {error.message}</li>)}</ul>
              </>
            )}
          </Notice>
        )}
      </div>
    </details>
  );
}
