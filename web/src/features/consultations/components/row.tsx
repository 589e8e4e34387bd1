import { inLanguage, useI18n } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { Deadline, isUrgent } from '@/shared/ui/deadline';
import { MessageSquare } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import type { Summary } from '../api/types';
import { NextInternal, StageTag } from './life';
import './row.css';

/**
 * One consultation in a list: how long, what, whose.
 *
 * @param waiting own comments on it that are not submitted
 */
export function ConsultationRow({ item, level = 2, waiting = 0 }: { item: Summary; level?: 2 | 3; waiting?: number }) {
  const { t, language } = useI18n();
  const Heading = `h${level}` as const;
  const open = item.stage === 'open' || item.stage === 'early';
  const urgent = isUrgent(item);
  return (
    <li className="row">
      {open && item.workingDaysLeft !== null && item.workingDaysLeft !== undefined && (
        <div className={urgent ? 'row-days row-days-urgent' : 'row-days'} aria-hidden="true">
          <b>{item.workingDaysLeft}</b>
          <span>{t.deadline.workingDaysUnit(item.workingDaysLeft)}</span>
        </div>
      )}
      <div className="row-body">
        <Heading className="row-title" lang={languageTags[item.language]}><Link to={`/consultations/${item.id}`}>{item.title}</Link></Heading>
        <p className="row-who">{item.owner === 'network' ? t.life.ownDocument : inLanguage(item.institution.names, language) || item.institution.id} · {t.actKinds[item.actKind] ?? item.actKind}</p>
        <p className="row-when"><Deadline due={item} beside /></p>
        {item.stage !== 'open' && item.stage !== 'closed' && <p><StageTag stage={item.stage} /></p>}
        <NextInternal item={item} />
        {waiting > 0 && <p className="row-ours"><Link to="/comment-drafts">{t.life.waiting(waiting)}<span className="hidden">: {item.title}</span></Link></p>}
        <p className="row-counts soft">
          <MessageSquare size={16} aria-hidden="true" />
          {item.commentCount > 0
            ? `${t.consultations.comments(item.commentCount)} ${t.consultations.organisations(item.organisationCount)}`
            : t.consultations.noComments}
          {item.articleCount > 0 && ` · ${t.consultations.articles(item.articleCount)}`}
        </p>
      </div>
    </li>
  );
}
