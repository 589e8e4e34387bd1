import { useState } from 'react';
import { useT } from '@/shared/i18n';
import { useSession } from '@/shared/session/session';
import { TextArea } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { takesComments } from '../accepts';
import { useStance } from '../api/comments';
import type { Comment, Consultation } from '../api/types';

/** How many organisations endorse or oppose a comment, and one tap for the organisation that I act for. */
export function Stances({ comment, consultation }: { comment: Comment; consultation: Pick<Consultation, 'id' | 'stage'> }) {
  const t = useT();
  const life = t.commentLife;
  const { acting } = useSession();
  const change = useStance(consultation.id);
  const [reason, setReason] = useState('');
  const endorsed = comment.endorsed ?? 0;
  const opposed = comment.opposed ?? 0;
  const own = comment.stances?.find(stance => stance.organisation.id === acting?.organisationId);
  const may = acting && acting.organisationStatus === 'active' && acting.organisationId !== comment.organisation.id && takesComments(consultation)
    && (acting.rights.includes('comment') || acting.rights.includes('sign-off'));
  const set = (stance: 'endorse' | 'oppose' | null) => acting && change.mutate({ id: comment.id, organisation: acting.organisationId, stance, reason: reason.trim() || null }, { onSuccess: () => setReason('') });
  if (!may && endorsed + opposed === 0) return null;
  return (
    <div className="stances">
      {(endorsed > 0 || opposed > 0) && <p className="soft">{[endorsed > 0 && life.endorsed(endorsed), opposed > 0 && life.opposed(opposed)].filter(Boolean).join(' · ')}</p>}
      {may && !own && (
        <details>
          <summary className="small">{life.stanceReasonAdd}</summary>
          <TextArea id={`stance-reason-${comment.id}`} label={life.stanceReason} rows={2} maxLength={2000} value={reason} onChange={event => setReason(event.target.value)} />
        </details>
      )}
      {may && (
        <div className="actions" role="group" aria-label={acting.organisationName}>
          {own && <span>{life.yourStance[own.stance]}{own.reason && ` ${own.reason}`}</span>}
          {own?.stance !== 'endorse' && <button type="button" className="button button-plain button-small" disabled={change.isPending} onClick={() => set('endorse')} aria-label={life.endorseFor(acting.organisationName)}>{life.endorse}</button>}
          {own?.stance !== 'oppose' && <button type="button" className="button button-plain button-small" disabled={change.isPending} onClick={() => set('oppose')} aria-label={life.opposeFor(acting.organisationName)}>{life.oppose}</button>}
          {own && <button type="button" className="link-button small" disabled={change.isPending} onClick={() => set(null)}>{life.takeBack}</button>}
        </div>
      )}
      {change.error && <Failure error={change.error} />}
    </div>
  );
}
