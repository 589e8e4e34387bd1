import { useState } from 'react';
import { useSaveAlertSettings, type AlertSettings } from '@/shared/api/alert-settings';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import type { Me } from '@/shared/session/session';
import { Checks, ErrorSummary, TextField, type Errors } from '@/shared/ui/form';
import { describe, Notice } from '@/shared/ui/states';
import { useSavePhone } from '../api/save-phone';
import { useWords } from '../words';
import { kosovoMobile, presentForm, spaced } from '../phone';

const IDS = { phone: 'phone' };

export function SettingsForm({ initial, me }: { initial: AlertSettings; me: Me }) {
  const t = useT();
  const w = useWords();
  const save = useSaveAlertSettings();
  const savePhone = useSavePhone();
  const [settings, setSettings] = useState(initial);
  const [phone, setPhone] = useState(me.phone ? spaced(me.phone) : '');
  const [errors, setErrors] = useState<Errors>({});
  const change = (changes: Partial<AlertSettings>) => {
    save.reset();
    setSettings(current => ({ ...current, ...changes }));
  };

  const old = presentForm(phone);
  const submit = async () => {
    const found: Errors = {};
    const number = kosovoMobile(phone);
    if (settings.sms && !phone.trim()) found['phone'] = t.alerts.phoneNeeded;
    else if (phone.trim() && !number) found['phone'] = old ? t.alerts.phoneOld(spaced(old)) : t.alerts.phoneError;
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    try {
      if ((number ?? '') !== (me.phone ?? '')) await savePhone.mutateAsync(number ?? '');
      await save.mutateAsync(settings);
    } catch (error) {
      if (error instanceof ApiError) setErrors(error.fields);
    }
  };

  const failed = save.error ?? savePhone.error;
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); void submit(); }}>
      <ErrorSummary errors={errors} ids={IDS} general={failed && Object.keys(errors).length === 0 ? describe(failed, t).text : null} />
      {save.isSuccess && <Notice tone="good" live><p>{t.alerts.savedText}</p></Notice>}
      <Checks
        id="channels" legend={t.alerts.channels} values={[settings.email ? 'email' : '', settings.sms ? 'sms' : ''].filter(Boolean)}
        onChange={values => change({ email: values.includes('email'), sms: values.includes('sms') })}
        choices={[
          { value: 'email', label: me.email ? t.alerts.email(me.email) : t.alerts.emailNone },
          { value: 'sms', label: t.alerts.smsNone, hint: t.alerts.smsHint },
        ]}
      />
      {settings.sms && (
        <TextField
          id="phone" type="tel" autoComplete="tel" inputMode="tel" label={t.alerts.phone} hint={t.alerts.phoneHint} error={errors['phone']} value={phone}
          onChange={event => { save.reset(); setPhone(event.target.value); }}
        />
      )}
      {settings.sms && old && <p><button type="button" className="link-button" onClick={() => setPhone(spaced(old))}>{t.alerts.phoneUse(spaced(old))}</button></p>}
      {settings.sms && (
        <details>
          <summary>{w.smsAnswer}</summary>
          <p>{w.smsAnswerText}</p>
          <p className="soft small">{w.smsAnswerWhen}</p>
        </details>
      )}
      {!settings.email && !settings.sms && <Notice tone="amber"><p>{t.alerts.bothOff}</p></Notice>}
      <button className="button" disabled={save.isPending || savePhone.isPending}>{save.isPending || savePhone.isPending ? t.common.saving : t.alerts.save}</button>
    </form>
  );
}
