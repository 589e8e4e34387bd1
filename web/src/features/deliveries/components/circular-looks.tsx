import { useStaffT, useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { Notice, describe } from '@/shared/ui/states';
import { useCircularTest, type CircularLook, type NewCircular } from '../api/circulars';
import { Findings } from './findings';
import { LookAt } from './look';
import './templates.css';

/** A message as its readers get it, language by language, each to be tried on oneself. */
export function CircularLooks({ circular, looks }: { circular: NewCircular; looks: CircularLook[] }) {
  return (
    <div className={looks.length > 1 ? 'looks' : 'look-alone'}>
      {looks.map(look => <OneLook key={look.language} circular={circular} look={look} />)}
    </div>
  );
}

function OneLook({ circular, look }: { circular: NewCircular; look: CircularLook }) {
  const s = useStaffT();
  const m = s.circulars;
  const name = s.templates.languages[look.language];
  return (
    <section aria-labelledby={`look-${look.language}`}>
      <h3 id={`look-${look.language}`}>{name}</h3>
      <Findings findings={look.findings} refusedTitle={m.refusedTitle} warningsTitle={m.warningsTitle} />
      {look.mail ? <LookAt look={look.mail} language={look.language} /> : <p className="soft">{s.templates.noPreview}</p>}
      {look.sms && <><h4>{s.templates.channels.sms}</h4><LookAt look={look.sms} language={look.language} /></>}
      <Try circular={circular} look={look} name={name} />
    </section>
  );
}

function Try({ circular, look, name }: { circular: NewCircular; look: CircularLook; name: string }) {
  const t = useT();
  const s = useStaffT();
  const test = useCircularTest();
  const m = s.circulars;
  const text = circular.texts[look.language];
  if (!text || look.findings.some(one => one.refused)) return null;
  return (
    <>
      {test.error && <Notice tone="red" live><p>{describe(test.error, t).text}</p></Notice>}
      {test.isSuccess && (
        <Notice tone="good" live>
          <p>{s.templates.testSent}</p>
          <ul>{test.data.items.map(one => <li key={one.channel}>{one.address}: <Link to={`/deliveries/${one.alertId}`}>{s.templates.testLedger}<span className="hidden">: {s.templates.channels[one.channel]}</span></Link></li>)}</ul>
        </Notice>
      )}
      <p className="no-print look-try"><button type="button" className="button button-plain" disabled={test.isPending} onClick={() => test.mutate({ language: look.language, text, channels: circular.channels })}>{m.test}<span className="hidden">: {name}</span></button></p>
    </>
  );
}
