import { useStaffT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { BellRing, ListTodo } from '@/shared/ui/icons';

/** Where the secretariat goes from a draft: its comments, and who knows of it. */
export function DeskLink({ consultation }: { consultation: string }) {
  const s = useStaffT();
  return (
    <>
      <Link className="button button-plain button-small" to={`/consultations/${consultation}/comments-desk`}><ListTodo size={18} aria-hidden="true" />{s.commentsDesk.open}</Link>
      <Link className="button button-plain button-small" to={`/consultations/${consultation}/ledger`}><BellRing size={18} aria-hidden="true" />{s.deliveries.whoKnows}</Link>
    </>
  );
}
