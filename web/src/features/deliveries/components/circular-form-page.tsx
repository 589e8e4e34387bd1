import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { fields } from '@/shared/api/reference';
import { useDates, useI18n, useStaffT, useT } from '@/shared/i18n';
import { newId } from '@/shared/lib/id';
import { useSettled } from '@/shared/lib/use-settled';
import { Checks, DateTimeField, ErrorSummary, Radios, TextArea, TextField, type Errors } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton, describe } from '@/shared/ui/states';
import { instantOf, useCircularPreview, useOrganisationsNamed, useReach, useSchedule, type Audience, type CircularText, type NewCircular } from '../api/circulars';
import { templateLanguages, type TemplateLanguage } from '../api/templates';
import { CircularLooks } from './circular-looks';

type Chosen = { id: string; name: string };
const EMPTY: CircularText = { subject: '', text: '{greeting}\n\n', sms: '' };

/** Writes to many: first the words and to whom, then how it looks and how many it reaches, then it is on its way. */
export function CircularFormPage() {
  const t = useT();
  const s = useStaffT();
  const navigate = useNavigate();
  const schedule = useSchedule();
  // One id for this message, however often the button is pressed.
  const [id] = useState(() => newId());
  const [languages, setLanguages] = useState<string[]>(['sq']);
  const [texts, setTexts] = useState<Record<TemplateLanguage, CircularText>>({ sq: EMPTY, sr: EMPTY, en: EMPTY });
  const [scope, setScope] = useState<Audience['scope']>('everybody');
  const [chosenFields, setChosenFields] = useState<string[]>([]);
  const [organisations, setOrganisations] = useState<Chosen[]>([]);
  const [sms, setSms] = useState<string[]>([]);
  const [when, setWhen] = useState('now');
  const [at, setAt] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [checking, setChecking] = useState<NewCircular | null>(null);
  const m = s.circulars;
  const used = templateLanguages.filter(language => languages.includes(language));
  const ids = { languages: 'languages', audience: 'audience', at: 'send-at', ...Object.fromEntries(used.flatMap(language => [[`${language}-subject`, `${language}-subject`], [`${language}-text`, `${language}-text`], [`${language}-sms`, `${language}-sms`]])) };

  const next = () => {
    const found: Errors = {};
    if (used.length === 0) found['languages'] = m.errors.languages;
    for (const language of used) {
      const name = s.templates.languages[language];
      if (!texts[language].subject.trim()) found[`${language}-subject`] = m.errors.subject(name);
      if (!texts[language].text.replace('{greeting}', '').trim()) found[`${language}-text`] = m.errors.text(name);
      if (sms.length > 0 && !texts[language].sms.trim()) found[`${language}-sms`] = m.errors.sms(name);
    }
    const values = scope === 'fields' ? chosenFields : scope === 'organisations' ? organisations.map(one => one.id) : [];
    if (scope !== 'everybody' && values.length === 0) found['audience'] = m.errors.audience;
    if (when === 'later' && !at) found['at'] = m.errors.at;
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setChecking({
      texts: Object.fromEntries(used.map(language => [language, { ...texts[language], sms: sms.length > 0 ? texts[language].sms : '' }])),
      audience: { scope, values }, channels: sms.length > 0 ? ['email', 'sms'] : ['email'], sendAt: when === 'later' ? instantOf(at) : null,
    });
  };

  const send = () => checking && schedule.mutate({ id, circular: checking }, {
    onSuccess: () => void navigate('/circulars'),
    onError: error => {
      if (error instanceof ApiError && error.status === 422) setChecking(null);
    },
  });

  if (checking) return <CheckAnswers circular={checking} names={organisations} pending={schedule.isPending} error={schedule.error} onBack={() => setChecking(null)} onSend={send} />;
  return (
    <>
      <p className="no-print"><Link to="/circulars">{m.title}</Link></p>
      <PageHead title={m.write} lead={m.writeLead} />
      <ErrorSummary errors={errors} general={schedule.error ? refusals(schedule.error, describe(schedule.error, t).text) : null} ids={ids} />
      <form onSubmit={event => { event.preventDefault(); next(); }} noValidate>
        <Checks id="languages" legend={m.languages} hint={m.languagesHint} error={errors['languages']} values={languages} onChange={setLanguages} choices={templateLanguages.map(value => ({ value, label: s.templates.languages[value] }))} />
        <Checks id="sms" legend={m.channels} values={sms} onChange={setSms} choices={[{ value: 'sms', label: m.alsoSms, hint: m.alsoSmsHint }]} />
        {used.map(language => {
          const set = (change: Partial<CircularText>) => setTexts({ ...texts, [language]: { ...texts[language], ...change } });
          return (
            <fieldset key={language} className="field">
              <legend className="label">{s.templates.languages[language]}</legend>
              <TextField id={`${language}-subject`} label={s.templates.subject} error={errors[`${language}-subject`]} maxLength={300} lang={language} value={texts[language].subject} onChange={event => set({ subject: event.target.value })} />
              <TextArea id={`${language}-text`} label={s.templates.text} hint={m.textHint} error={errors[`${language}-text`]} rows={8} maxLength={8000} lang={language} value={texts[language].text} onChange={event => set({ text: event.target.value })} />
              {sms.length > 0 && <TextArea id={`${language}-sms`} label="SMS" hint={m.smsHint} error={errors[`${language}-sms`]} rows={2} maxLength={200} lang={language} value={texts[language].sms} onChange={event => set({ sms: event.target.value })} />}
            </fieldset>
          );
        })}
        <Radios id="audience" legend={m.who} error={errors['audience']} value={scope} onChange={value => setScope(value as Audience['scope'])} choices={(['everybody', 'fields', 'organisations'] as const).map(value => ({ value, label: m.scopes[value] }))} />
        {scope === 'fields' && <FieldChoice values={chosenFields} onChange={setChosenFields} />}
        {scope === 'organisations' && <OrganisationChoice chosen={organisations} onChange={setOrganisations} />}
        <Radios id="when" legend={m.when} value={when} onChange={setWhen} choices={[{ value: 'now', label: m.now }, { value: 'later', label: m.later, hint: m.laterHint }]} />
        {when === 'later' && <DateTimeField id="send-at" label={m.at} error={errors['at']} value={at} onChange={event => setAt(event.target.value)} />}
        <button type="submit" className="button">{m.next}</button>
      </form>
    </>
  );
}

