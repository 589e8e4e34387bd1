import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';
import { outOfReach } from '../../../../mock/data';

describe('the people whom nothing reaches', () => {
  it('stand by organisation, with what is in the way and what to do', async () => {
    const { container } = await open('/unreachable', { as: 'drita' });
    expect(await screen.findByText('7 people cannot be reached')).toBeInTheDocument();
    const section = within(screen.getByRole('region', { name: 'Qendra për Pjesëmarrje Qytetare Arbëria' }));
    expect(section.getAllByRole('heading', { level: 3 }).map(one => one.textContent)).toEqual(['Njomza Berisha', 'Mentor Krasniqi']);
    expect(section.getByText(/Stopped since .* The address does not exist\. Ask the person for another one\./)).toBeInTheDocument();
    expect(section.getByText('No address is known. Ask the person or the organisation for one.', { exact: false })).toBeInTheDocument();
    expect(section.getAllByRole('link', { name: 'To the stopped addresses' }).map(link => link.getAttribute('href'))).toEqual(['/suppressions?channel=email', '/suppressions?channel=sms']);
    expect(within(screen.getByRole('region', { name: 'Mjedisi Im' })).getAllByText(/which is their choice/)).toHaveLength(2);
    expect(within(screen.getByRole('region', { name: 'Omladinski klub Gračanica' })).getByText(/get no SMS/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Not reachable' })).toHaveAttribute('aria-current', 'page');
    expect(await flaws(container)).toEqual([]);
  });

  it('are narrowed to an organisation, which stays in the address', async () => {
    await open('/unreachable', { as: 'drita' });
    const user = userEvent.setup();
    const choice = await screen.findByLabelText('Organisation');
    await screen.findByRole('option', { name: 'Shoqata e Grave Gruaja e Re (2)' });
    await user.selectOptions(choice, 'gruaja-e-re');
    expect(await screen.findByText('2 people cannot be reached')).toBeInTheDocument();
    expect(window.location.search).toBe('?organisation=gruaja-e-re');
    expect(screen.queryByText('Mentor Krasniqi')).toBeNull();
    expect(screen.getByRole('option', { name: 'Mjedisi Im (1)' })).toBeInTheDocument();
  });

  it('grow page by page, an organisation that goes on staying one', async () => {
    const organisations: unknown[] = [];
    await open('/unreachable', {
      as: 'drita', intercept: (_, path) => !path.startsWith('/api/suppressions/unreachable') ? null
        : { status: 200, body: path.includes('cursor=') ? { items: outOfReach.slice(5, 6), next: null, people: 2, organisations } : { items: outOfReach.slice(4, 5), next: 'more', people: 2, organisations } },
    });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /more/i }));
    await waitFor(() => expect(screen.getByText('Mentor Krasniqi')).toBeInTheDocument());
    expect(screen.getAllByRole('heading', { level: 2 }).filter(one => one.textContent?.includes('Arbëria'))).toHaveLength(1);
  });
});
