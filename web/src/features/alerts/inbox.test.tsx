import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { alerts, inboxMessages, readAlerts } from '../../../mock/data';
import { flaws, open } from '../../../tests/render';

describe('alerts in the web app', () => {
  it('are counted on the bell until they are read, one by one or all at once', async () => {
    const { container, calls } = await open('/my-alerts', { as: 'arta' });
    const user = userEvent.setup();
    const all = alerts.length + inboxMessages.length;
    expect(await screen.findByRole('link', { name: `${all} unread alerts` })).toBeInTheDocument();
    expect(await screen.findAllByText('new ·')).toHaveLength(all);
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Mark all as read' }));
    expect(await screen.findByRole('link', { name: 'No unread alerts' })).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByText('new ·')).toBeNull());
    const marked = calls.find(call => call.method === 'PUT' && call.path === '/api/inbox/read')!;
    expect(JSON.parse(marked.body)).toEqual({ upTo: alerts[0]!.createdAt });
    readAlerts.splice(0);
  });

  it('hold messages of the secretariat with their whole text, read when they are opened', async () => {
    const { calls } = await open('/my-alerts', { as: 'arta' });
    const user = userEvent.setup();
    const item = (await screen.findByText('Takimi i rrjetit të hënën')).closest('li')!;
    expect(within(item).getByText(/Message from the secretariat/)).toBeInTheDocument();
    expect(within(item).queryByRole('link')).toBeNull();
    await user.click(within(item).getByText('Read the message'));
    expect(within(item).getByText(/Sillni vërejtjet tuaja/)).toBeVisible();
    await waitFor(() => expect(calls.some(call => call.method === 'PUT' && call.path === '/api/inbox/read/mine-circular-1')).toBe(true));
    await waitFor(() => expect(within(item).queryByText('new ·')).toBeNull());
    readAlerts.splice(0);
  });

  it('have no bell for whoever is not signed in', async () => {
    await open('/consultations');
    expect(screen.queryByRole('link', { name: /unread alerts/ })).toBeNull();
  });
});
