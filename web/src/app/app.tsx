import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { BrowserRouter, Route, Routes, useLocation } from 'react-router';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import { ApiError } from '@/shared/api/problem';
import { mayRetry, retryDelay } from '@/shared/api/retry';
import { I18nProvider, useT, type Language } from '@/shared/i18n';
import type { Messages } from '@/shared/i18n/messages/en';
import { SessionProvider, useSession } from '@/shared/session/session';
import { Failure, SignInFirst, Skeleton } from '@/shared/ui/states';
import { ErrorBoundary } from './error-boundary';
import { HomePage } from './pages/home';
import { NotFoundPage } from './pages/not-found';
import { Shell } from './shell/shell';

function page<N extends string>(load: () => Promise<Record<N, ComponentType>>, name: N) {
  return lazy(async () => ({ default: (await load())[name] }));
}

const ConsultationsPage = page(() => import('@/features/consultations/components/list-page'), 'ConsultationsPage');
const ConsultationPage = page(() => import('@/features/consultations/components/consultation-page'), 'ConsultationPage');
const VersionsPage = page(() => import('@/features/consultations/components/versions-page'), 'VersionsPage');
const PlanPage = page(() => import('@/features/consultations/components/plan-page'), 'PlanPage');
const PlanImportPage = page(() => import('@/features/consultations/components/plan-import-page'), 'PlanImportPage');
const RulesPage = page(() => import('@/features/consultations/components/rules-page'), 'RulesPage');
const InstitutionsPage = page(() => import('@/features/consultations/components/institutions-page'), 'InstitutionsPage');
const HolidaysPage = page(() => import('@/features/consultations/components/holidays-page'), 'HolidaysPage');
const AppliedPage = page(() => import('@/features/consultations/components/applied-page'), 'AppliedPage');
const ProposalsPage = page(() => import('@/features/consultations/components/proposals-page'), 'ProposalsPage');
const CommentPage = page(() => import('@/features/consultations/components/comment-page'), 'CommentPage');
const OneCommentPage = page(() => import('@/features/consultations/components/one-comment-page'), 'OneCommentPage');
const CommentDraftsPage = page(() => import('@/features/consultations/components/comment-drafts-page'), 'CommentDraftsPage');
const CommentsDeskPage = page(() => import('@/features/consultations/components/comments-desk-page'), 'CommentsDeskPage');
const SubscriptionPage = page(() => import('@/features/alerts/components/subscription-page'), 'SubscriptionPage');
const OrganisationAlertsPage = page(() => import('@/features/alerts/components/organisation-alerts-page'), 'OrganisationAlertsPage');
const AddressPage = page(() => import('@/features/alerts/components/address-page'), 'AddressPage');
const MyAlertsPage = page(() => import('@/features/alerts/components/my-alerts-page'), 'MyAlertsPage');
const PreferencesPage = page(() => import('@/features/public-alerts/components/preferences-page'), 'PreferencesPage');
const PreferenceLinkPage = page(() => import('@/features/public-alerts/components/preference-link-page'), 'PreferenceLinkPage');
const SubscribePage = page(() => import('@/features/public-alerts/components/subscribe-page'), 'SubscribePage');
const RelevancePage = page(() => import('@/features/public-alerts/components/relevance-page'), 'RelevancePage');
const ConfirmPage = page(() => import('@/features/public-alerts/components/confirm-page'), 'ConfirmPage');
const PerformancePage = page(() => import('@/features/public-alerts/components/performance-page'), 'PerformancePage');
const ReadersPage = page(() => import('@/features/public-alerts/components/readers-page'), 'ReadersPage');
const MembersPage = page(() => import('@/features/members/components/members-page'), 'MembersPage');
const MemberPage = page(() => import('@/features/members/components/member-page'), 'MemberPage');
const ImportPage = page(() => import('@/features/members/components/import-page'), 'ImportPage');
const CampaignsPage = page(() => import('@/features/campaigns/components/campaigns-page'), 'CampaignsPage');
const CampaignPage = page(() => import('@/features/campaigns/components/campaign-page'), 'CampaignPage');
const CampaignFormPage = page(() => import('@/features/campaigns/components/campaign-form-page'), 'CampaignFormPage');
const DocumentsPage = page(() => import('@/features/documents/components/documents-page'), 'DocumentsPage');
const TodayPage = page(() => import('./pages/today'), 'TodayPage');
const DraftsPage = page(() => import('@/features/drafts/components/drafts-page'), 'DraftsPage');
const DraftPage = page(() => import('@/features/drafts/components/draft-page'), 'DraftPage');
const RepairPage = page(() => import('@/features/drafts/components/repair-page'), 'RepairPage');
const UploadPage = page(() => import('@/features/drafts/components/upload-page'), 'UploadPage');
const SourcesPage = page(() => import('@/features/drafts/components/sources-page'), 'SourcesPage');
const SourceFormPage = page(() => import('@/features/drafts/components/source-form-page'), 'SourceFormPage');
const DeliveriesPage = page(() => import('@/features/deliveries/components/deliveries-page'), 'DeliveriesPage');
const ProvidersPage = page(() => import('@/features/deliveries/components/providers-page'), 'ProvidersPage');
const SuppressionsPage = page(() => import('@/features/deliveries/components/suppressions-page'), 'SuppressionsPage');
const UnreachablePage = page(() => import('@/features/deliveries/components/unreachable-page'), 'UnreachablePage');
const NoticesPage = page(() => import('@/features/deliveries/components/notices-page'), 'NoticesPage');
const RemindersPage = page(() => import('@/features/deliveries/components/reminders-page'), 'RemindersPage');
const CircularsPage = page(() => import('@/features/deliveries/components/circulars-page'), 'CircularsPage');
const CircularFormPage = page(() => import('@/features/deliveries/components/circular-form-page'), 'CircularFormPage');
const FoldersPage = page(() => import('@/features/deliveries/components/folders-page'), 'FoldersPage');
const TemplatesPage = page(() => import('@/features/deliveries/components/templates-page'), 'TemplatesPage');
const LooksPage = page(() => import('@/features/deliveries/components/looks-page'), 'LooksPage');
const TextPage = page(() => import('@/features/deliveries/components/text-page'), 'TextPage');
const KeysPage = page(() => import('@/features/deliveries/components/keys-page'), 'KeysPage');
const SentPage = page(() => import('@/features/deliveries/components/sent-page'), 'SentPage');
const MessagePage = page(() => import('@/features/deliveries/components/message-page'), 'MessagePage');
const WebhooksPage = page(() => import('@/features/deliveries/components/webhooks-page'), 'WebhooksPage');
const WebhookPage = page(() => import('@/features/deliveries/components/webhook-page'), 'WebhookPage');
const LedgerPage = page(() => import('@/features/deliveries/components/ledger-page'), 'LedgerPage');
const DeliveryPage = page(() => import('@/features/deliveries/components/delivery-page'), 'DeliveryPage');

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retry: mayRetry,
        retryDelay,
      },
    },
  });
}

