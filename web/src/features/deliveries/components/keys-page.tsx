import { useState } from 'react';
import { useDates, useI18n } from '@/shared/i18n';
import { newId } from '@/shared/lib/id';
import { Checks, ErrorSummary, Radios, TextArea, TextField, type Errors } from '@/shared/ui/form';
import { Dialog } from '@/shared/ui/dialog';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { ApiError } from '@/shared/api/problem';
import { Empty, Failure, Notice, Skeleton, describe } from '@/shared/ui/states';
import { MessagesTabs } from './messages-tabs';
import { useKeys, useMakeKey, useRevoke, type ApiKey, type KeyType, type Scope } from '../api/sending';
import { useWords } from '../words';
import { Secret } from './secret';
import './sending.css';

const TYPES: KeyType[] = ['test', 'team', 'live'];
const SCOPES: Scope[] = ['messages:send', 'messages:read', 'messages:addresses', 'messages:critical'];
const IDS = { name: 'key-name', type: 'key-type', people: 'key-people', scopes: 'key-scopes', perMinute: 'key-limit', expiresAt: 'key-expires' };

/** The keys of programs: made here, shown once, revoked at once. */
export function KeysPage() {
  const k = useWords().keys;
  const keys = useKeys();
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      <PageHead title={k.title} lead={k.lead} actions={!making && !shown && <button type="button" className="button" onClick={() => setMaking(true)}>{k.make}</button>} />
      <MessagesTabs />
      {shown && <Secret title={k.shownTitle} text={k.shownText} label={k.theKey} value={shown} onDone={() => setShown(null)} />}
      {making && <KeyForm onCancel={() => setMaking(false)} onMade={key => { setMaking(false); setShown(key); }} />}
      {keys.error ? <Failure error={keys.error} onRetry={() => void keys.refetch()} />
        : keys.isPending ? <Skeleton />
        : keys.data.items.length === 0 ? <Empty title={k.emptyTitle}>{k.emptyText}</Empty>
        : <ul className="rows">{keys.data.items.map(one => <Item key={one.id} one={one} />)}</ul>}
    </>
  );
}

function Item({ one }: { one: ApiKey }) {
  const { t } = useI18n();
  const dates = useDates();
  const k = useWords().keys;
  const revoke = useRevoke();
  const [asking, setAsking] = useState(false);
  const open = one.state === 'open' || one.state === 'ends-soon';
  const tone = one.state === 'open' ? 'tag tag-action' : one.state === 'ends-soon' ? 'tag tag-amber' : 'tag tag-red';
  return (
    <li className="plain-row">
      <h2>{one.name}</h2>
      <p><span className="tag">{k.typeTags[one.type]}</span> <span className={tone}>{k.states[one.state]}</span></p>
      <dl className="pairs">
        <dt>{k.theKey}</dt><dd className="code">{one.begins}_…</dd>
        <dt>{k.may}</dt><dd>{one.scopes.map(scope => k.scopeNames[scope]).join('; ')}</dd>
        {one.people.length > 0 && <><dt>{k.people}</dt><dd>{one.people.join(', ')}</dd></>}
        <dt>{k.limit}</dt><dd>{k.perMinuteOf(one.perMinute)}</dd>
        <dt>{k.ends}</dt><dd>{dates.date(one.expiresAt)}</dd>
        <dt>{k.used}</dt><dd>{one.lastUsedAt ? dates.dateTime(one.lastUsedAt) : k.never}</dd>
        <dt>{k.history}</dt>
        <dd>{one.history.map(entry => <span key={entry.at + entry.what}>{dates.dateTime(entry.at)}: {k.entries[entry.what]}{entry.by !== 'system' && <> {k.by(entry.by)}</>}<br /></span>)}</dd>
      </dl>
      <div className="actions">
        <Link to={`/api-messages?key=${one.id}`}>{k.sent}<span className="hidden">: {one.name}</span></Link>
        {open && <button type="button" className="link-button link-danger" onClick={() => setAsking(true)}>{k.revoke}<span className="hidden">: {one.name}</span></button>}
      </div>
      <Dialog title={k.revokeTitle(one.name)} open={asking} onClose={() => setAsking(false)}>
        <p>{k.revokeText}</p>
        {revoke.error && <Notice tone="red" live><p>{describe(revoke.error, t).text}</p></Notice>}
        <div className="actions">
          <button type="button" className="button button-danger" disabled={revoke.isPending} onClick={() => revoke.mutate(one.id, { onSuccess: () => setAsking(false) })}>{k.revokeDo}</button>
          <button type="button" className="button button-plain" onClick={() => setAsking(false)}>{k.keep}</button>
        </div>
      </Dialog>
    </li>
  );
}

