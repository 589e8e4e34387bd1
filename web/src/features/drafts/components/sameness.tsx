import { useState } from 'react';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { SelectField } from '@/shared/ui/form';
import { ExternalLink } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { describe, Notice } from '@/shared/ui/states';
import { useDrafts, useSameness, useTakeText, type Draft } from '../api/drafts';
import { useSourceName } from '../source-name';

/** Where else the draft was seen, or which one it is. */
export function SeenAgain({ draft }: { draft: Draft }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const sameness = useSameness(draft.id);
  const take = useTakeText(draft.id);
  const d = s.sameness;
  const sourceName = useSourceName();
  const seen = draft.seenAlso ?? [];
  return (
    <>
      {sameness.error && <Notice tone="red" live><p>{describe(sameness.error, t).text}</p></Notice>}
      {take.error && <Notice tone="red" live><p>{describe(take.error, t).text}</p></Notice>}
      {take.isSuccess && <Notice tone="good" live><p>{draft.state === 'opened' ? s.draftDocuments.doneOpened : s.draftDocuments.doneText}</p></Notice>}
      {draft.sameAs && (
        <Notice>
          <p>{d.isSame} <Link to={`/drafts/${draft.sameAs}`}>{d.toFirst}</Link></p>
          <button type="button" className="button button-plain button-small" disabled={sameness.isPending} onClick={() => sameness.mutate(null)}>{d.notSame}</button>
        </Notice>
      )}
      {seen.length > 0 && (
        <section className="page-section" aria-labelledby="seen-also">
          <h2 id="seen-also">{d.seenAlso}</h2>
          <ul>
            {seen.map(one => (
              <li key={one.draft}>
                <Link to={`/drafts/${one.draft}`}>{sourceName(one.source)}</Link>, {dates.dateTime(one.at)} ({d.how[one.how as keyof typeof d.how] ?? one.how})
                {one.url && <> · <a href={one.url} rel="noreferrer">{s.drafts.sourcePage} <ExternalLink size={14} aria-hidden="true" /></a></>}
                {one.newerText && (
                  <p>
                    {d.newerText} {draft.state === 'opened' && s.draftDocuments.textOpened}<br />
                    <button type="button" className="button button-plain button-small" disabled={take.isPending} onClick={() => take.mutate({ sighting: one.draft, version: draft.version })}>{d.takeText}</button>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** For a draft with many of the same words as another: it waits for one tap. */
export function PerhapsTheSame({ draft }: { draft: Draft }) {
  const t = useT();
  const s = useStaffT();
  const sameness = useSameness(draft.id);
  const perhaps = draft.perhapsSame;
  const d = s.sameness;
  if (!perhaps) return null;
  return (
    <Notice tone="amber" title={d.perhaps(Math.round(perhaps.likeness * 100))}>
      {sameness.error && <p role="alert">{describe(sameness.error, t).text}</p>}
      <p><Link to={`/drafts/${perhaps.draft}`}>{perhaps.title}</Link></p>
      <p>{d.perhapsText}</p>
      <div className="actions no-print">
        <button type="button" className="button button-plain button-small" disabled={sameness.isPending} onClick={() => sameness.mutate(perhaps.draft)}>{d.perhapsYes}</button>
        <button type="button" className="button button-plain button-small" disabled={sameness.isPending} onClick={() => sameness.mutate(null)}>{d.perhapsNo}</button>
      </div>
    </Notice>
  );
}

/** For a draft that the comparison did not recognise. */
export function SayItIsTheSame({ draft }: { draft: Draft }) {
  const t = useT();
  const s = useStaffT();
  const sameness = useSameness(draft.id);
  const others = useDrafts({ limit: 200 });
  const likely = draft.perhapsSame?.draft ?? '';
  const [first, setFirst] = useState(likely);
  const [missing, setMissing] = useState(false);
  const d = s.sameness;
  const choices = others.items.filter(one => one.id !== draft.id && !one.sameAs && one.state !== 'dismissed').sort((a, b) => Number(b.id === likely) - Number(a.id === likely));
  if (choices.length === 0 || (draft.seenAlso ?? []).length > 0) return null;
  return (
    <section className="page-section" aria-labelledby="same">
      <h2 id="same">{d.sayTitle}</h2>
      <p>{d.sayText}</p>
      <form noValidate onSubmit={event => { event.preventDefault(); setMissing(!first); if (first) sameness.mutate(first); }}>
        {sameness.error && <Notice tone="red" live><p>{describe(sameness.error, t).text}</p></Notice>}
        <SelectField id="same-as" label={d.first} error={missing ? d.chooseFirst : undefined} value={first} onChange={event => setFirst(event.target.value)}>
          <option value="">{s.drafts.choose}</option>
          {choices.map(one => <option key={one.id} value={one.id}>{one.title}</option>)}
        </SelectField>
        <button className="button button-plain" disabled={sameness.isPending}>{d.say}</button>
      </form>
    </section>
  );
}
