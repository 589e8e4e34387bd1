import { useDates, useT } from '@/shared/i18n';
import type { Step } from '../api/types';

/** Who did what when; colleagues without their names, which this service does not know. */
export function History({ steps }: { steps: Step[] }) {
  const t = useT();
  const dates = useDates();
  return (
    <details className="comment-history">
      <summary>{t.commentLife.history}</summary>
      <ol>
        {steps.map((step, index) => (
          <li key={index}>
            {t.commentLife.acts[step.act] ?? step.act}: {step.mine ? t.commentLife.you : t.commentLife.colleague}, <time dateTime={step.at}>{dates.dateTime(step.at)}</time>
            {step.note && <p className="words-as-typed soft">{step.note}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}
