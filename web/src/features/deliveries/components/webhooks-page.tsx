import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useDates, useI18n } from '@/shared/i18n';
import { ErrorSummary, SelectField, TextField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton, describe } from '@/shared/ui/states';
import { MessagesTabs } from './messages-tabs';
import { useKeys, useMakeWebhook, useWebhooks, type ApiKey } from '../api/sending';
import { useWords } from '../words';
import { Secret } from './secret';
import './sending.css';

/** The addresses that are told of what becomes of messages. */
export function WebhooksPage() {
  const w = useWords().webhooks;
  const dates = useDates();
  const webhooks = useWebhooks();
  const keys = useKeys();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const open = (keys.data?.items ?? []).filter(key => key.state === 'open' || key.state === 'ends-soon');
  const name = (id: string) => keys.data?.items.find(key => key.id === id)?.name ?? id;
  return (
    <>
      <PageHead title={w.title} lead={w.lead} actions={!adding && !shown && open.length > 0 && <button type="button" className="button" onClick={() => setAdding(true)}>{w.add}</button>} />
      <MessagesTabs />
      {shown && <Secret title={w.secretTitle} text={w.secretText} label={w.secret} value={shown} onDone={() => setShown(null)} />}
      {adding && <WebhookForm keys={open} onCancel={() => setAdding(false)} onMade={secret => { setAdding(false); setShown(secret); }} />}
      {webhooks.error ? <Failure error={webhooks.error} onRetry={() => void webhooks.refetch()} />
        : webhooks.isPending ? <Skeleton />
        : webhooks.data.items.length === 0 ? <Empty title={w.emptyTitle}>{w.emptyText}{keys.data && open.length === 0 && <> {w.noKeys}</>}</Empty>
        : (
          <ul className="rows">
            {webhooks.data.items.map(one => (
              <li key={one.id} className="plain-row">
                <h2><Link to={`/webhooks/${one.id}`}>{one.url}</Link></h2>
                <p><span className={one.state === 'on' ? 'tag tag-action' : one.state === 'failed' ? 'tag tag-red' : 'tag'}>{w.states[one.state]}</span></p>
                {one.state === 'on' && one.pausedUntil && <p className="amber">{w.paused(dates.dateTime(one.pausedUntil))}</p>}
                <p className="soft small">{name(one.keyId)} · {w.lastSuccess}: {one.lastSuccessAt ? dates.dateTime(one.lastSuccessAt) : w.never}</p>
              </li>
            ))}
          </ul>
        )}
    </>
  );
}

function WebhookForm({ keys, onMade, onCancel }: { keys: ApiKey[]; onMade: (secret: string) => void; onCancel: () => void }) {
  const { t } = useI18n();
  const words = useWords();
  const w = words.webhooks;
  const make = useMakeWebhook();
  const [entry, setEntry] = useState({ keyId: keys[0]?.id ?? '', url: 'https://' });
  const errors = make.error instanceof ApiError ? make.error.fields : {};
  return (
    <section className="panel" aria-labelledby="new-webhook">
      <h2 id="new-webhook">{w.add}</h2>
      <ErrorSummary errors={errors} ids={{ keyId: 'webhook-key', url: 'webhook-url' }} general={make.error && Object.keys(errors).length === 0 ? describe(make.error, t).text : null} />
      <form noValidate onSubmit={event => { event.preventDefault(); make.mutate(entry, { onSuccess: made => onMade(made.secret) }); }}>
        <SelectField id="webhook-key" label={words.messages.key} error={errors['keyId']} value={entry.keyId} onChange={event => setEntry({ ...entry, keyId: event.target.value })}>
          {keys.map(key => <option key={key.id} value={key.id}>{key.name}</option>)}
        </SelectField>
        <TextField id="webhook-url" label={w.url} hint={w.urlHint} error={errors['url']} type="url" inputMode="url" maxLength={500} value={entry.url} onChange={event => setEntry({ ...entry, url: event.target.value })} />
        <div className="actions">
          <button type="submit" className="button" disabled={make.isPending}>{w.create}</button>
          <button type="button" className="button button-plain" onClick={onCancel}>{t.common.cancel}</button>
        </div>
      </form>
    </section>
  );
}
