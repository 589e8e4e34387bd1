import { useI18n } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { Download } from '@/shared/ui/icons';

/** The comments as a sheet: those of one organisation, or all of them for the secretariat. */
export function ExportLinks({ consultation, organisation }: { consultation: string; organisation?: string }) {
  const { t, language } = useI18n();
  const address = (format: 'csv' | 'xlsx') => `/api/consultations/${consultation}/comment-export?format=${format}${organisation ? `&organisation=${encodeURIComponent(organisation)}` : ''}&lang=${language}`;
  return (
    <p className="actions no-print">
      {(['xlsx', 'csv'] as const).map(format => (
        <a key={format} className="button button-plain button-small" href={address(format)} download><Download size={18} aria-hidden="true" />{t.commentLife.exportAs[format]}</a>
      ))}
    </p>
  );
}

/** What the reader's own organisation has said, drafts included, to take along. */
export function OwnExport({ consultation }: { consultation: string }) {
  const { t } = useI18n();
  const { acting } = useSession();
  if (!acting) return null;
  return (
    <details className="about no-print">
      <summary><h2>{t.commentLife.exportTitle}</h2></summary>
      <div className="about-body">
        <p>{t.commentLife.exportOwn(acting.organisationName)}</p>
        <ExportLinks consultation={consultation} organisation={acting.organisationId} />
      </div>
    </details>
  );
}
