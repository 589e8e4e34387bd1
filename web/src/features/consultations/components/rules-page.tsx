import { lazy, Suspense, useState } from 'react';
import { useDates, useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { AlertTriangle, Check } from '@/shared/ui/icons';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { useRules, type Rule } from '../api/stages';

const RuleForm = lazy(() => import('./rules-desk').then(module => ({ default: module.RuleForm })));
const EditButtons = lazy(() => import('./rules-desk').then(module => ({ default: module.EditButtons })));
const StepDaysForm = lazy(() => import('./rules-desk').then(module => ({ default: module.StepDaysForm })));

/** What consultations are held against, each rule with the word whether anybody has confirmed it. */
export function RulesPage() {
  const t = useT();
  const { isStaff } = useSession();
  const rules = useRules();
  return (
    <>
      <PageHead title={t.rulesPage.title} lead={t.rulesPage.lead} />
      {rules.error ? <Failure error={rules.error} onRetry={() => void rules.refetch()} />
        : rules.isPending ? <Skeleton />
        : <ul className="rows">{rules.data.items.map(rule => <Item key={rule.id} rule={rule} staff={isStaff} last={!rules.data.items.some(other => other.code === rule.code && other.validFrom > rule.validFrom)} />)}</ul>}
      {isStaff && <Suspense fallback={<Skeleton lines={4} />}><StepDaysForm /></Suspense>}
    </>
  );
}

function Item({ rule, staff, last }: { rule: Rule; staff: boolean; last: boolean }) {
  const t = useT();
  const dates = useDates();
  const [editing, setEditing] = useState<'this' | 'next' | null>(null);
  const r = t.rulesPage;
  const Sign = rule.confirmed ? Check : AlertTriangle;
  const name = r.codes[rule.code] ?? rule.code;
  return (
    <li className="plain-row">
      <h2>{name}: {rule.value === null ? r.unknown : t.life.days[rule.unit](rule.value)}</h2>
      <p><span className={rule.confirmed ? 'tag tag-action' : 'tag'}><Sign size={14} aria-hidden="true" />{rule.confirmed ? r.confirmed : r.notConfirmed}</span></p>
      <p>{[t.life.rule(rule.act, rule.article), rule.value !== null && (rule.firstDayCounts ? r.firstDayCounts : r.firstDayNot), rule.validTo ? r.fromTo(dates.date(rule.validFrom), dates.date(rule.validTo)) : r.from(dates.date(rule.validFrom))].filter(Boolean).join(' · ')}</p>
      {rule.source && <p className="soft">{r.source(rule.source)}</p>}
      {!rule.confirmed && <p>{t.life.unconfirmed}</p>}
      {staff && (
        <Suspense fallback={<Skeleton lines={2} />}>
          {editing ? <RuleForm key={editing} rule={rule} next={editing === 'next'} onDone={() => setEditing(null)} /> : <EditButtons name={name} last={last} onEdit={() => setEditing('this')} onNext={() => setEditing('next')} />}
        </Suspense>
      )}
    </li>
  );
}
