import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { open } from '../../../tests/render';

describe('the members', () => {
  it('stand in places as the reader calls them', async () => {
    await open('/members', { language: 'sr' });
    const row = (await screen.findByRole('link', { name: 'Omladinski klub Gračanica' })).closest('tr')!;
    expect(await within(row).findByText('Gračanica')).toBeInTheDocument();
  });

  it('stand in their place and its region, said once where both have one name', async () => {
    await open('/members/omladinski-klub', { language: 'sr' });
    expect(await screen.findByText('Gračanica, Priština')).toBeInTheDocument();
  });

  it('keep the Albanian names for who reads Albanian, without asking for others', async () => {
    const { calls } = await open('/members/gruaja-e-re', { language: 'sq' });
    expect(await screen.findByText('Gjakovë')).toBeInTheDocument();
    expect(calls.some(call => call.path.includes('municipalities'))).toBe(false);
  });
});
