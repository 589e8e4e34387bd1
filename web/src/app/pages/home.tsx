import { addressOf, allKept } from '@/features/consultations/kept-comments';
import { ConsultationRow } from '@/features/consultations/components/row';
import { useConsultations } from '@/features/consultations/api/get-consultations';
import { useCommentDrafts } from '@/features/consultations/api/comments';
import { useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { Pencil } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import './home.css';

/** What is open, how long, what is expected of me. */
export function HomePage() {
  const t = useT();
  const { me, state } = useSession();
  const list = useConsultations({ stage: 'open' });
  const first = list.items[0];
  const kept = me ? allKept(me.id) : [];
  const drafts = useCommentDrafts(null, me !== null && me.mandates.length > 0).data?.items.length ?? 0;
  return (
    <>
      <PageHead
        title={t.home.title}
        lead={list.loading || list.error || !first ? undefined : (
          <>
            {!list.hasMore && `${t.home.summary(list.items.length)} `}
            {first.workingDaysLeft !== null && (first.workingDaysLeft > 0 ? t.home.soonest(first.workingDaysLeft) : t.home.soonestToday)}
          </>
        )}
      >
        {state === 'anonymous' && <p className="home-what">{t.home.lead}</p>}
      </PageHead>
      {kept.length === 0 && drafts > 0 && <p><Link to="/comment-drafts">{t.commentLife.waits(drafts)}</Link></p>}
      {kept.length > 0 && (
        <section className="home-waits" aria-labelledby="waits">
          <h2 id="waits">{t.home.waitsTitle}</h2>
          <p>{t.home.unfinished(kept.length)}</p>
          <ul>
            {kept.slice(0, 3).map(comment => (
              <li key={comment.id}>
                <Link to={addressOf(comment)}>
                  <Pencil size={16} aria-hidden="true" /> {t.home.continueDraft}: {comment.title}
                </Link>
              </li>
            ))}
          </ul>
          {drafts > 0 && <p><Link to="/comment-drafts">{t.commentLife.waits(drafts)}</Link></p>}
        </section>
      )}
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 ? <Empty title={t.home.emptyTitle} actions={<Link className="button" to="/my-alerts">{t.nav.myAlerts}</Link>}>{t.home.emptyText}</Empty>
        : (
          <>
            <ul className="rows">{list.items.map(item => <ConsultationRow key={item.id} item={item} />)}</ul>
            <More list={list} />
            <p><Link to="/consultations">{t.home.all}</Link></p>
          </>
        )}
      {state === 'anonymous' && (
        <section className="page-section home-how" aria-labelledby="how">
          <h2 id="how">{t.home.howTitle}</h2>
          <ol><li>{t.home.how1}</li><li>{t.home.how2}</li><li>{t.home.how3}</li></ol>
        </section>
      )}
    </>
  );
}
