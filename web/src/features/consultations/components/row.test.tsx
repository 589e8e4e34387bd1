import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, renderHook, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { I18nProvider, loadMessages, type Language } from '@/shared/i18n';
import { useStandings, type OwnStanding } from '../api/comments';
import type { Summary } from '../api/types';
import { open } from '../../../../tests/render';
import { ConsultationRow } from './row';

const item = {
  id: 'c-1', reference: 'K-2026-0001', title: 'Projektligji', language: 'sq', institution: { id: 'md', names: { sq: 'MD', sr: 'MP', en: 'MoJ' } }, actKind: 'law', fields: [], stage: 'open', openedAt: '2026-11-20T08:00:00Z',
  deadline: '2026-12-11T23:59', deadlineAt: '2026-12-11T22:59:00Z', workingDaysLeft: 5, calendarDaysLeft: 7, articleCount: 3, commentCount: 0, organisationCount: 0, sourceUrl: null, version: 1, owner: 'government', accepts: 'everything',
  internalDeadlines: [],
} as unknown as Summary;
const none: OwnStanding = { organisation: 'o-1', name: 'Shoqata Shembull', writing: 0, inReview: 0, forSignOff: 0, submitted: 0, notRelevant: false };

async function words(language: Language, ours: OwnStanding[], stage = 'open'): Promise<string[]> {
  const messages = await loadMessages(language);
  const shown = render(<MemoryRouter><I18nProvider language={language} messages={messages}><ul><ConsultationRow item={{ ...item, stage } as Summary} ours={ours} /></ul></I18nProvider></MemoryRouter>);
  const found = [...shown.container.querySelectorAll('.row-ours')].map(one => one.textContent?.replaceAll(': Projektligji', '').replaceAll('\u00a0', ' ') ?? '');
  shown.unmount();
  return found;
}

describe('where we stand, in a row', () => {
  it('says what waits for whom, in three languages', async () => {
    const ours = { ...none, forSignOff: 1, inReview: 2, writing: 3, submitted: 5 };
    expect(await words('en', [ours])).toEqual(['We: 1 comment waits for sign-off · 2 comments with a colleague · 3 comments being written · 5 comments submitted']);
    expect(await words('sq', [ours])).toEqual(['Ne: 1 koment pret miratimin · 2 komente te një koleg për shqyrtim · 3 komente në hartim · 5 komente të dërguara']);
    expect(await words('sr', [ours])).toEqual(['Mi: 1 komentar čeka odobrenje · 2 komentara pregleda kolega · 3 komentara se pišu · 5 komentara podneto']);
  });

  it('does not call a comment in review one that is being written', async () => {
    expect(await words('en', [{ ...none, inReview: 1 }])).toEqual(['We: 1 comment with a colleague']);
    expect(await words('sr', [{ ...none, inReview: 21 }])).toEqual(['Mi: 21 komentar pregleda kolega']);
  });

  it('names each organisation where there are several', async () => {
    const ours = [{ ...none, submitted: 1 }, { ...none, organisation: 'o-2', name: 'Udruženje Primer', notRelevant: true }, { ...none, organisation: 'o-3', name: 'Third' }];
    expect(await words('en', ours)).toEqual(['Shoqata Shembull: 1 comment submitted', 'Udruženje Primer: not relevant to us', 'Third: nothing said yet']);
    expect(await words('en', ours, 'closed'), 'nobody can say anything any more').toEqual(['Shoqata Shembull: 1 comment submitted', 'Udruženje Primer: not relevant to us']);
  });

  it('is known of every row, however many there are', async () => {
    const asked: number[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      const ids = new URL(url, 'http://localhost').searchParams.getAll('consultation');
      asked.push(ids.length);
      return new Response(JSON.stringify({ items: ids.map(consultation => ({ consultation, organisations: [{ ...none, submitted: 1 }] })) }), { status: 200, headers: { 'Content-Type': 'application/json' } });
    });
    const ids = Array.from({ length: 250 }, (_, i) => `c-${i}`);
    const client = new QueryClient();
    const hook = renderHook(() => useStandings(ids, true), { wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider> });
    await waitFor(() => expect(hook.result.current.size).toBe(250));
    expect(asked.sort()).toEqual([100, 100, 50]);
  });

  it('stands in the list', async () => {
    await open('/consultations', { as: 'admin' });
    expect((await screen.findAllByText(/comment with a colleague/)).length).toBeGreaterThan(0);
  });
});
