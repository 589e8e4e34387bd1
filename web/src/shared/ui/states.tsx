import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import type { Messages } from '@/shared/i18n/messages/en';
import { signInAddress } from '@/shared/session/session';
import { Link } from './link';
import { AlertTriangle, CircleCheck, Info, LogIn, RefreshCw } from './icons';

/** Grey lines where text is about to stand. */
export function Skeleton({ lines = 9 }: { lines?: number }) {
  const t = useT();
  return (
    <div className="skeleton" role="status">
      <span className="hidden">{t.common.loading}</span>
      {Array.from({ length: lines }, (_, index) => <i key={index} aria-hidden="true" />)}
    </div>
  );
}

/** What will be here, and what to do until then. */
export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children && <p className="soft">{children}</p>}
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}

type Tone = 'info' | 'good' | 'amber' | 'red';

export function Notice({ tone = 'info', title, children, live = false }: { tone?: Tone; title?: string; children?: ReactNode; live?: boolean }) {
  const Icon = tone === 'good' ? CircleCheck : tone === 'info' ? Info : AlertTriangle;
  return (
    <div className={`notice notice-${tone}`} role={live ? (tone === 'red' ? 'alert' : 'status') : undefined}>
      <Icon size={22} aria-hidden="true" />
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** A failed request in words a person can use. */
export function describe(error: unknown, t: Messages): { title: string; text: string } {
  const e = t.errors;
  if (!(error instanceof ApiError)) return { title: e.serverTitle, text: e.serverText };
  if (error.status === 0) return { title: e.offlineTitle, text: e.offlineText };
  if (error.status === 401) return { title: t.account.signInTitle, text: t.account.signInWhy };
  // A service says what there was too much of, and how long it lasts; the gateway means a minute.
  if (error.status === 429) return { title: e.tooManyTitle, text: error.problem?.code !== 'too-many-requests' && error.problem?.detail || e.tooManyText };
  if (error.status === 412) return { title: e.summaryTitle, text: e.conflict };
  if (error.status === 502 || error.status === 503 || error.status === 504) {
    return { title: e.unavailableTitle, text: e.unavailableText };
  }
  // The services write their problems in the reader's language.
  if (error.status < 500 && error.problem?.detail) return { title: error.problem.title ?? e.summaryTitle, text: error.problem.detail };
  if (error.status === 403) return { title: e.forbiddenTitle, text: e.forbiddenText };
  if (error.status === 404) return { title: e.notFoundTitle, text: e.notFoundText };
  if (error.status < 500 && error.problem?.title) return { title: e.summaryTitle, text: error.problem.title };
  return { title: e.serverTitle, text: e.serverText };
}

/** What happened, and the one thing to do. */
export function Failure({ error, onRetry, heading = 'h2' }: { error: unknown; onRetry?: (() => void) | undefined; heading?: 'h1' | 'h2' }) {
  const t = useT();
  const location = useLocation();
  const status = error instanceof ApiError ? error.status : -1;
  const { title, text } = describe(error, t);
  const Heading = heading;
  return (
    <div className="empty" role="alert">
      <Heading>{title}</Heading>
      <p className="soft">{text}</p>
      <div className="actions">
        {status === 401 && (
          <a className="button" href={signInAddress(location.pathname + location.search)}><LogIn size={18} aria-hidden="true" />{t.account.signIn}</a>
        )}
        {status === 404 && <Link to="/consultations" className="button">{t.errors.toConsultations}</Link>}
        {onRetry && status !== 401 && status !== 404 && status !== 403 && (
          <button type="button" className="button button-plain" onClick={onRetry}><RefreshCw size={18} aria-hidden="true" />{t.common.retry}</button>
        )}
      </div>
    </div>
  );
}

/** Asks to sign in, and comes back here. */
export function SignInFirst({ children }: { children?: ReactNode }) {
  const t = useT();
  const location = useLocation();
  return (
    <div className="empty">
      <h2>{t.account.signInTitle}</h2>
      {children && <p>{children}</p>}
      <p className="soft">{t.account.signInWhy}</p>
      <div className="actions">
        <a className="button" href={signInAddress(location.pathname + location.search)}><LogIn size={18} aria-hidden="true" />{t.account.signIn}</a>
      </div>
    </div>
  );
}
