import { useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';

export function NotFoundPage() {
  const t = useT();
  return (
    <>
      <PageHead title={t.errors.notFoundTitle} lead={t.errors.notFoundText} />
      <div className="actions"><Link to="/consultations" className="button">{t.errors.toConsultations}</Link></div>
    </>
  );
}
