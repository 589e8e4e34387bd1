import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ApiError } from '@/shared/api/problem';
import { actKinds, fields } from '@/shared/api/reference';
import { useI18n, type Language } from '@/shared/i18n';
import { CampaignChecks, InstitutionChecks, nothingChosen } from '@/shared/criteria/criteria';
import { PreviewBox } from '@/shared/criteria/preview';
import { InText, RelatedWords, splitWords } from '@/shared/criteria/related-words';
import { Checks, ErrorSummary, Radios, SelectField, TextField, type Errors } from '@/shared/ui/form';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { describe, Failure, Notice, Skeleton } from '@/shared/ui/states';
import { frequencies, useAsk, useWording, type Asked, type Frequency } from '../api';
import { addressLike } from '../told';
import { useWords } from '../words';
import './public-alerts.css';

const IDS = { email: 'email', scope: 'scope', words: 'words', fields: 'fields', institutions: 'institutions', actKinds: 'kinds', regions: 'regions', groups: 'groups', campaigns: 'campaigns' };
const NONE = { regions: [], groups: [], campaigns: [] };

/** Anybody subscribes to public consultations by e-mail. */
export function SubscribePage() {
  const { language, t } = useI18n();
  const w = useWords();
  const [query] = useSearchParams();
  const [mailLanguage, setMailLanguage] = useState<Language>(language);
  const wording = useWording(mailLanguage);
  const ask = useAsk();
  const [email, setEmail] = useState('');
  const [words, setWords] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const consultation = query.get('consultation');
  const [wanted, setWanted] = useState<Asked>({
    scope: consultation ? 'chosen' : 'everything', match: 'any', institutions: [], actKinds: [], fields: [], words: [], inText: false, frequency: 'at-once', consultationId: consultation, ...NONE,
  });
  const change = (changes: Partial<Asked>) => setWanted(current => ({ ...current, ...changes }));
  const s = w.subscribe;
  const found = splitWords(words);
  const body = { ...wanted, words: found, inText: wanted.inText && found.length > 0 };
  const nothing = body.scope === 'chosen' && nothingChosen({ ...NONE, ...body });

  const submit = () => {
    const bad: Errors = {};
    if (!addressLike(email)) bad['email'] = w.emailWrong;
    if (nothing) bad['scope'] = s.nothing;
    setErrors(bad);
    if (Object.keys(bad).length > 0 || !wording.data) return;
    ask.mutate({ email: email.trim(), language: mailLanguage, wording: wording.data.version, wanted: body }, {
      onError: error => {
        if (!(error instanceof ApiError)) return;
        setErrors(Object.fromEntries(Object.entries(error.fields).map(([name, sentence]) => [name.replace(/^wanted\//, ''), sentence])));
        if (error.status === 422) void wording.refetch();
      },
    });
  };

  return (
    <>
      <PageHead title={ask.isSuccess ? s.sent : s.title} lead={ask.isSuccess ? undefined : s.lead} />
      {ask.isSuccess ? <Notice tone="good" live><p>{s.sentText(email.trim())}</p></Notice>
        : wording.error ? <Failure error={wording.error} onRetry={() => void wording.refetch()} />
        : wording.isPending ? <Skeleton />
        : (
          <form className="form-narrow" noValidate onSubmit={event => { event.preventDefault(); submit(); }}>
            <ErrorSummary errors={errors} ids={IDS} general={ask.error && Object.keys(errors).length === 0 ? describe(ask.error, t).text : null} />
            <TextField id="email" type="email" autoComplete="email" label={w.email} error={errors['email']} maxLength={254} value={email} onChange={event => setEmail(event.target.value)} />
            <Radios
              id="scope" legend={s.scope} error={errors['scope']} value={wanted.scope} onChange={scope => change({ scope: scope as Asked['scope'] })}
              choices={(['everything', 'chosen'] as const).map(scope => ({ value: scope, label: s.scopes[scope] }))}
            />
            {wanted.scope === 'chosen' && (
              <>
                {consultation && <p>{s.draft}: <Link to={`/consultations/${consultation}`}>{consultation}</Link></p>}
                <TextField id="words" label={s.words} hint={s.wordsHint} error={errors['words']} optional value={words} onChange={event => setWords(event.target.value)} />
                <InText legend={s.words} words={body.words} value={body.inText} onChange={inText => change({ inText })} />
                <RelatedWords words={body.words} onAdd={word => setWords([...body.words, word].join(', '))} />
                <Checks id="fields" legend={s.fields} error={errors['fields']} columns values={wanted.fields} onChange={values => change({ fields: values })} choices={fields.map(field => ({ value: field, label: t.fields[field] }))} />
                <InstitutionChecks values={{ ...NONE, ...wanted }} error={errors} ended={false} onChange={change} />
                <Checks id="kinds" legend={s.kinds} error={errors['actKinds']} columns values={wanted.actKinds} onChange={values => change({ actKinds: values })} choices={actKinds.map(kind => ({ value: kind, label: t.actKinds[kind] }))} />
                <CampaignChecks values={{ ...NONE, ...wanted }} error={errors} onChange={change} />
                <Radios
                  id="match" legend={s.match} value={wanted.match} onChange={match => change({ match: match as Asked['match'] })}
                  choices={(['any', 'all'] as const).map(match => ({ value: match, label: s.matches[match] }))}
                />
              </>
            )}
            <PreviewBox path="/api/public-subscriptions/preview" body={nothing ? null : { ...body, frequency: 'at-once' }} />
            <Radios
              id="frequency" legend={w.frequency} value={wanted.frequency} onChange={frequency => change({ frequency: frequency as Frequency })}
              choices={frequencies.map(frequency => ({ value: frequency, label: w.frequencies[frequency] }))}
            />
            <SelectField id="mail-language" label={s.language} value={mailLanguage} onChange={event => setMailLanguage(event.target.value as Language)}>
              <option value="sq" lang="sq">Shqip</option>
              <option value="sr" lang="sr-Latn">Srpski</option>
              <option value="en" lang="en">English</option>
            </SelectField>
            <h2>{s.agree}</h2>
            <p className="consent" lang={wording.data.language === 'sr' ? 'sr-Latn' : wording.data.language}>{wording.data.text}</p>
            <button className="button" disabled={ask.isPending}>{ask.isPending ? t.common.saving : s.send}</button>
          </form>
        )}
    </>
  );
}
