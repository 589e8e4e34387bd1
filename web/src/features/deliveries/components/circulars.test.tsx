import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';
import { instantOf } from '../api/circulars';

describe('a message to many', () => {
  it('is checked, says how many it reaches, and is sent under one id', async () => {
    const { calls, container } = await open('/circulars/new', { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Check before sending' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Write the subject (Albanian)');
    await user.type(screen.getByLabelText('Subject'), 'Takimi');
    await user.type(screen.getByLabelText('Text'), 'Takohemi.');
    await user.click(screen.getByRole('radio', { name: /certain fields/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Youth' }));
    await user.click(screen.getByRole('button', { name: 'Check before sending' }));
    expect(await screen.findByText('212 people: 208 by e-mail')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send to 212 people now' }));
    await waitFor(() => expect(window.location.pathname).toBe('/circulars'));
    const put = calls.filter(call => call.method === 'PUT');
    expect(put).toHaveLength(1);
    expect(JSON.parse(put[0]!.body)).toEqual({
      texts: { sq: { subject: 'Takimi', text: expect.stringContaining('Takohemi.'), sms: '' } }, audience: { scope: 'fields', values: ['youth'] }, channels: ['email'], sendAt: null,
    });
  });

  it('that missed its time waits for a decision', async () => {
    const { calls } = await open('/circulars', { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Do not send it' }));
    await waitFor(() => expect(calls.some(call => call.method === 'POST' && call.path.endsWith('/circular-2/skip'))).toBe(true));
  });

  it('is sent at the time of Kosovo, in winter and in summer', () => {
    expect(instantOf('2026-11-27T09:00')).toBe('2026-11-27T08:00:00.000Z');
    expect(instantOf('2026-07-01T09:00')).toBe('2026-07-01T07:00:00.000Z');
  });
});
