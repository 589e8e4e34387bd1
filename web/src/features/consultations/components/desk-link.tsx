import { useStaffT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { ListTodo } from '@/shared/ui/icons';

export function DeskLink({ consultation }: { consultation: string }) {
  const s = useStaffT();
  return <Link className="button button-plain button-small" to={`/consultations/${consultation}/comments-desk`}><ListTodo size={18} aria-hidden="true" />{s.commentsDesk.open}</Link>;
}
