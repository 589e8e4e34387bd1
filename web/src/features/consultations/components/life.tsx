import { useInstitutions } from '@/shared/api/reference';
import { inLanguage, useDates, useI18n, useT } from '@/shared/i18n';
import { wallTime } from '@/shared/i18n/dates';
import { AlertTriangle, Check, ExternalLink } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { RuleSource } from '@/shared/ui/rule-source';
import { Notice } from '@/shared/ui/states';
import type { Consultation, Correction, InternalDeadline, Stage, Summary } from '../api/types';
import './life.css';

const WAY: Stage[] = ['open', 'closed', 'answered', 'adopted'];

/** The stages as a line of steps, the one it is at marked. */
export function StageLine({ consultation }: { consultation: Consultation }) {
  const { t } = useI18n();
  const dates = useDates();
  const steps = consultation.steps ?? [];
  const { stage } = consultation;
  const began = steps.some(step => step.act === 'announced-early') || stage === 'early';
  const whole = began ? ['early' as Stage, ...WAY] : WAY;
  // One that was dropped went as far as it went.
  const last = stage === 'dropped' ? steps.findLast(step => step.stage !== 'dropped')?.stage ?? 'open' : stage;
  const way = stage === 'dropped' ? [...whole.slice(0, whole.indexOf(last) + 1), stage] : whole;
  const at = way.indexOf(stage);
  const when = (one: Stage): string => {
    const step = steps.findLast(candidate => candidate.stage === one && !['deadline-moved', 'reverted', 'corrected'].includes(candidate.act));
    const day = step ? step.on ?? step.at : one === 'open' && stage !== 'early' ? consultation.openedAt : one === 'closed' && stage !== 'early' ? consultation.deadline : null;
    return day ? dates.date(day) : '';
  };
  return (
    <ol className="steps" aria-label={t.consultation.steps}>
      {way.map((one, index) => (
        <li key={one} className={index < at ? 'step-done' : index === at ? 'step-now' : 'step-later'} aria-current={index === at ? 'step' : undefined}>
          {index < at ? <Check size={16} aria-hidden="true" /> : <i className="dot" aria-hidden="true" />}
          <span>{t.life.stages[one]}<small>{index > at && one !== 'closed' ? '' : when(one)}</small></span>
        </li>
      ))}
    </ol>
  );
}

/** What the rules say of it; each rule that nobody has confirmed says so. */
export function RuleNotes({ consultation }: { consultation: Consultation }) {
  const { t, language } = useI18n();
  const dates = useDates();
  const { period, report, institution } = consultation;
  const heirs = (institution.successors ?? []).map(names => inLanguage(names, language)).filter(Boolean);
  if (!period && !report && heirs.length === 0) return null;
  return (
    <div className="rule-notes">
      {heirs.length > 0 && <p className="soft">{t.life.nowDoneBy(heirs.join(', '))}</p>}
      {period && (period.met ? <p className="soft">{t.life.ruleTitle}: {t.life.longEnough(t.life.days[period.unit](period.needed), period.given)}. <RuleSource rule={period} /></p>
        : <Notice tone="amber" title={t.life.tooShort(t.life.days[period.unit](period.needed), period.given)}><p><RuleSource rule={period} /></p></Notice>)}
      {report && (report.overdue ? <Notice tone="amber"><p>{t.life.reportOverdue(dates.date(report.due))} <RuleSource rule={report} /></p></Notice>
        : <p className="soft">{t.life.reportDue(dates.date(report.due))} <RuleSource rule={report} /></p>)}
    </div>
  );
}

/** Where an early consultation and that of the official draft stand beside each other, each leads to the other. */
export function Continuation({ consultation }: { consultation: Consultation }) {
  const t = useT();
  const early = consultation.continues ?? [];
  return (
    <>
      {consultation.continuesIn && <Notice><p>{t.life.continuesIn} <Link to={`/consultations/${consultation.continuesIn.id}`}>{consultation.continuesIn.title}</Link></p></Notice>}
      {early.map(one => <p key={one.id} className="soft">{t.life.continues} <Link to={`/consultations/${one.id}`}>{one.title}</Link></p>)}
    </>
  );
}

