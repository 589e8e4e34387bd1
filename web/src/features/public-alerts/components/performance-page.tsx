import { useDates, useI18n } from '@/shared/i18n';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { usePerformance } from '../api';
import { useWords } from '../words';
import './public-alerts.css';

/** How soon alerts went out, day by day, for everybody. */
export function PerformancePage() {
  const { n, language } = useI18n();
  const w = useWords();
  const dates = useDates();
  const found = usePerformance();
  const p = w.performance;
  const locale = { sq: 'sq', sr: 'sr-Latn', en: 'en-GB' }[language];
  const percent = (share: number | null) => share === null ? '–' : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
  const seconds = (value: number | null) => value === null ? '–' : p.seconds(new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value));
  const rows = found.data?.days.flatMap(day => day.channels.map(channel => ({ day: day.day, ...channel }))) ?? [];
  return (
    <>
      <PageHead title={p.title} lead={p.lead} />
      {found.error ? <Failure error={found.error} onRetry={() => void found.refetch()} />
        : found.isPending ? <Skeleton />
        : rows.length === 0 ? <Empty title={p.empty}>{p.emptyText}</Empty>
        : (
          <>
            <p>{p.promise} {p.asOf(dates.dateTime(found.data.at))}</p>
            <div className="table-wrap">
              <table className="stack figures">
                <caption className="hidden">{p.title}</caption>
                <thead>
                  <tr>
                    <th scope="col">{p.day}</th><th scope="col">{p.channel}</th><th scope="col">{p.accepted}</th><th scope="col">{p.within}</th>
                    <th scope="col">{p.median}</th><th scope="col">{p.p95}</th><th scope="col">{p.delivered}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(row => (
                    <tr key={`${row.day}-${row.channel}`}>
                      <th scope="row">{dates.short(`${row.day}T12:00`)}</th>
                      <td data-label={p.channel}>{p.channels[row.channel]}</td>
                      <td data-label={p.accepted}>{n(row.accepted)}</td>
                      <td data-label={p.within}>{percent(row.within10s)}</td>
                      <td data-label={p.median}>{seconds(row.medianSeconds)}</td>
                      <td data-label={p.p95}>{seconds(row.p95Seconds)}</td>
                      <td data-label={p.delivered}>{row.deliveredShare === null ? p.unknown : percent(row.deliveredShare)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )}
      <section className="page-section form-narrow" aria-labelledby="notes">
        <h2 id="notes">{p.notes}</h2>
        <p>{p.note1}</p><p>{p.note2}</p><p>{p.note3}</p><p>{p.note4}</p>
      </section>
    </>
  );
}
