import { useDates, useStaffT, useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { useAlerts } from '../api/alerts';
import { MessagesTabs } from './messages-tabs';
import { Totals } from './totals';
import './deliveries.css';

export function DeliveriesPage() {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const list = useAlerts();
  const d = s.deliveries;
  const kind = (code: string) => t.alerts.kinds[code as keyof typeof t.alerts.kinds] ?? code;
  return (
    <>
      <PageHead title={d.title} lead={d.lead} />
      <MessagesTabs />
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 ? <Empty title={d.emptyTitle}>{d.emptyText}</Empty>
        : (
          <>
            <div className="table-wrap">
              <table className="stack">
                <caption className="hidden">{d.caption}</caption>
                <thead><tr><th scope="col">{d.alert}</th><th scope="col">{d.email}</th><th scope="col">{d.sms}</th><th scope="col">{d.created}</th></tr></thead>
                <tbody>
                  {list.items.map(alert => (
                    <tr key={alert.id}>
                      <th scope="row">
                        {alert.title && <><span className="soft small">{kind(alert.kind)}</span><br /></>}
                        <Link to={`/deliveries/${alert.id}`}>{alert.title || kind(alert.kind)}</Link><br />
                        <span className="soft small">{d.concerned(alert.concerned)}{!alert.completedAt && ` · ${d.running}`}</span>
                        {alert.consultationId && alert.kind !== 'test' && <><br /><Link className="small" to={`/consultations/${alert.consultationId}/ledger`}>{d.whoKnows}<span className="hidden">: {alert.title}</span></Link></>}
                      </th>
                      <td data-label={d.email}><Totals totals={alert.totals.email} /></td>
                      <td data-label={d.sms}><Totals totals={alert.totals.sms} /></td>
                      <td data-label={d.created}>{dates.dateTime(alert.createdAt)}</td>
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