export function InternalDeadlines({ consultation }: { consultation: Consultation }) {
  const t = useT();
  const all = consultation.internalDeadlines ?? [];
  if (all.length === 0 || (consultation.stage !== 'open' && consultation.stage !== 'early')) return null;
  return (
    <section className="internal" aria-labelledby="internal">
      <h2 id="internal">{t.life.internalTitle}</h2>
      <ul>{all.map(one => <li key={one.step} className={one.over ? 'soft' : undefined}><InternalInWords deadline={one} />{one.byHand && <span className="soft"> ({t.life.byHand})</span>}</li>)}</ul>
    </section>
  );
}

/** The next of the network's own deadlines, in a row of the list. */
export function NextInternal({ item }: { item: Summary }) {
  const t = useT();
  const next = (item.internalDeadlines ?? []).find(one => !one.over);
  if (!next || (item.stage !== 'open' && item.stage !== 'early')) return null;
  return <p className="row-ours">{t.life.ourDeadline}: <InternalInWords deadline={next} /></p>;
}

function InternalInWords({ deadline }: { deadline: InternalDeadline }) {
  const t = useT();
  const dates = useDates();
  const today = wallTime(new Date());
  const at = wallTime(deadline.deadline);
  const lastDay = at.year === today.year && at.month === today.month && at.day === today.day;
  const left = deadline.over ? t.life.passed : lastDay ? t.deadline.today : deadline.workingDaysLeft > 0 ? t.deadline.workingDays(deadline.workingDaysLeft) : t.deadline.noWorkingDays;
  return <span>{t.life.steps[deadline.step]}, <time dateTime={deadline.deadline}>{dates.dateTime(deadline.deadline)}</time>: {left.toLowerCase()}</span>;
}

/** Everything that became of it, the latest first. */
export function History({ consultation }: { consultation: Consultation }) {
  const { t } = useI18n();
  const dates = useDates();
  const steps = [...(consultation.steps ?? [])].reverse();
  if (steps.length === 0) return null;
  const acts = t.life.acts as Record<string, string>;
  const who = t.life.by as Record<string, string>;
  return (
    <details className="about">
      <summary><h2>{t.life.historyTitle}</h2></summary>
      <ol className="life-history about-body">
        {steps.map((step, index) => (
          <li key={index}>
            <p><strong>{acts[step.act] ?? step.act}</strong>{step.act === 'reverted' && `: ${t.life.stages[step.stage]}`}{step.deadline && `, ${t.life.until(dates.dateTime(step.deadline))}`}</p>
            <p className="soft small">{dates.dateTime(step.at)} · {who[step.by] ?? step.by}{step.on && step.on !== step.at.slice(0, 10) && ` · ${dates.date(step.on)}`}</p>
            {(step.corrected ?? []).map(one => <p key={one.fact}><Corrected correction={one} /></p>)}
            {step.reason && <p>{step.reason}</p>}
            {step.link && <p><a href={step.link} rel="noreferrer">{t.life.read} <ExternalLink size={14} aria-hidden="true" /><span className="hidden"> ({t.common.opensElsewhere})</span></a></p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What a fact was and what it is, in words. */
function Corrected({ correction }: { correction: Correction }) {
  const t = useT();
  const institutions = useInstitutions();
  const kinds = t.actKinds as Record<string, string>;
  const names = t.fields as Record<string, string>;
  const say = (value: string) => correction.fact === 'institution' ? institutions.nameOf(value) : correction.fact === 'actKind' ? kinds[value] ?? value
    : correction.fact === 'fields' ? value.split(',').map(field => names[field] ?? field).join(', ') : value;
  return <>{t.life.facts[correction.fact]}: <del>{say(correction.before) || '–'}</del> → <ins>{say(correction.after) || '–'}</ins></>;
}

/** A stage beside a title: a sign and a word. */
export function StageTag({ stage }: { stage: Stage | 'planned' }) {
  const t = useT();
  return <span className={stage === 'dropped' ? 'tag tag-red' : stage === 'adopted' || stage === 'answered' ? 'tag tag-action' : 'tag'}>{stage === 'dropped' && <AlertTriangle size={14} aria-hidden="true" />}{(stage === 'adopted' || stage === 'answered') && <Check size={14} aria-hidden="true" />}{t.life.stages[stage]}</span>;
}
