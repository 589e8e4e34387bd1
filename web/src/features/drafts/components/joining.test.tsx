import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { open } from '../../../../tests/render';

describe('the entry of the plan', () => {
  it('is there where it is sure, and can be another or none', async () => {
    const { calls } = await open('/drafts/draft-energjia', {
      as: 'drita', intercept: (method, path) => method === 'PUT' && path.endsWith('/opening') ? { status: 200, body: { id: 'draft-energjia', consultationId: null, state: 'opened' } } : null,
    });
    const choice = await screen.findByLabelText('Is it planned?');
    expect(choice).toHaveValue('plan-6');
    expect(within(choice).getAllByRole('option').map(one => one.textContent)).toEqual(['No, it is not in the plan', expect.stringMatching(/^PL-21\/2026 · Projektligji për efiçiencën e energjisë/), expect.stringMatching(/^Looks like it: Projektligji për energjinë/)]);
    await userEvent.selectOptions(choice, 'plan-7');
    await userEvent.click(screen.getByRole('button', { name: 'Check before opening' }));
    expect(await screen.findByText(/^Projektligji për energjinë \(/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Open and alert' }));
    await waitFor(() => expect(JSON.parse(calls.find(call => call.method === 'PUT' && call.path.endsWith('/opening'))?.body ?? '{}')).toMatchObject({ planEntry: 'plan-7' }));
  });
});

describe('the official draft of an early consultation', () => {
  it('is chosen among those that look like it, checked and sent', async () => {
    const { calls } = await open('/drafts/draft-energjia', { as: 'drita' });
    const choice = await screen.findByLabelText('Is it the official draft of an early consultation?');
    expect(within(choice).getAllByRole('option').map(one => one.textContent)).toEqual(['No, it is a new consultation',
      'Looks like it: K-2026-0009 · Koncept dokumenti për efiçiencën e energjisë', 'K-2026-0003 · Concept document on volunteering']);
    await userEvent.selectOptions(choice, 'early-energy');
    // An early one itself continues nothing.
    await userEvent.selectOptions(screen.getByLabelText('What begins?'), 'early');
    expect(screen.queryByLabelText('Is it the official draft of an early consultation?')).not.toBeInTheDocument();
    await userEvent.selectOptions(screen.getByLabelText('What begins?'), 'open');
    await userEvent.click(screen.getByRole('button', { name: 'Check before opening' }));
    expect(await screen.findByText('K-2026-0009 · Koncept dokumenti për efiçiencën e energjisë')).toBeInTheDocument();
    expect(screen.getByText(/the early consultation becomes the official one/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Open and alert' }));
    expect(await screen.findByRole('link', { name: 'Go to the consultation' })).toHaveAttribute('href', '/consultations/early-energy');
    expect(calls.filter(call => call.method === 'PUT' && call.path.endsWith('/opening'))).toHaveLength(1);
  });
});
