import { useStaffT } from '@/shared/i18n';
import { Notice } from '@/shared/ui/states';
import type { Finding } from '../api/templates';

/** What stands against a text: first what has to be mended, then what its writer should know. */
export function Findings({ findings, refusedTitle, warningsTitle }: { findings: Finding[]; refusedTitle: string; warningsTitle: string }) {
  const s = useStaffT();
  const m = s.templates;
  const where = (one: Finding) => one.place === 'sms' ? 'SMS:' : one.line === 0 ? '' : one.place === 'subject' ? m.inSubject(one.column) : m.inLine(one.line, one.column);
  if (findings.length === 0) return <p role="status" className="small soft">{m.noFindings}</p>;
  return (
    <div role="status">
      {([true, false] as const).map(refused => {
        const some = findings.filter(one => one.refused === refused);
        return some.length > 0 && (
          <Notice key={String(refused)} tone={refused ? 'red' : 'amber'} title={refused ? refusedTitle : warningsTitle}>
            <ul>
              {some.map((one, index) => <li key={`${one.code}-${index}`}>{where(one) && <strong>{where(one)} </strong>}{one.message}</li>)}
            </ul>
          </Notice>
        );
      })}
    </div>
  );
}
