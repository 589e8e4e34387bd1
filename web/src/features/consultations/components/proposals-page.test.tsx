import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { commentSettings } from '../../../../mock/data';
import { flaws, open } from '../../../../tests/render';

const AT = '/consultations/projektligji-shoqatat/proposals';

afterEach(() => { commentSettings.visibility = 'network'; });

describe('what we proposed and what became of it', () => {
  it('is shown to everybody where comments are, with the outcome of each and the figures', async () => {
    commentSettings.visibility = 'all';
    const { container } = await open(AT);
    const figures = await screen.findByRole('table', { name: 'Proposals by what became of them' });
    expect(within(figures).getAllByRole('rowheader').map(one => one.textContent)).toEqual(['Accepted', 'Accepted in part', 'Rejected', 'No answer yet']);
    const counts = within(figures).getAllByRole('cell').map(one => Number(one.textContent));
    expect(counts[1]).toBe(1);
    expect(await screen.findByText(/Heshtja nuk do të jetë refuzim/)).toBeInTheDocument();
    expect(screen.getByText(/Raporti i konsultimit, faqja 4/)).toBeInTheDocument();
    expect(screen.getAllByText('No answer yet.').length).toBe(counts[3]);
    expect(screen.queryByRole('button', { name: /what became of it/ })).toBeNull();
    expect(await flaws(container)).toEqual([]);
    await userEvent.selectOptions(screen.getByLabelText('Show'), 'partly');
    await waitFor(() => expect(screen.queryByText('No answer yet.')).toBeNull());
    expect(await screen.findByText(/Heshtja nuk do të jetë refuzim/)).toBeInTheDocument();
  });

  it('asks a visitor to sign in where the network keeps its comments to itself', async () => {
    const { calls } = await open(AT);
    expect(await screen.findByText('The network shows its proposals on this draft to its members.')).toBeInTheDocument();
    expect(calls.some(call => call.path.includes('comment-outcomes') || /\/comments\b/.test(call.path))).toBe(false);
  });

  it('says that nothing is published yet where nobody may read, members neither', async () => {
    const { calls } = await open(AT, {
      as: 'arta', intercept: (method, path) => method === 'GET' && path.endsWith('/comment-settings') ? { status: 200, body: { visibility: 'nobody', late: 'refuse', commentRightSubmits: false, mayRead: false, orphans: 0 } } : null,
    });
    expect(await screen.findByRole('heading', { name: 'The proposals are not published yet' })).toBeInTheDocument();
    expect(calls.some(call => call.path.includes('comment-outcomes'))).toBe(false);
  });

  it('is recorded by the secretariat with the place where the answer stands', async () => {
    const { calls, container } = await open(AT, { as: 'drita' });
    const user = userEvent.setup();
    await user.click((await screen.findAllByRole('button', { name: /^Record what became of it/ }))[0]!);
    const form = screen.getByRole('form', { name: 'Record what became of it' });
    await user.click(within(form).getByRole('button', { name: 'Record' }));
    expect(within(form).getByText('Choose what the publisher decided')).toBeInTheDocument();
    expect(within(form).getByText('Say where the answer stands')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await user.click(within(form).getByLabelText('Rejected'));
    await user.type(within(form).getByLabelText(/^In the publisher’s words/), 'Afati mbetet.');
    await user.type(within(form).getByLabelText(/^Where it stands/), 'Raporti, faqja 2');
    await user.click(within(form).getByRole('button', { name: 'Record' }));
    expect(await screen.findByText('Afati mbetet.')).toBeInTheDocument();
    expect(JSON.parse(calls.find(call => call.method === 'PUT' && call.path.endsWith('/answer'))!.body)).toEqual({ outcome: 'rejected', words: 'Afati mbetet.', where: 'Raporti, faqja 2', link: null });
    await user.click(screen.getAllByRole('button', { name: /^Change what is recorded/ })[0]!);
    await user.click(screen.getByRole('button', { name: 'Take the record back' }));
    await waitFor(() => expect(screen.queryByText('Afati mbetet.')).toBeNull());
    expect(calls.some(call => call.method === 'DELETE' && call.path.endsWith('/answer'))).toBe(true);
  });
});
