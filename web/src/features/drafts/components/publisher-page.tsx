import { useState } from 'react';
import { ApiError } from '@/shared/api/problem';
import { useDates, useStaffT, useT } from '@/shared/i18n';
import { TextField } from '@/shared/ui/form';
import { ExternalLink } from '@/shared/ui/icons';
import { describe, Notice } from '@/shared/ui/states';
import { usePublisherPage, type Draft } from '../api/drafts';

/** Where the publisher shows a draft that came by upload or mail: from then on it is watched like any other. */
export function WatchedAt({ draft }: { draft: Draft }) {
  const t = useT();
  const s = useStaffT();
  const dates = useDates();
  const saving = usePublisherPage(draft.id);
  const [url, setUrl] = useState('');
  const [missing, setMissing] = useState(false);
  const w = s.watchedAt;
  const page = draft.publisherPage;
  const failed = saving.error instanceof ApiError ? saving.error.fields['url'] : undefined;
  return (
    <section className="page-section" aria-labelledby="watched-at">
      <h2 id="watched-at">{w.title}</h2>
      {saving.error && !failed && <Notice tone="red" live><p>{describe(saving.error, t).text}</p></Notice>}
      {page ? (
        <>
          <p><a href={page.url} rel="noreferrer">{page.url} <ExternalLink size={14} aria-hidden="true" /></a> <small className="soft">{w.by[page.by]}, {dates.dateTime(page.givenAt)}</small></p>
          {page.state === 'failing'
            ? <Notice tone="amber" title={w.states.failing}>{page.problem && <p>{page.problem}</p>}{page.lookedAt && <p>{w.lookedAt(dates.dateTime(page.lookedAt))}</p>}</Notice>
            : <p>{w.states[page.state]}</p>}
          <button type="button" className="button button-plain button-small" disabled={saving.isPending} onClick={() => saving.mutate(null)}>{w.leave}</button>
        </>
      ) : (
        <>
          <p>{w.text}</p>
          <form noValidate onSubmit={event => { event.preventDefault(); setMissing(!url.trim()); if (url.trim()) saving.mutate(url.trim()); }}>
            <TextField id="publisher-page" type="url" label={w.url} hint={w.hint} error={missing ? w.missing : failed} value={url} onChange={event => setUrl(event.target.value)} />
            <button className="button button-plain" disabled={saving.isPending}>{w.watch}</button>
          </form>
        </>
      )}
    </section>
  );
}