function inAYear(): string {
  const day = new Date();
  day.setFullYear(day.getFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

function KeyForm({ onMade, onCancel }: { onMade: (key: string) => void; onCancel: () => void }) {
  const { t } = useI18n();
  const dates = useDates();
  const k = useWords().keys;
  const make = useMakeKey();
  const [id] = useState(newId);
  const [entry, setEntry] = useState({ name: '', type: 'test' as KeyType, scopes: ['messages:send', 'messages:read'] as Scope[], people: '', perMinute: '300', expiresAt: inAYear() });
  const [missing, setMissing] = useState<Errors>({});
  const errors = Object.keys(missing).length > 0 ? missing : make.error instanceof ApiError ? make.error.fields : {};
  const submit = () => {
    const people = entry.type === 'team' ? entry.people.split('\n').map(line => line.trim()).filter(Boolean) : [];
    const found: Errors = {};
    if (entry.name.trim() === '') found['name'] = k.missingName;
    if (entry.scopes.length === 0) found['scopes'] = k.missingScope;
    if (entry.type === 'team' && people.length === 0) found['people'] = k.missingPeople;
    setMissing(found);
    if (Object.keys(found).length > 0) return;
    make.mutate({ id, key: { name: entry.name, type: entry.type, scopes: entry.scopes, people, perMinute: Number(entry.perMinute), expiresAt: `${entry.expiresAt}T22:59:59Z` } },
      { onSuccess: made => onMade(made.key) });
  };
  return (
    <section className="panel" aria-labelledby="new-key">
      <h2 id="new-key">{k.make}</h2>
      <ErrorSummary errors={errors} ids={IDS} general={make.error && Object.keys(errors).length === 0 ? describe(make.error, t).text : null} />
      <form noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
        <TextField id={IDS.name} label={k.name} hint={k.nameHint} error={errors['name']} maxLength={80} value={entry.name} onChange={event => setEntry({ ...entry, name: event.target.value })} />
        <Radios id={IDS.type} legend={k.type} error={errors['type']} value={entry.type} onChange={type => setEntry({ ...entry, type: type as KeyType })}
          choices={TYPES.map(type => ({ value: type, label: k.types[type] }))} />
        {entry.type === 'team' && <TextArea id={IDS.people} label={k.people} hint={k.peopleHint} error={errors['people']} rows={3} value={entry.people} onChange={event => setEntry({ ...entry, people: event.target.value })} />}
        <Checks id={IDS.scopes} legend={k.scopes} error={errors['scopes']} values={entry.scopes} onChange={scopes => setEntry({ ...entry, scopes: scopes as Scope[] })}
          choices={SCOPES.map(scope => ({ value: scope, label: k.scopeNames[scope] }))} />
        <TextField id={IDS.perMinute} label={k.perMinute} error={errors['perMinute']} type="number" min={1} max={10000} value={entry.perMinute} onChange={event => setEntry({ ...entry, perMinute: event.target.value })} />
        <TextField id={IDS.expiresAt} label={k.expires} hint={`${k.expiresHint}${entry.expiresAt ? ` ${dates.date(entry.expiresAt)}.` : ''}`} error={errors['expiresAt']} type="date" value={entry.expiresAt} onChange={event => setEntry({ ...entry, expiresAt: event.target.value })} />
        <div className="actions">
          <button type="submit" className="button" disabled={make.isPending}>{k.create}</button>
          <button type="button" className="button button-plain" onClick={onCancel}>{t.common.cancel}</button>
        </div>
      </form>
    </section>
  );
}
