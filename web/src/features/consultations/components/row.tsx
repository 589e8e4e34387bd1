import { Fragment } from 'react';
import { inLanguage, useI18n } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { Deadline, isUrgent } from '@/shared/ui/deadline';
import { MessageSquare } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import type { OwnStanding } from '../api/comments';
import type { Summary } from '../api/types';
import { NextInternal, StageTag } from './life';
import './row.css';

/** What is to be done by us comes first, and leads there. Whoever speaks for several organisations sees each by its name. */
function Ours({ ours, item }: { ours: OwnStanding[]; item: Summary }) {
  const { t } = useI18n();
  const open = item.stage === 'open' || item.stage === 'early';
  const title = <span className="hidden">: {item.title}</span>;
  return ours.map(one => {
    const parts = [
      one.forSignOff > 0 && <Link to="/comment-drafts">{t.ours.forSignOff(one.forSignOff)}{title}</Link>,
      one.inReview > 0 && <Link to="/comment-drafts">{t.ours.inReview(one.inReview)}{title}</Link>,
      one.writing > 0 && <Link to="/comment-drafts">{t.ours.writing(one.writing)}{title}</Link>,
      one.submitted > 0 && t.ours.submitted(one.submitted),
      one.notRelevant && t.ours.notRelevant,
    ].filter(Boolean);
    if (parts.length === 0 && !open) return null;
    return (
      <p key={one.organisation} className="row-ours">
        <b>{ours.length > 1 ? `${one.name}:` : t.ours.us}</b> {parts.length === 0 ? t.ours.nothing : parts.map((part, i) => <Fragment key={i}>{i > 0 && ' · '}{part}</Fragment>)}
      </p>
    );
  });
}

/**
 * One consultation in a list: how long, what, whose.
 *
 * @param ours where the reader's organisations stand; left out for whoever speaks for none
 */
export function ConsultationRow({ item, level = 2, ours }: { item: Summary; level?: 2 | 3; ours?: OwnStanding[] | undefined }) {
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
        {ours && <Ours ours={ours} item={item} />}
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