export function App({ language, messages, client }: { language: Language; messages: Messages; client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <I18nProvider language={language} messages={messages} onChange={chosen => rememberLanguage(client, chosen)}>
        <SessionProvider>
          <BrowserRouter>
            <AppRoutes />
          </BrowserRouter>
        </SessionProvider>
      </I18nProvider>
    </QueryClientProvider>
  );
}

/** The language chosen here is also the one of mails and messages. */
function rememberLanguage(client: QueryClient, language: Language): void {
  // Some sentences come from the services, in the language of the request.
  void client.invalidateQueries();
  if (client.getQueryData(['session'])) void api('/api/people/me', { method: 'PATCH', body: { language } }).catch(() => undefined);
}

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Screen><HomePage /></Screen>} />
        <Route path="consultations" element={<Screen><ConsultationsPage /></Screen>} />
        <Route path="consultations/:id" element={<Screen><ConsultationPage /></Screen>} />
        <Route path="consultations/:id/versions" element={<Screen><VersionsPage /></Screen>} />
        <Route path="consultations/:id/applied" element={<Screen><AppliedPage /></Screen>} />
        <Route path="consultations/:id/proposals" element={<Screen><ProposalsPage /></Screen>} />
        <Route path="consultations/:id/comment" element={<Screen><CommentPage /></Screen>} />
        <Route path="consultations/:id/comments/:comment" element={<Screen><OneCommentPage /></Screen>} />
        <Route path="consultations/:id/comments-desk" element={<Screen><Staff><CommentsDeskPage /></Staff></Screen>} />
        <Route path="consultations/:id/ledger" element={<Screen><Staff><LedgerPage /></Staff></Screen>} />
        <Route path="plan" element={<Screen><Staff><PlanPage /></Staff></Screen>} />
        <Route path="plan/import" element={<Screen><Staff><PlanImportPage /></Staff></Screen>} />
        <Route path="rules" element={<Screen><RulesPage /></Screen>} />
        <Route path="institutions" element={<Screen><Staff><InstitutionsPage /></Staff></Screen>} />
        <Route path="holidays" element={<Screen><Staff><HolidaysPage /></Staff></Screen>} />
        <Route path="comment-drafts" element={<Screen><SignedIn><CommentDraftsPage /></SignedIn></Screen>} />
        <Route path="my-alerts" element={<Screen><SignedIn><MyAlertsPage /></SignedIn></Screen>} />
        <Route path="my-alerts/:id" element={<Screen><SignedIn><SubscriptionPage /></SignedIn></Screen>} />
        <Route path="my-alerts/address/:token" element={<Screen><AddressPage /></Screen>} />
        <Route path="my-alerts/organisations/:organisation" element={<Screen><SignedIn><OrganisationAlertsPage /></SignedIn></Screen>} />
        <Route path="preferences" element={<Screen><PreferenceLinkPage /></Screen>} />
        <Route path="preferences/:token" element={<Screen><PreferencesPage /></Screen>} />
        <Route path="subscribe" element={<Screen><SubscribePage /></Screen>} />
        <Route path="relevance/:token" element={<Screen><RelevancePage /></Screen>} />
        <Route path="subscribe/confirm/:token" element={<Screen><ConfirmPage /></Screen>} />
        <Route path="performance" element={<Screen><PerformancePage /></Screen>} />
        <Route path="public-subscribers" element={<Screen><Staff><ReadersPage /></Staff></Screen>} />
        <Route path="members" element={<Screen><MembersPage /></Screen>} />
        <Route path="members/import" element={<Screen><Staff><ImportPage /></Staff></Screen>} />
        <Route path="members/:id" element={<Screen><MemberPage /></Screen>} />
        <Route path="campaigns" element={<Screen><CampaignsPage /></Screen>} />
        <Route path="campaigns/new" element={<Screen><SignedIn><CampaignFormPage /></SignedIn></Screen>} />
        <Route path="campaigns/:id" element={<Screen><CampaignPage /></Screen>} />
        <Route path="campaigns/:id/edit" element={<Screen><SignedIn><CampaignFormPage /></SignedIn></Screen>} />
        <Route path="documents" element={<Screen><DocumentsPage /></Screen>} />
        <Route path="today" element={<Screen><Staff><TodayPage /></Staff></Screen>} />
        <Route path="drafts" element={<Screen><Staff><DraftsPage /></Staff></Screen>} />
        <Route path="drafts/new" element={<Screen><Staff><UploadPage /></Staff></Screen>} />
        <Route path="drafts/:id" element={<Screen><Staff><DraftPage /></Staff></Screen>} />
        <Route path="drafts/:id/repair" element={<Screen><Staff><RepairPage /></Staff></Screen>} />
        <Route path="sources" element={<Screen><Staff><SourcesPage /></Staff></Screen>} />
        <Route path="sources/new" element={<Screen><Staff><SourceFormPage /></Staff></Screen>} />
        <Route path="sources/:id/edit" element={<Screen><Staff><SourceFormPage /></Staff></Screen>} />
        <Route path="deliveries" element={<Screen><Staff><DeliveriesPage /></Staff></Screen>} />
        <Route path="deliveries/:id" element={<Screen><Staff><DeliveryPage /></Staff></Screen>} />
        <Route path="providers" element={<Screen><Staff><ProvidersPage /></Staff></Screen>} />
        <Route path="staff-notices" element={<Screen><Staff><NoticesPage /></Staff></Screen>} />
        <Route path="reminders" element={<Screen><Staff><RemindersPage /></Staff></Screen>} />
        <Route path="circulars" element={<Screen><Staff><CircularsPage /></Staff></Screen>} />
        <Route path="circulars/new" element={<Screen><Staff><CircularFormPage /></Staff></Screen>} />
        <Route path="templates" element={<Screen><Staff><TemplatesPage /></Staff></Screen>} />
        <Route path="templates/folders" element={<Screen><Staff><FoldersPage /></Staff></Screen>} />
        <Route path="templates/:kind" element={<Screen><Staff><LooksPage /></Staff></Screen>} />
        <Route path="templates/:kind/:language/:channel" element={<Screen><Staff><TextPage /></Staff></Screen>} />
        <Route path="unreachable" element={<Screen><Staff><UnreachablePage /></Staff></Screen>} />
        <Route path="suppressions" element={<Screen><Staff><SuppressionsPage /></Staff></Screen>} />
        <Route path="api-keys" element={<Screen><Staff><KeysPage /></Staff></Screen>} />
        <Route path="api-messages" element={<Screen><Staff><SentPage /></Staff></Screen>} />
        <Route path="api-messages/:id" element={<Screen><Staff><MessagePage /></Staff></Screen>} />
        <Route path="webhooks" element={<Screen><Staff><WebhooksPage /></Staff></Screen>} />
        <Route path="webhooks/:id" element={<Screen><Staff><WebhookPage /></Staff></Screen>} />
        <Route path="*" element={<Screen><NotFoundPage /></Screen>} />
      </Route>
    </Routes>
  );
}

function Screen({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return <ErrorBoundary resetKey={pathname}><Suspense fallback={<Skeleton />}>{children}</Suspense></ErrorBoundary>;
}

function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession();
  const t = useT();
  if (session.state === 'loading') return <Skeleton />;
  if (session.state === 'unreachable') return <Failure heading="h1" error={new ApiError(0, null)} onRetry={session.retry} />;
  if (session.state === 'anonymous') return <><h1 className="hidden">{t.account.signInTitle}</h1><SignInFirst /></>;
  return children;
}

function Staff({ children }: { children: ReactNode }) {
  const { isStaff } = useSession();
  return <SignedIn>{isStaff ? children : <Failure heading="h1" error={new ApiError(403, null)} />}</SignedIn>;
}
