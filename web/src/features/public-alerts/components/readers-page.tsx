import { useDates, useT } from '@/shared/i18n';
import { download, toCsv } from '@/shared/lib/csv';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useReaders } from '../api';
import { useTold } from '../told';
import { useWords } from '../words';
import './public-alerts.css';

/** Who outside the network has subscribed, with the proof of each consent. */
export function ReadersPage() {
  const t = useT();
  const w = useWords();
  const dates = useDates();
  const list = useReaders();
  const told = useTold(list.items.flatMap(one => one.proofs.map(proof => proof.asked)));
  const r = w.readers;
  const save = () => download('public-subscribers.csv', 'text/csv;charset=utf-8', toCsv([
    [r.address, r.what, r.requested, r.from, r.confirmed, r.from, r.words, r.text],
    ...list.items.flatMap(one => one.proofs.map(proof => [
      one.address, `${told(proof.asked)}, ${w.frequencies[proof.asked.frequency]}`, proof.requestedAt, proof.from, proof.confirmedAt, proof.confirmedFrom, proof.wording, proof.text,
    ])),
  ]));
  return (
    <>
      <PageHead title={r.title} lead={r.lead} actions={list.items.length > 0 && <button type="button" className="button button-plain" onClick={save}>{r.download}</button>} />
      <p className="no-print"><Link to="/deliveries">{t.nav.messages}</Link></p>
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 ? <Empty title={r.empty}>{r.emptyText}</Empty>
        : (
          <>
            <div className="table-wrap">
              <table className="stack">
                <caption className="hidden">{r.title}</caption>
                <thead><tr><th scope="col">{r.address}</th><th scope="col">{r.what}</th><th scope="col">{r.proof}</th><th scope="col">{r.asked}</th></tr></thead>
                <tbody>
                  {list.items.map(one => (
                    <tr key={one.id}>
                      <th scope="row">{one.address}</th>
                      <td data-label={r.what}>{one.proofs.map(proof => told(proof.asked)).join('; ')}</td>
                      <td data-label={r.proof}>{one.proofs.map(proof => <span key={proof.confirmedAt}>{dates.dateTime(proof.confirmedAt)} ({proof.wording})<br /></span>)}</td>
                      <td data-label={r.asked}>{[...new Set(one.proofs.map(proof => proof.from))].join(', ')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <More list={list} />
          </>
        )}
    </>
  );
}
