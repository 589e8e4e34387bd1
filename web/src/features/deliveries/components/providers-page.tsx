import { useState } from 'react';
import { useI18n, useStaffT } from '@/shared/i18n';
import { useAgo } from '@/shared/lib/use-ago';
import { TextArea } from '@/shared/ui/form';
import { AlertTriangle, Check, Minus } from '@/shared/ui/icons';
import { PageHead } from '@/shared/ui/page';
import { Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import { useEstimate, useProviders, type Budget, type Estimate, type Provider } from '../api/providers';
import { MessagesTabs } from './messages-tabs';

const SIGNS = { well: Check, unwell: AlertTriangle, resting: Minus } as const;

/** The mail and SMS services: how they are doing, who gets how much, what it costs. */
export function ProvidersPage() {
  const s = useStaffT();
  const providers = useProviders();
  const m = s.providers;
  return (
    <>
      <PageHead title={m.title} lead={m.lead} />
      <MessagesTabs />
      {providers.error ? <Failure error={providers.error} onRetry={() => void providers.refetch()} />
        : providers.isPending ? <Skeleton />
        : (
          <>
            <ul className="rows">{providers.data.providers.map(one => <Item key={`${one.channel}-${one.name}`} provider={one} />)}</ul>
            <Money budget={providers.data.budget} />
            <TryText />
          </>
        )}
    </>
  );
}

function Item({ provider }: { provider: Provider }) {
  const { n } = useI18n();
  const s = useStaffT();
  const ago = useAgo();
  const m = s.providers;
  const Sign = SIGNS[provider.condition];
  return (
    <li className="plain-row">
      <h2>{provider.name} <span className="soft small">({s.deliveries[provider.channel]})</span></h2>
      <p><span className={provider.condition === 'well' ? 'tag tag-action' : 'tag tag-red'}><Sign size={14} aria-hidden="true" />{m.conditions[provider.condition]}</span></p>
      <dl className="pairs">
        <dt>{m.share}</dt><dd>{m.shareOf(n(provider.share), n(provider.restingShare))}</dd>
        <dt>{m.lastMinute}</dt><dd>{m.calls(provider.calls)}, {m.failed(provider.failed)}, {m.slow(provider.slow)}</dd>
        <dt>{m.receipts}</dt><dd>{provider.receipts ? m.receiptsYes : m.receiptsNo}</dd>
        {provider.due > 0 && <><dt>{m.receiptsDue}</dt><dd>{m.receiptsMissing(provider.unanswered, provider.due)}</dd></>}
        {provider.tls && <><dt>{m.tls}</dt><dd>{m.tlsWays[provider.tls]}</dd></>}
        {provider.session && <><dt>{m.session}</dt><dd>{m.sessions[provider.session]}</dd></>}
        {provider.lastError && <><dt>{m.lastError}</dt><dd>{provider.lastError}{provider.lastErrorAt && <span className="soft"> ({ago(provider.lastErrorAt)})</span>}</dd></>}
      </dl>
    </li>
  );
}

function useEuro(): (value: number) => string {
  const { language } = useI18n();
  return value => new Intl.NumberFormat(language === 'sr' ? 'sr-Latn' : language, { style: 'currency', currency: 'EUR' }).format(value);
}

function Money({ budget }: { budget: Budget }) {
  const { n } = useI18n();
  const s = useStaffT();
  const euro = useEuro();
  const m = s.providers;
  return (
    <section aria-labelledby="money">
      <h2 id="money">{m.budgetTitle}</h2>
      <dl className="pairs">
        <dt>{m.month}</dt><dd>{budget.month}</dd>
        <dt>{m.segments}</dt><dd>{n(budget.segments)}</dd>
        <dt>{m.spent}</dt><dd>{budget.spent === null ? m.noPrice : euro(budget.spent)}</dd>
        <dt>{m.limit}</dt><dd>{budget.limit === null ? m.noLimit : euro(budget.limit)}</dd>
      </dl>
    </section>
  );
}

function TryText() {
  const { t } = useI18n();
  const s = useStaffT();
  const [text, setText] = useState('');
  const estimate = useEstimate();
  const m = s.providers;
  return (
    <section aria-labelledby="try">
      <h2 id="try">{m.estimateTitle}</h2>
      <form onSubmit={event => { event.preventDefault(); estimate.mutate(text); }}>
        <TextArea id="sms-text" label={m.estimateLabel} hint={m.estimateHint} rows={3} maxLength={2000} value={text} onChange={event => setText(event.target.value)} />
        <button type="submit" className="button button-plain" disabled={estimate.isPending || text.trim() === ''}>{m.estimateDo}</button>
      </form>
      {estimate.error && <Notice tone="red" live><p>{describe(estimate.error, t).text}</p></Notice>}
      {estimate.data && (
        <div role="status">
          <EstimateLine label={m.asWritten} estimate={estimate.data.asWritten} />
          <EstimateLine label={m.plain} estimate={estimate.data.plain} />
        </div>
      )}
    </section>
  );
}

function EstimateLine({ label, estimate }: { label: string; estimate: Estimate }) {
  const s = useStaffT();
  const euro = useEuro();
  const m = s.providers;
  return (
    <p><strong>{label}:</strong> {m.messages(estimate.segments)} ({m.encodings[estimate.encoding]}){estimate.price !== null && `, ${euro(estimate.price)}`}<br /><span className="soft">{estimate.text}</span></p>
  );
}
