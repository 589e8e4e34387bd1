import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { useInstitutions } from '@/shared/api/reference';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { Checks, type Errors, ErrorSummary, Radios, SelectField, TextArea, TextField } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { identifierOf, listingFields, pageFields, pageLabels, sourceKinds, STANDARD, usePreview, useSaveSource, useSources, type Preview, type Source, type SourceKind, type SourceSetting } from '../api/sources';

const IDS: Record<string, string> = {
  name: 'name', kind: 'kind', baseUrl: 'base-url', firstNumber: 'first-number', 'mailbox/user': 'user', 'mailbox/senders': 'senders', 'mailbox/secret': 'secret', 'listing/address': 'address', institution: 'institution', opening: 'opening', 'numbered/address': 'page-address', documentHosts: 'document-hosts',
  ...Object.fromEntries(pageLabels.map(label => [`numbered/labels/${label}`, `label-${label}`])),
  ...Object.fromEntries(pageFields.map(field => [`listing/page/${field}`, `page-${field}`])),
  ...Object.fromEntries(listingFields.map(field => [`listing/fields/${field}`, `field-${field}`])),
};

const NO_MAILBOX = { user: '', folder: 'INBOX', senders: [], secret: null };

/** Where whoever runs the server writes the password. */
function secretVariable(name: string | null): string {
  const clean = name?.trim();
  return !clean || clean === 'default' ? 'SOURCE_MAIL_PASSWORD' : `CIVIKOS_SOURCES_MAILSECRETS_${clean.toUpperCase()}_PASSWORD`;
}

export function SourceFormPage() {
  const { id } = useParams();
  const sources = useSources();
  if (!id) return <Form source={null} />;
  if (sources.error) return <Failure heading="h1" error={sources.error} onRetry={() => void sources.refetch()} />;
  if (sources.isPending) return <Skeleton lines={10} />;
  const found = sources.data.items.find(source => source.id === id);
  return found ? <Form key={id} source={found} /> : <Failure heading="h1" error={new ApiError(404, null)} />;
}

