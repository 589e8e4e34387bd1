import { useEffect, useRef, type ReactNode } from 'react';
import { Outlet, useLocation, useNavigationType } from 'react-router';
import { useT } from '@/shared/i18n';
import { useCurrentInView } from '@/shared/lib/use-current-in-view';
import { signInAddress, useSession } from '@/shared/session/session';
import { Building2, CalendarClock, CalendarOff, FileText, Files, Inbox, ListTodo, Megaphone, MessageSquare, Rss, Scale, Users } from '@/shared/ui/icons';
import { Link, NavLink } from '@/shared/ui/link';
import { Notice } from '@/shared/ui/states';
import { Account, ActingLine, QuickSwitch } from './account';
import { Bell } from './bell';
import { LanguageSelect, LanguageSwitch } from './languages';
import './shell.css';

/** Pages that want the whole width: the draft itself. */
const WIDE = /^\/consultations\/[^/]+$/;
/** Pages beside which the secretariat's list stands. */
const WORKING = /^\/(holidays|institutions|today|drafts|sources|members|campaigns|plan|rules|consultations$)/;
/** Pages about messages: one entry of that list, with tabs of their own. */
const MESSAGES = /^\/(deliveries|providers|suppressions|unreachable|reminders|staff-notices|circulars|templates|api-keys|api-messages|webhooks|public-subscribers)/;

export function Shell() {
  const t = useT();
  const session = useSession();
  const { pathname } = useLocation();
  useArrival();
  const side = session.isStaff && (WORKING.test(pathname) || MESSAGES.test(pathname));
  return (
    <>
      <a className="skip" href="#main">{t.nav.skip}</a>
      <header className="site-header">
        <div className="bar">
          <Link to="/" className="wordmark"><Mark />{t.network}</Link>
          <nav className="main-nav" aria-label={t.nav.main}><MainLinks /></nav>
          <LanguageSwitch />
          <LanguageSelect />
          <Bell />
          <Account />
          <span className="bar-switch"><QuickSwitch /></span>
        </div>
        <ActingLine />
      </header>
      {session.ended && (
        <div className="session-ended" role="alert">
          <Notice tone="amber" title={t.account.endedTitle}>
            <p>{t.account.endedText}</p>
            <div className="actions">
              <a className="button button-small" href={signInAddress()}>{t.account.signInAgain}</a>
              <button type="button" className="link-button" onClick={session.dismissEnded}>{t.account.close}</button>
            </div>
          </Notice>
        </div>
      )}
      <div className={side ? 'frame frame-side' : WIDE.test(pathname) ? 'frame frame-wide' : 'frame'}>
        {side && <SideNav />}
        <main id="main" tabIndex={-1}>
          {session.acting && session.acting.organisationStatus === 'suspended' && (
            <Notice tone="amber"><p>{t.account.suspended(session.acting.organisationName)}</p></Notice>
          )}
          <Outlet />
        </main>
      </div>
      <footer className="site-footer"><div className="bar"><span>{t.networkLong}</span><Link to="/subscribe">{t.nav.subscribe}</Link><Link to="/performance">{t.nav.performance}</Link></div></footer>
      <nav className="bottom-nav" aria-label={t.nav.main}><MainLinks icons /></nav>
    </>
  );
}

function MainLinks({ icons = false }: { icons?: boolean }) {
  const t = useT();
  const { isStaff } = useSession();
  const link = (to: string, label: string, icon: ReactNode) => <NavLink to={to}>{icons && icon}<span>{label}</span></NavLink>;
  return (
    <>
      {link('/consultations', t.nav.consultations, <MessageSquare size={22} aria-hidden="true" />)}
      {link('/campaigns', t.nav.campaigns, <Megaphone size={22} aria-hidden="true" />)}
      {link('/members', t.nav.members, <Users size={22} aria-hidden="true" />)}
      {link('/documents', t.nav.documents, <Files size={22} aria-hidden="true" />)}
      {isStaff && link('/today', t.nav.work, <ListTodo size={22} aria-hidden="true" />)}
    </>
  );
}

function SideNav() {
  const t = useT();
  const row = useCurrentInView<HTMLElement>();
  const { pathname } = useLocation();
  const links = [
    { to: '/today', label: t.nav.today, Icon: ListTodo },
    { to: '/drafts', label: t.nav.drafts, Icon: FileText },
    { to: '/consultations', label: t.nav.consultations, Icon: MessageSquare },
    { to: '/plan', label: t.nav.plan, Icon: CalendarClock },
    { to: '/members', label: t.nav.members, Icon: Users },
    { to: '/campaigns', label: t.nav.groupsAndCampaigns, Icon: Megaphone },
    { to: '/deliveries', label: t.nav.messages, Icon: Inbox },
    { to: '/sources', label: t.nav.settings, Icon: Rss },
    { to: '/rules', label: t.nav.rules, Icon: Scale },
    { to: '/institutions', label: t.nav.institutions, Icon: Building2 },
    { to: '/holidays', label: t.nav.holidays, Icon: CalendarOff },
  ];
  return (
    <nav ref={row} className="side no-print" aria-label={t.nav.workNav}>
      <ul>
        {links.map(({ to, label, Icon }) => (
          <li key={to}><Link to={to} aria-current={pathname.startsWith(to) || to === '/deliveries' && MESSAGES.test(pathname) ? 'page' : undefined}><Icon size={18} aria-hidden="true" />{label}</Link></li>
        ))}
      </ul>
    </nav>
  );
}

/** Lines of a text, one of them marked. */
function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
      <path d="M3 5h11M3 11h18M3 17h7" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M15.5 15v7l2.5-2 2.5 2v-7z" fill="var(--amber-sign)" />
    </svg>
  );
}

/** Puts the focus on the page's heading, also on one that comes with late data, unless the reader has gone to something else by then. */
function focusHeading(main: HTMLElement): () => void {
  const look = () => {
    if (document.activeElement !== main && document.activeElement !== document.body) return watcher.disconnect();
    const heading = main.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    watcher.disconnect();
  };
  const watcher = new MutationObserver(look);
  const frame = requestAnimationFrame(() => {
    main.focus({ preventScroll: true });
    watcher.observe(main, { childList: true, subtree: true });
    look();
  });
  return () => {
    cancelAnimationFrame(frame);
    watcher.disconnect();
  };
}

/** A new page starts at its top with its heading in focus; back returns to where one was. */
function useArrival() {
  const { pathname, hash, key } = useLocation();
  const type = useNavigationType();
  const first = useRef(true);
  const positions = useRef(new Map<string, number>());
  useEffect(() => {
    const seen = positions.current;
    const remember = () => { seen.set(key, window.scrollY); };
    window.addEventListener('scroll', remember, { passive: true });
    return () => window.removeEventListener('scroll', remember);
  }, [key]);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (type === 'POP') {
      const top = positions.current.get(key) ?? 0;
      requestAnimationFrame(() => window.scrollTo(0, top));
      return;
    }
    if (hash || type === 'REPLACE') return;
    window.scrollTo(0, 0);
    return focusHeading(document.getElementById('main')!);
    // Only a change of place counts: filters in the address do not move the reader.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pathname, key]);
}
