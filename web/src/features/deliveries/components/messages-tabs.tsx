import { useLocation } from 'react-router';
import { useStaffT } from '@/shared/i18n';
import { useCurrentInView } from '@/shared/lib/use-current-in-view';
import { Link } from '@/shared/ui/link';
import { Notice } from '@/shared/ui/states';
import { useWords } from '../words';
import { useProviders } from '../api/providers';

/** The pages about messages, and what has to be known on each of them: trial mode, and money that runs out. */
export function MessagesTabs() {
  const s = useStaffT();
  const { pathname } = useLocation();
  const providers = useProviders();
  const m = s.providers;
  const w = useWords();
  const tabs = [['/deliveries', s.deliveries.title], ['/providers', m.title], ['/suppressions', m.stoppedTitle], ['/unreachable', w.unreachable.title], ['/public-subscribers', m.readersTitle],
    ['/staff-notices', w.tabs.notices], ['/reminders', w.tabs.reminders], ['/circulars', s.circulars.title], ['/templates', s.templates.title], ['/api-messages', w.tabs.messages], ['/api-keys', w.tabs.keys], ['/webhooks', w.tabs.webhooks]] as const;
  const row = useCurrentInView<HTMLElement>();
  return (
    <>
      <nav ref={row} className="tabs no-print" aria-label={m.tabs}>
        {tabs.map(([to, label]) => <Link key={to} to={to} aria-current={pathname === to ? 'page' : undefined}>{label}</Link>)}
      </nav>
      {providers.data?.trial.enabled && <Notice tone="red" title={m.trialTitle}><p>{m.trialText(providers.data.trial.people)}</p></Notice>}
      {providers.data?.budget.warning && <Notice tone="amber" title={m.budgetWarningTitle}><p>{m.budgetWarningText}</p></Notice>}
    </>
  );
}
