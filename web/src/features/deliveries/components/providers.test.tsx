import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';

describe('the mail and SMS services', () => {
  it('say how many receipts are missing where some are due, and nothing where none is', async () => {
    const { container } = await open('/providers', { as: 'drita' });
    const sms = (await screen.findByRole('heading', { name: /^sms / })).closest('li')!;
    expect(within(sms).getByText('Receipts due')).toBeInTheDocument();
    expect(within(sms).getByText('9 of 240 have not come within five minutes')).toBeInTheDocument();
    const mail = screen.getByRole('heading', { name: /^smtp / }).closest('li')!;
    expect(within(mail).queryByText('Receipts due')).toBeNull();
    expect(within(mail).getByText('TLS from the start, certificate checked')).toBeInTheDocument();
    expect(within(sms).queryByText('Encryption')).toBeNull();
    expect(await flaws(container)).toEqual([]);
  });
});
