import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { open } from '../../tests/render';

describe('frame', () => {
  it('switches the language, remembers it, tells the document, the requests and the person', async () => {
    const { calls } = await open('/', { as: 'arta' });
    await userEvent.click((await screen.findAllByRole('button', { name: 'Srpski' }))[0]!);
    expect(await screen.findByRole('heading', { name: 'Otvorene konsultacije' })).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('sr-Latn');
    expect(localStorage.getItem('civikos.language')).toBe('sr');
    await waitFor(() => expect(calls.find(call => call.method === 'PATCH')).toMatchObject({ path: '/api/people/me', body: '{"language":"sr"}' }));
    await waitFor(() => expect(calls.at(-1)?.headers['accept-language']).toBe('sr'));
  });

  it('shows who I am and for whom, and switches with one tap', async () => {
    await open('/', { as: 'arta' });
    expect(await screen.findByRole('button', { name: /Arta Shembulli-Krasniqi/ })).toHaveTextContent('for Qendra për Pjesëmarrje Qytetare Arbëria');
    await userEvent.click(screen.getAllByRole('button', { name: /Switch: Shoqata e Grave/ })[0]!);
    expect(screen.getByRole('button', { name: /Arta Shembulli-Krasniqi/ })).toHaveTextContent('for Shoqata e Grave Gruaja e Re');
  });

  it('keeps the secretariat’s side away from readers', async () => {
    await open('/today', { as: 'arta' });
    expect(await screen.findByRole('heading', { level: 1, name: 'You may not see this page' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Secretariat' })).toBeNull();
  });

  it('asks strangers to sign in and comes back to the same place', async () => {
    await open('/deliveries?x=1');
    const main = await screen.findByRole('main');
    expect(await within(main).findByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/oauth2/authorization/civikos?return=%2Fdeliveries%3Fx%3D1');
  });

  it('signs out with the token of this page', async () => {
    const { calls } = await open('/', { as: 'arta' });
    await userEvent.click(await screen.findByRole('button', { name: /Arta/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(calls.find(call => call.path === '/logout')).toMatchObject({ method: 'POST', headers: { 'x-xsrf-token': 'mock-token' } }));
  });

  it('orders what waits for the secretariat, oldest first, each with one action', async () => {
    await open('/today', { as: 'drita' });
    const items = within(await screen.findByRole('main')).findAllByRole('listitem');
    const texts = (await items).map(item => item.textContent ?? '');
    expect(texts.findIndex(text => text.includes('A milestone is overdue'))).toBeLessThan(texts.findIndex(text => text.includes('A draft was found')));
    for (const item of await items) expect(within(item).getAllByRole('link')).toHaveLength(1);
  });
});
