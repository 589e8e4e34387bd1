import { useT } from '@/shared/i18n';
import { useInboxMarks } from '@/shared/api/inbox-marks';
import { useSession } from '@/shared/session/session';
import { Bell as BellSign } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';

/** How many alerts wait unread; leads to them. */
export function Bell() {
  const t = useT();
  const { me } = useSession();
  const marks = useInboxMarks(me !== null).data;
  if (!me) return null;
  const unread = marks?.unread ?? 0;
  return (
    <Link to="/my-alerts#inbox" className="bell">
      <BellSign size={22} aria-hidden="true" />
      {unread > 0 && <span className="bell-count" aria-hidden="true">{marks!.more || unread > 99 ? '99+' : unread}</span>}
      <span className="hidden">{unread > 0 ? t.alerts.unread(unread) : t.alerts.noneUnread}</span>
    </Link>
  );
}