function Form({ source }: { source: Source | null }) {
  const t = useT();
  const s = useStaffT();
  const f = s.sourceForm;
  const navigate = useNavigate();
  const institutions = useInstitutions();
  const preview = usePreview();
  const save = useSaveSource();
  const [setting, setSetting] = useState<SourceSetting>({
    name: source?.name ?? '', kind: source?.kind ?? 'html-list', baseUrl: source?.baseUrl ?? '', firstNumber: source?.firstNumber ?? 1,
    opening: source?.opening ?? 'after-review', institution: source?.institution ?? null, paused: source?.paused ?? false, listing: source?.listing ?? { address: '', follow: false, fields: {} },
    mailbox: source?.mailbox ?? NO_MAILBOX, numbered: source?.numbered ?? STANDARD, documentHosts: source?.documentHosts ?? [],
  });
  const [errors, setErrors] = useState<Errors>({});
  const mail = setting.kind === 'mailbox';
  const numbered = setting.kind === 'portal-by-number';
  const list = !mail && !numbered;
  const mailbox = setting.mailbox ?? NO_MAILBOX;
  const [senders, setSenders] = useState(mailbox.senders.join('\n'));
  const listing = setting.listing ?? { address: '', follow: false, fields: {} };
  const pages = setting.numbered ?? STANDARD;
  const [labels, setLabels] = useState(() => Object.fromEntries(pageLabels.map(label => [label, (pages.labels[label] ?? []).join('\n')])));
  const [hosts, setHosts] = useState(setting.documentHosts.join('\n'));
  const change = (changes: Partial<SourceSetting>) => {
    setSetting(current => ({ ...current, ...changes }));
    // What was tried out is no longer what would be saved.
    preview.reset();
  };
  const ready = (): SourceSetting => ({
    ...setting, name: setting.name.trim(), baseUrl: setting.baseUrl.trim(),
    listing: list ? { ...listing, address: listing.address.trim(), fields: filled(listing.fields), page: setting.kind === 'json' && listing.follow ? filled(listing.page ?? {}) : null } : null,
    numbered: numbered ? { address: pages.address.trim(), labels: Object.fromEntries(pageLabels.map(label => [label, lines(labels[label] ?? '')]).filter(([, words]) => words!.length > 0)) } : null,
    documentHosts: mail ? [] : lines(hosts),
    mailbox: mail ? { user: mailbox.user.trim(), folder: mailbox.folder.trim() || 'INBOX', senders: lines(senders), secret: mailbox.secret?.trim() || null } : null,
  });
  const check = () => {
    const found: Errors = {};
    if (!setting.name.trim()) found['name'] = f.errors.name;
    if (!(mail ? /^imaps?:\/\/[^\s/]+/ : /^https?:\/\/[^\s/]+/).test(setting.baseUrl.trim())) found['baseUrl'] = mail ? f.errors.baseUrlMail : f.errors.baseUrl;
    if (mail && !mailbox.user.trim()) found['mailbox/user'] = f.errors.user;
    if (mail && mailbox.secret?.trim() && !/^[a-z0-9]{1,40}$/.test(mailbox.secret.trim())) found['mailbox/secret'] = f.errors.secret;
    if (mail && lines(senders).length === 0) found['mailbox/senders'] = f.errors.senders;
    if (list && !/^https?:\/\/[^\s/]+/.test(listing.address.trim())) found['listing/address'] = f.errors.address;
    if (setting.kind === 'html-list' && !listing.fields.item?.trim()) found['listing/fields/item'] = f.errors.item;
    if (numbered && (!pages.address.trim().startsWith('/') || pages.address.split('{number}').length !== 2)) found['numbered/address'] = f.errors.pageAddress;
    setErrors(found);
    return Object.keys(found).length === 0;
  };
  const refused = (error: unknown) => { if (error instanceof ApiError) setErrors(error.fields); };
  const fields = setting.kind === 'feed' ? listingFields.filter(field => !['item', 'title', 'link'].includes(field)) : listingFields;
  return (
    <>
      <p className="no-print"><Link to="/sources">{s.sources.title}</Link></p>
      <PageHead title={source ? source.name : f.newTitle} lead={f.lead} />
      <form noValidate onSubmit={event => { event.preventDefault(); if (check()) preview.mutate(ready(), { onError: refused }); }}>
        <ErrorSummary errors={errors} ids={IDS} general={(preview.error ?? save.error) && Object.keys(errors).length === 0 ? describe(preview.error ?? save.error, t).text : null} />
        <TextField id="name" label={f.name} error={errors['name']} value={setting.name} onChange={event => change({ name: event.target.value })} />
        <SelectField id="kind" label={f.kind} value={setting.kind} error={errors['kind']} onChange={event => change({ kind: event.target.value as SourceKind })}>
          {sourceKinds.map(kind => <option key={kind} value={kind}>{f.kinds[kind]}</option>)}
        </SelectField>
        <TextField id="base-url" type="url" inputMode="url" label={mail ? f.baseUrlMail : f.baseUrl} hint={mail ? f.baseUrlMailHint : f.baseUrlHint} error={errors['baseUrl']} value={setting.baseUrl} onChange={event => change({ baseUrl: event.target.value })} />
        {numbered && <TextField id="first-number" type="number" min={0} label={f.firstNumber} error={errors['firstNumber']} value={String(setting.firstNumber)} onChange={event => change({ firstNumber: Number(event.target.value) || 0 })} />}
        {numbered && (
          <>
            <TextField id="page-address" label={f.pageAddress} hint={f.pageAddressHint} spellCheck={false} autoCapitalize="off" error={errors['numbered/address']} value={pages.address} onChange={event => change({ numbered: { ...pages, address: event.target.value } })} />
            <fieldset className="field">
              <legend className="label">{f.labels}</legend>
              <p className="hint">{f.labelsHint}</p>
              {pageLabels.map(label => (
                <TextArea key={label} id={`label-${label}`} label={f.labelNames[label]} optional rows={2} spellCheck={false} error={errors[`numbered/labels/${label}`]} value={labels[label] ?? ''}
                  onChange={event => { setLabels(current => ({ ...current, [label]: event.target.value })); preview.reset(); }} />
              ))}
            </fieldset>
          </>
        )}
        {mail && (
          <>
            <TextField id="user" label={f.user} autoCapitalize="off" spellCheck={false} error={errors['mailbox/user']} value={mailbox.user} onChange={event => change({ mailbox: { ...mailbox, user: event.target.value } })} />
            <TextField id="folder" label={f.folder} value={mailbox.folder} onChange={event => change({ mailbox: { ...mailbox, folder: event.target.value } })} />
            <TextField id="secret" label={f.secret} hint={f.secretHint(secretVariable(mailbox.secret))} autoCapitalize="off" spellCheck={false} error={errors['mailbox/secret']} value={mailbox.secret ?? ''} onChange={event => change({ mailbox: { ...mailbox, secret: event.target.value } })} />
            <TextArea id="senders" label={f.senders} hint={f.sendersHint} rows={3} spellCheck={false} error={errors['mailbox/senders']} value={senders} onChange={event => { setSenders(event.target.value); preview.reset(); }} />
          </>
        )}
        {list && (
          <>
            <TextField id="address" type="url" inputMode="url" label={f.address} hint={f.addressHint} error={errors['listing/address']} value={listing.address} onChange={event => change({ listing: { ...listing, address: event.target.value } })} />
            <Checks id="follow" legend={f.follow} hint={f.followHint} values={listing.follow ? ['follow'] : []} onChange={values => change({ listing: { ...listing, follow: values.length > 0 } })}
              choices={[{ value: 'follow', label: f.followYes }]} />
            <fieldset className="field">
              <legend className="label">{setting.kind === 'json' ? f.pointers : f.selectors}</legend>
              <p className="hint">{setting.kind === 'json' ? f.pointersHint : f.selectorsHint}</p>
              {fields.map(field => (
                <TextField key={field} id={`field-${field}`} label={f.fields[field]} optional={!(field === 'item' && setting.kind === 'html-list')} spellCheck={false} autoCapitalize="off"
                  error={errors[`listing/fields/${field}`]} value={listing.fields[field] ?? ''} onChange={event => change({ listing: { ...listing, fields: { ...listing.fields, [field]: event.target.value } } })} />
              ))}
            </fieldset>
            {setting.kind === 'json' && listing.follow && (
              <fieldset className="field">
                <legend className="label">{f.pageSelectors}</legend>
                <p className="hint">{f.selectorsHint}</p>
                {pageFields.map(field => (
                  <TextField key={field} id={`page-${field}`} label={f.onPage(f.fields[field])} optional spellCheck={false} autoCapitalize="off" error={errors[`listing/page/${field}`]} value={listing.page?.[field] ?? ''}
                    onChange={event => change({ listing: { ...listing, page: { ...listing.page, [field]: event.target.value } } })} />
                ))}
              </fieldset>
            )}
          </>
        )}
        {!mail && <TextArea id="document-hosts" label={f.documentHosts} hint={f.documentHostsHint} optional rows={2} spellCheck={false} error={errors['documentHosts']} value={hosts} onChange={event => { setHosts(event.target.value); preview.reset(); }} />}
        <SelectField id="institution" label={f.institution} hint={f.institutionHint} optional error={errors['institution']} value={setting.institution ?? ''} onChange={event => change({ institution: event.target.value || null })}>
          <option value="">{s.drafts.choose}</option>
          {institutions.items.map(item => <option key={item.id} value={item.id}>{item.name}</option>)}
        </SelectField>
        <Radios id="opening" legend={s.sources.openingLabel} value={setting.opening} onChange={value => change({ opening: value as SourceSetting['opening'] })}
          choices={[{ value: 'after-review', label: s.sources.opening['after-review'] }, { value: 'automatic', label: s.sources.opening.automatic }]} />
        <button className="button" disabled={preview.isPending}>{preview.isPending ? f.trying : f.tryIt}</button>
      </form>
      {preview.data && <Found preview={preview.data} saving={save.isPending} onSave={() => save.mutate(
        { id: source?.id ?? identifierOf(setting.name), setting: ready(), version: source?.version ?? null },
        { onError: refused, onSuccess: () => void navigate('/sources') },
      )} />}
    </>
  );
}

