import { useState } from 'react';
import { useSaveAlertSettings, type AlertSettings } from '@/shared/api/alert-settings';
import { ApiError } from '@/shared/api/problem';
import { useT } from '@/shared/i18n';
import type { Me } from '@/shared/session/session';
import { Checks, ErrorSummary, TextField, type Errors } from '@/shared/ui/form';
import { describe, Notice } from '@/shared/ui/states';
import { useCheckPhone, type PhoneCheck } from '../api/check-phone';
import { useSavePhone } from '../api/save-phone';
import { useWords } from '../words';
import { spaced } from '../phone';

const IDS = { phone: 'phone' };

export function SettingsForm({ initial, me }: { initial: AlertSettings; me: Me }) {
  const t = useT();
  const w = useWords();
  const save = useSaveAlertSettings();
  const savePhone = useSavePhone();
  const checkPhone = useCheckPhone();
  const [settings, setSettings] = useState(initial);
  const [phone, setPhone] = useState(me.phone ? spaced(me.phone) : '');
  const [errors, setErrors] = useState<Errors>({});
  const change = (changes: Partial<AlertSettings>) => {
    save.reset();
    setSettings(current => ({ ...current, ...changes }));
  };

  const wrong = ({ verdict, presentForm }: PhoneCheck): string | null => {
    const present = spaced(presentForm ?? '');
    switch (verdict) {
      case 'fits': return null;
      case 'old-form': return t.alerts.phoneOld(present);
      case 'old-landline': return t.alerts.phoneOldLandline(present);
      case 'landline': return t.alerts.phoneLandline;
      case 'country': return t.alerts.phoneCountry;
      case 'costly': return t.alerts.phoneCostly;
      case 'not-a-number': return t.alerts.phoneError;
    }
  };
  const typed = phone.trim();
  // Compared as it is shown: a number that was saved long ago is not judged again unless it is changed.
  const changed = typed !== (me.phone ? spaced(me.phone) : '');
  const checked = checkPhone.variables === typed ? checkPhone.data : undefined;
  const old = checked?.verdict === 'old-form' ? checked.presentForm : null;
  const submit = async () => {
    setErrors({});
    if (settings.sms && !typed) {
      setErrors({ phone: t.alerts.phoneNeeded });
      return;
    }
    try {
      if (changed) {
        const check = typed ? await checkPhone.mutateAsync(typed) : null;
        const fault = check && wrong(check);
        if (fault) {
          setErrors({ phone: fault });
          return;
        }
        await savePhone.mutateAsync(check?.number ?? '');
        setPhone(spaced(check?.number ?? ''));
      }
      await save.mutateAsync(settings);
    } catch (error) {
      if (error instanceof ApiError) setErrors(error.fields);
    }
  };

  const failed = save.error ?? savePhone.error ?? checkPhone.error;
  const busy = save.isPending || savePhone.isPending;
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
          onChange={event => { save.reset(); setPhone(event.target.value); }} onBlur={() => { if (changed && typed) checkPhone.mutate(typed); }}
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
      <button className="button" disabled={busy}>{busy ? t.common.saving : t.alerts.save}</button>
    </form>
  );
}
