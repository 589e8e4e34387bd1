import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { MockResponse } from '../../../mock/server';
import { flaws, open } from '../../../tests/render';

const mine = (lift: string, channel = 'sms', why = 'stop'): ((method: string, path: string) => MockResponse | null) => (_, path) => path === '/api/suppressions/me'
  ? { status: 200, body: { items: [{ channel, address: channel === 'sms' ? '+38343900117' : 'arta@example.org', why, since: '2026-11-20T08:00:00Z', lift }] } } : null;

describe('a stopped address', () => {
  it('is not spoken of as long as all is well', async () => {
    await open('/my-alerts', { as: 'arta' });
    expect(await screen.findByRole('heading', { name: 'How we reach you' })).toBeInTheDocument();
    expect(screen.queryByText('Nothing is sent to you here')).toBeNull();
  });

  it('is told with why and since when, and taken back by one’s own act', async () => {
    const { container, calls } = await open('/my-alerts', { as: 'arta', intercept: mine('self') });
    const user = userEvent.setup();
    expect(await screen.findByText(/\+383 43 900 117: stopped since 20 November 2026.*An SMS from it said STOP/)).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send to +383 43 900 117 again' }));
    expect(await screen.findByText('Taken back. It holds from the next alert on.')).toBeInTheDocument();
    expect(calls.some(call => call.method === 'POST' && call.path === '/api/suppressions/me/sms/lift')).toBe(true);
  });

  it.each([['sms', 'sms', 'stop', /Send START/], ['secretariat', 'email', 'complaint', /Write to the secretariat/]])('has no button where it is not ours to take back: %s', async (lift, channel, why, words) => {
    await open('/my-alerts', { as: 'arta', intercept: mine(lift, channel, why) });
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Send (to|a mail)/ })).toBeNull();
  });

  it.each([['en', 'Write to me again', 'We write to this address again, from the next alert on.'], ['sq', 'Më shkruani përsëri', 'Te kjo adresë shkruajmë përsëri, nga njoftimi i ardhshëm.'],
    ['sr', 'Pišite mi ponovo', 'Na ovu adresu ponovo pišemo, od sledećeg obaveštenja.']] as const)('is good again by a button behind the link of its mail, in %s', async (language, button, done) => {
    const { calls } = await open('/my-alerts/address/good-token', { language });
    const user = userEvent.setup();
    const press = await screen.findByRole('button', { name: button });
    expect(calls.filter(call => call.method === 'POST')).toEqual([]);
    await user.click(press);
    expect(await screen.findByText(done)).toBeInTheDocument();
  });

  it('says when the link is no good', async () => {
    await open('/my-alerts/address/old-token');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Write to me again' }));
    expect(await screen.findByText(/This link does not work any more/)).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Write to me again' })).toBeNull());
  });

  it('of one’s people is shown to who manages the organisation, in part', async () => {
    const { container } = await open('/my-alerts/organisations/shoqata-x', { as: 'arta' });
    expect(await screen.findByText('Mentor Krasniqi')).toBeInTheDocument();
    expect(screen.getByText(/m•••@example.org: stopped since/)).toBeInTheDocument();
    expect(screen.getByText('Nothing reaches them.')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
  });
});