/** What the service found wrong, each in its words. */
function refusals(error: unknown, otherwise: string): string {
  const said = error instanceof ApiError ? (error.problem?.errors ?? []).map(one => one.detail).filter(Boolean) : [];
  return said.length > 0 ? said.join(' ') : otherwise;
}

function FieldChoice({ values, onChange }: { values: string[]; onChange: (values: string[]) => void }) {
  const t = useT();
  const s = useStaffT();
  return <Checks id="fields" legend={s.circulars.scopes.fields} columns values={values} onChange={onChange} choices={fields.map(field => ({ value: field, label: t.fields[field] }))} />;
}

function OrganisationChoice({ chosen, onChange }: { chosen: Chosen[]; onChange: (chosen: Chosen[]) => void }) {
  const s = useStaffT();
  const [q, setQ] = useState('');
  const found = useOrganisationsNamed(useSettled(q));
  const m = s.circulars;
  const choices = [...chosen, ...(found.data?.items ?? []).filter(item => !chosen.some(one => one.id === item.id))];
  return (
    <>
      <TextField id="organisation-name" label={m.organisationName} hint={m.organisationHint} value={q} onChange={event => setQ(event.target.value)} />
      {choices.length > 0 && <Checks id="organisations" legend={m.scopes.organisations} values={chosen.map(one => one.id)} onChange={values => onChange(choices.filter(one => values.includes(one.id)))} choices={choices.map(one => ({ value: one.id, label: one.name }))} />}
    </>
  );
}

function CheckAnswers({ circular, names, pending, error, onBack, onSend }: {
  circular: NewCircular; names: Chosen[]; pending: boolean; error: unknown; onBack: () => void; onSend: () => void;
}) {
  const { t, n, language } = useI18n();
  const s = useStaffT();
  const dates = useDates();
  const reach = useReach(circular.audience, circular.channels, true);
  const preview = useCircularPreview(circular);
  // The button that leads here stands at the end of a long form.
  useEffect(() => document.querySelector<HTMLElement>('main h1')?.focus(), []);
  const refused = preview.data?.items.some(look => look.findings.some(one => one.refused)) ?? false;
  const m = s.circulars;
  const euro = new Intl.NumberFormat(language === 'sr' ? 'sr-Latn' : language, { style: 'currency', currency: 'EUR' });
  return (
    <>
      <PageHead title={m.checkTitle} lead={m.checkLead} />
      {Boolean(error) && <ErrorSummary errors={{}} general={describe(error, t).text} ids={{}} />}
      <dl className="pairs">
        <dt>{m.when}</dt><dd>{circular.sendAt ? dates.dateTime(circular.sendAt) : m.now}</dd>
        <dt>{m.who}</dt><dd>{m.audience(circular.audience.scope, circular.audience.values.length)}{circular.audience.scope === 'organisations' && <><br /><span className="soft">{names.map(one => one.name).join(', ')}</span></>}</dd>
        <dt>{m.reach}</dt>
        <dd>
          {reach.error ? <Failure error={reach.error} onRetry={() => void reach.refetch()} />
            : !reach.data ? <Skeleton lines={1} />
            : <span role="status">{m.reaches(n(reach.data.people), n(reach.data.email))}{circular.channels.includes('sms') && `, ${m.bySms(n(reach.data.sms))}`}{circular.channels.includes('sms') && reach.data.price !== null && `, ${euro.format(reach.data.price)}`}</span>}
        </dd>
      </dl>
      <section aria-labelledby="looks" className="template-section">
        <h2 id="looks">{m.preview}</h2>
        <p>{m.previewLead}</p>
        {preview.error ? <Failure error={preview.error} onRetry={() => void preview.refetch()} />
          : !preview.data ? <Skeleton lines={8} />
          : <CircularLooks circular={circular} looks={preview.data.items} />}
      </section>
      <div className="check-actions">
        {refused && <p className="red">{m.mendFirst}</p>}
        <p className="actions">
          <button type="button" className="button" disabled={pending || refused || !reach.data || reach.data.people === 0} onClick={onSend}>{circular.sendAt ? m.scheduleDo : m.sendDo(reach.data ? n(reach.data.people) : '…')}</button>
          <button type="button" className="link-button" onClick={onBack}>{m.back}</button>
        </p>
      </div>
    </>
  );
}
