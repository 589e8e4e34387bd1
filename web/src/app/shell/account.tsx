import { useState } from 'react';
import { useT } from '@/shared/i18n';
import { signInAddress, signOut, useSession } from '@/shared/session/session';
import { Dialog } from '@/shared/ui/dialog';
import { LetterKeys } from '@/shared/ui/letter-keys';
import { ArrowLeftRight, ChevronDown, LogIn, LogOut } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { Notice } from '@/shared/ui/states';

/** Who I am and for whom I act, always in sight; another organisation is one tap away. */
export function Account() {
  const t = useT();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  if (session.state === 'loading') return <span className="account-wait" aria-hidden="true" />;
  if (!session.me) {
    return (
      <a className="button button-small account-sign-in" href={signInAddress()} onClick={event => { event.currentTarget.href = signInAddress(); }}>
        <LogIn size={18} aria-hidden="true" />{t.account.signIn}
      </a>
    );
  }
  const { me, acting } = session;
  const [first] = me.name.split(' ');
  const organisation = acting ? t.account.speaksFor(acting.organisationName) : me.roles[0] ? t.account.roles[me.roles[0]] : t.account.noMandate;
  return (
    <>
      <button type="button" className="account" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className="account-words">
          <span className="account-name">{first}{' '}<span className="account-rest">{me.name.slice(first!.length).trim()}</span></span>
          <span className="account-organisation">{organisation}</span>
        </span>
        <ChevronDown size={18} aria-hidden="true" />
        <span className="hidden">, {t.account.account}</span>
      </button>
      <Dialog title={t.account.account} open={open} onClose={() => setOpen(false)} sheet>
        <p className="account-full">{me.name}<br /><span className="soft">{me.email}</span></p>
        {me.roles.length > 0 && <p className="soft">{me.roles.map(role => t.account.roles[role]).join(', ')}</p>}
        {me.mandates.length > 0 && (
          <fieldset className="field">
            <legend className="label">{t.account.actingFor}</legend>
            {me.mandates.map(mandate => (
              <label key={mandate.organisationId} className="choice">
                <input
                  type="radio" name="acting" checked={acting?.organisationId === mandate.organisationId}
                  onChange={() => { session.actFor(mandate.organisationId); setOpen(false); }}
                />
                <span>{mandate.organisationName}</span>
                <span className="hint">
                  {[mandate.rights.map(right => t.members.rights[right]).join(', '), mandate.deputy ? t.account.deputy : '',
                    mandate.organisationStatus === 'active' ? '' : t.members.statuses[mandate.organisationStatus].toLowerCase()].filter(Boolean).join(' · ')}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {me.mandates.length > 0 && <p><Link to="/comment-drafts" onClick={() => setOpen(false)}>{t.commentLife.toDrafts}</Link></p>}
        <p><Link to="/my-alerts" onClick={() => setOpen(false)}>{t.nav.myAlerts}</Link></p>
        <LetterKeys />
        {failed && <Notice tone="red" live><p>{t.account.signOutFailed}</p></Notice>}
        <button type="button" className="button button-plain" onClick={() => { setFailed(false); signOut().catch(() => setFailed(true)); }}>
          <LogOut size={18} aria-hidden="true" />{t.account.signOut}
        </button>
      </Dialog>
    </>
  );
}

/** On a phone the organisation stands on a line of its own, so that no name is cut. */
export function ActingLine() {
  const t = useT();
  const { me, acting } = useSession();
  if (!me || !acting) return null;
  return <div className="bar acting-line"><span>{t.account.speaksFor(acting.organisationName)}</span><QuickSwitch /></div>;
}

/** With two organisations the other one is a single tap away, without opening anything. */
export function QuickSwitch() {
  const t = useT();
  const { me, acting, actFor } = useSession();
  if (me?.mandates.length !== 2) return null;
  const other = me.mandates.find(mandate => mandate.organisationId !== acting?.organisationId);
  if (!other) return null;
  return (
    <button type="button" className="quick-switch" title={t.account.switchTo(other.organisationName)} onClick={() => actFor(other.organisationId)}>
      <ArrowLeftRight size={16} aria-hidden="true" />{t.account.switch}<span className="hidden">: {other.organisationName}</span>
    </button>
  );
}