/** What would be found now, and only then the button that saves. */
function Found({ preview, saving, onSave }: { preview: Preview; saving: boolean; onSave: () => void }) {
  const s = useStaffT();
  const dates = useDates();
  const institutions = useInstitutions();
  const f = s.sourceForm;
  return (
    <section className="page-section panel" aria-labelledby="found">
      <h2 id="found">{f.found}</h2>
      {preview.problem ? <Notice tone="red" live><p>{preview.problem}</p><p>{f.saveAnyway}</p></Notice>
        : preview.items.length === 0 ? <Notice tone="amber" live><p>{f.nothing}</p></Notice>
        : (
          <>
            <p role="status">{f.count(preview.total)}</p>
            <ul className="rows">
              {preview.items.map(item => (
                <li key={item.url || item.title} className="plain-row">
                  <h3>{item.title}</h3>
                  {item.url && <p><a href={item.url} rel="noreferrer">{item.url}</a></p>}
                  <dl className="pairs">
                    <dt>{s.drafts.institution}</dt><dd>{institutions.nameOf(item.institution)}</dd>
                    <dt>{s.drafts.deadline}</dt><dd>{item.end ? dates.date(item.end) : f.noEnd}</dd>
                    <dt>{f.documents}</dt><dd>{item.documents.length === 0 ? f.noDocuments : item.documents.map(one => one.label).join(', ')}</dd>
                  </dl>
                </li>
              ))}
            </ul>
          </>
        )}
      <button type="button" className="button" disabled={saving} onClick={onSave}>{saving ? f.saving : f.save}</button>
    </section>
  );
}

function filled<T extends string>(fields: Partial<Record<T, string>>): Partial<Record<T, string>> {
  return Object.fromEntries(Object.entries<string | undefined>(fields).filter(([, value]) => value?.trim())) as Partial<Record<T, string>>;
}

function lines(text: string): string[] {
  return text.split('\n').map(line => line.trim()).filter(line => line !== '');
}
