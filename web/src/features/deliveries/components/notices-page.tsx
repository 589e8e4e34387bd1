import { useDates, useT } from '@/shared/i18n';
import { Check } from '@/shared/ui/icons';
import { PageHead } from '@/shared/ui/page';
import { describe, Empty, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { useNoticeDone, useStaffNotices } from '../api/notices';
import { useWords } from '../words';
import { MessagesTabs } from './messages-tabs';

/** What the system cannot settle by itself, until somebody has looked at it. */
export function NoticesPage() {
  const t = useT();
  const w = useWords().notices;
  const dates = useDates();
  const notices = useStaffNotices();
  const done = useNoticeDone();
  return (
    <>
      <PageHead title={w.title} lead={w.lead} />
      <MessagesTabs />
      {done.isSuccess && <Notice tone="good" live><p>{w.isDone}</p></Notice>}
      {done.error && <Notice tone="red" live><p>{describe(done.error, t).text}</p></Notice>}
      {notices.error ? <Failure error={notices.error} onRetry={() => void notices.refetch()} />
        : notices.isPending ? <Skeleton />
        : notices.data.items.length === 0 ? <Empty title={w.none}>{w.noneText}</Empty>
        : (
          <ul className="rows rows-plain">
            {notices.data.items.map(one => (
              <li key={one.id} id={`notice-${one.id}`} className="row">
                <div className="row-body">
                  <h2 className="row-title">{one.subject}</h2>
                  <p className="soft small"><time dateTime={one.at}>{dates.dateTime(one.at)}</time></p>
                  {one.text.split('\n\n').map(part => <p key={part}>{part.split(/(https?:\/\/\S+)/).map((piece, i) => i % 2 === 1 ? <a key={piece} href={piece}>{piece}</a> : piece)}</p>)}
                  <button type="button" className="button button-plain button-small" disabled={done.isPending} onClick={() => done.mutate(one.id)}>
                    <Check size={18} aria-hidden="true" />{w.done}<span className="hidden">: {one.subject}</span>
                  </button>
                </div>
              </li>
            ))}
          </ul>
        )}
    </>
  );
}
