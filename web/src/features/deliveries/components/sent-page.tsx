import { useDates, useT } from '@/shared/i18n';
import { useFilters } from '@/shared/lib/use-filters';
import { SelectField, TextField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import { MessagesTabs } from './messages-tabs';
import { useKeys, useMessages, type MessageState, type SentMessage } from '../api/sending';
import { useWords } from '../words';
import './sending.css';

const STATES: MessageState[] = ['accepted', 'sending', 'sent', 'delivered', 'partly-failed', 'failed'];

export function StateTag({ state }: { state: MessageState }) {
  const m = useWords().messages;
  const tone = state === 'delivered' ? 'tag tag-action' : state === 'failed' ? 'tag tag-red' : state === 'partly-failed' ? 'tag tag-amber' : 'tag';
  return <span className={tone}>{m.states[state]}</span>;
}

/** To whom a message goes, in words. */
export function useTo(): (message: Pick<SentMessage, 'toKind' | 'to'>) => string {
  const fields: Record<string, string> = useT().fields;
  const m = useWords().messages;
  return ({ toKind, to }) => `${m.kinds[toKind]}: ${toKind === 'field' ? fields[to] ?? to : to}`;
}

/** What programs have sent, the latest first. */
export function SentPage() {
  const m = useWords().messages;
  const to = useTo();
  const dates = useDates();
  const [filters, change] = useFilters(['key', 'state', 'reference'] as const);
  const keys = useKeys();
  const list = useMessages(filters.key, filters.state, filters.reference);
  return (
    <>
      <PageHead title={m.title} lead={m.lead} />
      <MessagesTabs />
      <form className="filters" onSubmit={event => event.preventDefault()}>
        <SelectField id="key" label={m.key} value={filters.key} onChange={event => change({ key: event.target.value })}>
          <option value="">{m.anyKey}</option>
          {(keys.data?.items ?? []).map(key => <option key={key.id} value={key.id}>{key.name}</option>)}
        </SelectField>
        <SelectField id="state" label={m.state} value={filters.state} onChange={event => change({ state: event.target.value })}>
          <option value="">{m.anyState}</option>
          {STATES.map(state => <option key={state} value={state}>{m.states[state]}</option>)}
        </SelectField>
        <TextField id="reference" label={m.reference} value={filters.reference} maxLength={100} onChange={event => change({ reference: event.target.value })} />
      </form>
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : list.items.length === 0 ? <Empty title={m.emptyTitle}>{m.emptyText}</Empty>
        : (
          <>
            <ul className="rows">
              {list.items.map(one => (
                <li key={one.id} className="plain-row">
                  <h2><Link to={`/api-messages/${one.id}`}>{one.subject}</Link></h2>
                  <p><StateTag state={one.state} /> {one.test && <span className="tag">{m.test}</span>}</p>
                  {one.reason && <p>{one.reason}</p>}
                  <p className="soft small breakable">{one.sender} · {to(one)} · {dates.dateTime(one.acceptedAt)}{one.reference && <> · {one.reference}</>}</p>
                </li>
              ))}
            </ul>
            <More list={list} />
          </>
        )}
    </>
  );
}
