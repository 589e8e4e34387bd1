import { daysBetween, wallTime } from '@/shared/i18n/dates';
import { useT } from '@/shared/i18n';
import type { Messages } from '@/shared/i18n/messages/en';
import { Clock } from './icons';

export type Due = { stage: string; deadline: string; workingDaysLeft?: number | null };

/** From here on time is running out, in working days. */
const URGENT = 3;

function runs(stage: string): boolean {
  return stage === 'open' || stage === 'early';
}

export function isUrgent({ stage, workingDaysLeft }: Due): boolean {
  return runs(stage) && (workingDaysLeft ?? 99) <= URGENT;
}

/** “5 working days left, closes Friday 27 November 2026 at 23:59.” */
export function deadlineInWords(due: Due, t: Messages, now = new Date()): { left: string; closes: string } {
  const at = wallTime(due.deadline);
  const days = daysBetween(wallTime(now), at);
  // An early consultation keeps its stage when its date has passed.
  if (!runs(due.stage) || (due.stage === 'early' && days < 0)) return { left: '', closes: t.deadline.closed(at) };
  const closes = days === 0 ? t.deadline.closesToday(at) : days === 1 ? t.deadline.closesTomorrow(at) : t.deadline.closes(at);
  const left = due.workingDaysLeft ?? null;
  return { left: left === null || days === 0 ? '' : left > 0 ? t.deadline.workingDays(left) : t.deadline.noWorkingDays, closes };
}

/** @param beside the days already stand beside it in large figures: on a wide screen they are then only read out */
export function Deadline({ due, now, beside = false }: { due: Due; now?: Date; beside?: boolean }) {
  const t = useT();
  const { left, closes } = deadlineInWords(due, t, now);
  const urgent = isUrgent(due);
  return (
    <span className={urgent ? 'deadline deadline-amber' : 'deadline'}>
      {urgent && <><Clock size={18} aria-hidden="true" /><span className="hidden">{t.deadline.urgent}: </span></>}
      <time dateTime={due.deadline}>{left && <span className={beside ? 'deadline-left' : undefined}>{capital(left)}, </span>}{left && !beside ? closes : <span className="deadline-closes">{left ? closes : capital(closes)}</span>}</time>
    </span>
  );
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
