import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { open } from '../../../../tests/render';
import { identifierOf } from '../api/sources';

async function fill(address: string) {
  await open('/sources/new', { as: 'admin' });
  await userEvent.type(await screen.findByLabelText('Name of the source'), 'Gazeta e provës');
  await userEvent.type(screen.getByLabelText(/^Address of the site/), 'https://portal.example.org');
  await userEvent.type(screen.getByLabelText(/^Address of the list/), address);
  await userEvent.type(screen.getByLabelText('Entry'), 'li.draft');
}

describe('the settings of a source', () => {
  it('are tried out before they can be saved', async () => {
    await fill('https://portal.example.org/drafts');
    expect(screen.queryByRole('button', { name: 'Save the source' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByRole('heading', { name: 'Projektligji për ujërat' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Save the source' }));
    expect(await screen.findByRole('heading', { name: 'Gazeta e provës' })).toBeInTheDocument();
    expect(window.location.pathname).toBe('/sources');
  });

  it('say in words why nothing could be read', async () => {
    await fill('https://portal.example.org/secret');
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByText('The site asks programs not to read this page.')).toBeInTheDocument();
  });

  it('name what is missing', async () => {
    await open('/sources/new', { as: 'admin' });
    await userEvent.click(await screen.findByRole('button', { name: 'Try it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Write the selector of an entry');
  });

  it('say how a portal of another make is read', async () => {
    const { calls } = await open('/sources/new', { as: 'admin' });
    await userEvent.type(await screen.findByLabelText('Name of the source'), 'Komuna e provës');
    await userEvent.selectOptions(screen.getByLabelText('How it publishes'), 'portal-by-number');
    await userEvent.type(screen.getByLabelText(/^Address of the site/), 'https://komuna.example.org');
    const address = screen.getByLabelText(/^Address of a page/);
    expect(address).toHaveValue('/viewConsult.php?ConsultationID={number}');
    await userEvent.clear(address);
    await userEvent.type(address, '/rasprave');
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Begin with / and write {number} once');
    await userEvent.type(address, '/{{number}');
    await userEvent.type(screen.getByLabelText(/^Before the last day/), 'Rok{enter}Poslednji dan');
    await userEvent.type(screen.getByLabelText(/^Other hosts with documents/), 'files.example.org');
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));
    await waitFor(() => expect(JSON.parse(calls.find(call => call.path === '/api/sources/previews')?.body ?? '{}')).toMatchObject({ numbered: { address: '/rasprave/{number}', labels: { end: ['Rok', 'Poslednji dan'] } }, documentHosts: ['files.example.org'], listing: null }));
  });

  it('get a readable identifier', () => {
    expect(identifierOf('Gazeta zyrtare e Republikës')).toBe('gazeta-zyrtare-e-republikes');
    expect(identifierOf('Đ')).toBe('source-dj');
    expect(identifierOf('中')).toBe('source');
  });
});
