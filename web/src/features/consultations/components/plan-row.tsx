import type { ReactNode } from 'react';
import { inLanguage, useDates, useI18n } from '@/shared/i18n';
import { Clock } from '@/shared/ui/icons';
import type { PlanEntry } from '../api/plan';
import { StageTag } from './life';
import './row.css';

/** An entry of the plan in a list: what, whose, when, and whether its quarter has ended without it. */
export function PlanRow({ entry, children }: { entry: PlanEntry; children?: ReactNode }) {
  const { t, language } = useI18n();
  const dates = useDates();
  return (
    <li className="row" id={entry.id}>
      <div className="row-body">
        <h3 className="row-title">{entry.title}</h3>
        <p className="row-who">{inLanguage(entry.institution.names, language) || entry.institution.id} · {t.actKinds[entry.actKind] ?? entry.actKind}{entry.reference && ` · ${entry.reference}`}</p>
        <p className="row-when">{t.life.quarter(entry.quarter, entry.year)}</p>
        {entry.overdue ? <p className="plan-overdue"><Clock size={18} aria-hidden="true" />{t.life.overdue(dates.date(entry.quarterEndOn))}</p> : <p><StageTag stage={entry.stage} />{entry.perhapsPublished && <> {t.life.perhapsPublished}</>}</p>}
        {children}
      </div>
    </li>
  );
}
