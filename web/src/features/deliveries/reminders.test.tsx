import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { lateSummaries, missedReminders, staffNotices } from '../../../mock/data';
import { flaws, open } from '../../../tests/render';

describe('reminders', () => {
  it('that missed their time are sent only after asking, or let go', async () => {
    const before = structuredClone(missedReminders);
    const { container, calls } = await open('/reminders', { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /^Send it after all/ }));
    expect(calls.filter(call => call.method === 'POST')).toEqual([]);
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send now' }));
    expect(await screen.findByText('It is on its way.')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByText('None has missed its time')).toBeInTheDocument());
    expect(calls.filter(call => call.method === 'POST').map(call => call.path)).toEqual([`/api/reminders/missed/${before[0]!.id}/send`]);
    missedReminders.push(...before);
  });

  it('show who is silent after the last one', async () => {
    await open('/reminders', { as: 'drita' });
    expect(await screen.findByText(/4 organisations/)).toBeInTheDocument();
    expect(screen.getByText(/^closed .*2 organisations stayed silent/)).toBeInTheDocument();
    expect(screen.getByText(/^Have said something since the last reminder: /)).toBeInTheDocument();
  });

  it('ask about summaries that missed their time', async () => {
    const before = structuredClone(lateSummaries);
    const { container, calls } = await open('/reminders', { as: 'drita' });
    const user = userEvent.setup();
    const send = await screen.findByRole('button', { name: 'Send now: Summaries for 14 people' });
    expect(await flaws(container)).toEqual([]);
    await user.click(send);
    expect(await screen.findByText('It is on its way.')).toBeInTheDocument();
    expect(calls.filter(call => call.method === 'POST').map(call => call.path)).toEqual(['/api/late-summaries/late-1/send']);
    lateSummaries.push(...before);
  });

  it('stand among what waits for the secretariat', async () => {
    await open('/today', { as: 'drita' });
    expect((await screen.findAllByText(/^A reminder missed its time and waits for you: /)).length).toBeGreaterThan(0);
    expect(screen.getAllByRole('link', { name: /^Send it or let it go/ }).map(link => link.getAttribute('href'))).toContain('/reminders');
  });
});

describe('what the system cannot settle by itself', () => {
  it('stands on a page until somebody has looked at it, and among what waits', async () => {
    const before = structuredClone(staffNotices);
    const { container, calls } = await open('/staff-notices', { as: 'drita' });
    const user = userEvent.setup();
    expect(await screen.findByRole('heading', { name: before[0]!.subject })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'http://localhost:5173/deliveries/a-1' })).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^I have looked at it/ }));
    expect(await screen.findByText('Nothing needs you')).toBeInTheDocument();
    expect(calls.filter(call => call.method === 'POST').map(call => call.path)).toEqual(['/api/staff-notices/notice-1/done']);
    staffNotices.push(...before);
  });

  it('is led to from today', async () => {
    await open('/today', { as: 'drita' });
    expect((await screen.findByRole('link', { name: `Look at it: ${staffNotices[0]!.subject}` })).getAttribute('href')).toBe('/staff-notices#notice-notice-1');
  });
});
