import { useParams } from 'react-router';
import { useDates, useI18n } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { useMessage } from '../api/sending';
import { useWords } from '../words';
import { StateTag, useTo } from './sent-page';
import './sending.css';

const COUNTS = ['waiting', 'sent', 'delivered', 'failed', 'notSent'] as const;

/** One message of a program: where it stands, and with each recipient. */
export function MessagePage() {
  const { id = '' } = useParams();
  const { n } = useI18n();
  const m = useWords().messages;
  const to = useTo();
  const dates = useDates();
  const message = useMessage(id);
  if (message.error) return <Failure heading="h1" error={message.error} onRetry={() => void message.refetch()} />;
  if (message.isPending) return <><PageHead title={m.title} /><Skeleton /></>;
  const one = message.data;
  return (
    <>
      <p className="no-print"><Link to="/api-messages">{m.back}</Link></p>
      <PageHead title={one.subject} lead={one.stateText} />
      <p><StateTag state={one.state} /> {one.test && <span className="tag">{m.test}</span>}</p>
      <dl className="pairs">
        <dt>{m.key}</dt><dd>{one.sender}</dd>
        <dt>{m.to}</dt><dd>{to(one)}</dd>
        <dt>{m.channels}</dt><dd>{one.channels.map(channel => m.channelNames[channel]).join(', ')}</dd>
        {one.reference && <><dt>{m.reference}</dt><dd>{one.reference}</dd></>}
        <dt>{m.when}</dt><dd>{dates.dateTime(one.acceptedAt)}</dd>
        <dt>{m.changed}</dt><dd>{dates.dateTime(one.changedAt)}</dd>
        {COUNTS.filter(count => one.counts[count] > 0).map(count => [<dt key={count}>{m.counts[count]}</dt>, <dd key={`${count}-n`}>{n(one.counts[count])}</dd>])}
      </dl>
      {one.recipients.length > 0 && (
        <section aria-labelledby="recipients">
          <h2 id="recipients">{m.recipients}</h2>
          <ul className="rows">
            {one.recipients.map((to, index) => (
              <li key={`${to.address}-${to.channel}-${index}`} className="plain-row">
                <h3 className="breakable">{to.address ?? m.noAddress} <span className="soft small">({m.channelNames[to.channel]})</span></h3>
                <p>{m.recipientStates[to.state]}{to.reason && <>: {to.reason}</>}</p>
                <p className="soft small">{m.attempts(to.attempts)}{to.sentAt && <> · {m.recipientStates.sent}: {dates.dateTime(to.sentAt)}</>}{to.deliveredAt && <> · {m.recipientStates.delivered}: {dates.dateTime(to.deliveredAt)}</>}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
