import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { alerts, readAlerts } from '../../../mock/data';
import { flaws, open } from '../../../tests/render';

describe('alerts in the web app', () => {
  it('are counted on the bell until they are read, one by one or all at once', async () => {
    const { container, calls } = await open('/my-alerts', { as: 'arta' });
    const user = userEvent.setup();
    expect(await screen.findByRole('link', { name: `${alerts.length} unread alerts` })).toBeInTheDocument();
    expect(await screen.findAllByText('new ·')).toHaveLength(alerts.length);
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Mark all as read' }));
    expect(await screen.findByRole('link', { name: 'No unread alerts' })).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByText('new ·')).toBeNull());
    const marked = calls.find(call => call.method === 'PUT' && call.path === '/api/inbox/read')!;
    expect(JSON.parse(marked.body)).toEqual({ upTo: alerts[0]!.createdAt });
    readAlerts.splice(0);
  });

  it('have no bell for whoever is not signed in', async () => {
    await open('/consultations');
    expect(screen.queryByRole('link', { name: /unread alerts/ })).toBeNull();
  });
});
