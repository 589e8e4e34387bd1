import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../tests/render';

const LEDGER = '/consultations/projektligji-shoqatat/ledger';

// jsdom knows no modal dialogs.
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) { this.open = true; };
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) { this.open = false; };

describe('the ledger of a draft', () => {
  it('says who knows and who does not, and why, and leads from each figure to its people', async () => {
    const { calls } = await open(LEDGER, { as: 'drita' });
    expect(await screen.findByRole('heading', { level: 1, name: /Who knows of “Projektligji për shoqatat/ })).toBeInTheDocument();
    expect(screen.getByText('70 people')).toBeInTheDocument();
    expect(screen.getByText(/It does not say whether it arrived/)).toBeInTheDocument();
    expect(screen.getByText('2 · The other side says that this address does not exist. Ask the person for a new one.')).toBeInTheDocument();
    const user = userEvent.setup();
    await user.click(screen.getByRole('link', { name: '3 people' }));
    expect(window.location.search).toBe('?state=not-reached');
    await waitFor(() => expect(calls.some(call => call.path.includes('/people?') && call.path.includes('state=not-reached'))).toBe(true));
    expect(await screen.findByText('Besa Dukati')).toBeInTheDocument();
    expect(screen.queryByText('Blerim Provuesi')).not.toBeInTheDocument();
  });

  it('waits for the first count of a large network, and says so', async () => {
    let asked = 0;
    await open(LEDGER, { as: 'drita', intercept: (_, path) => path === '/api/ledgers/projektligji-shoqatat' && asked++ < 1
      ? { status: 503, body: { status: 503, code: 'being-counted', title: 'Being counted' } } : null });
    expect(await screen.findByText('The network is large: everybody is being counted. This takes some seconds.')).toBeInTheDocument();
    expect(await screen.findByText('70 people', undefined, { timeout: 5_000 })).toBeInTheDocument();
    expect(asked).toBe(2);
  });

  it('never shows a whole address, and shows earlier messages when asked', async () => {
    const { container } = await open(LEDGER, { as: 'drita' });
    const row = (await screen.findByText('Arta Shembulli-Krasniqi')).closest('tr')!;
    expect(within(row).getAllByText(/a•••@example\.org: handed over, since/)).toHaveLength(3);
    expect(within(row).getByText('2 earlier messages')).toBeInTheDocument();
    expect(container.textContent).not.toMatch(/[a-z]{2,}@example\.org/);
    expect(screen.getByRole('rowheader', { name: /^Readers outside the network/ })).toBeInTheDocument();
    expect(screen.getByText('Name no longer kept')).toBeInTheDocument();
  });

  it('asks with the number before it sends again, and says what could not go', async () => {
    const { calls, container } = await open(LEDGER, { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Send again to the 3 people it failed to reach' }));
    expect(screen.getByText('4 messages go out to 3 people.')).toBeInTheDocument();
    expect(calls.some(call => call.method === 'POST')).toBe(false);
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send 4 messages' }));
    expect(await screen.findByText('3 messages are on their way again. 1 is not: its address is stopped or no longer known.')).toBeInTheDocument();
    expect(calls.filter(call => call.method === 'POST').map(call => call.path)).toEqual(['/api/ledgers/projektligji-shoqatat/resend']);
  });

  it('is not sent when somebody thinks better of it', async () => {
    const { calls } = await open(LEDGER, { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /^Send again to the 3/ }));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByText('4 messages go out to 3 people.')).not.toBeInTheDocument();
    expect(calls.some(call => call.method === 'POST')).toBe(false);
  });

  it('keeps its filters in the address and hands them to the file', async () => {
    await open(LEDGER, { as: 'drita' });
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Search by name or organisation'), 'forum');
    await waitFor(() => expect(window.location.search).toContain('q=forum'));
    await screen.findByRole('link', { name: 'Download what fits as CSV' });
    await user.selectOptions(screen.getByLabelText('Channel'), 'email');
    await waitFor(() => expect(screen.getByLabelText('Channel')).toHaveValue('email'));
    await user.selectOptions(await screen.findByLabelText('Organisation'), 'Forum žena Gračanica');
    await waitFor(() => expect(screen.getByLabelText('Organisation')).toHaveValue('Forum žena Gračanica'));
    expect(new URLSearchParams(window.location.search).get('organisation')).toBe('Forum žena Gračanica');
    expect(await screen.findByText('Each person stands by the chosen channel and alert alone.')).toBeInTheDocument();
    const file = (await screen.findByRole('link', { name: 'Download what fits as CSV' })).getAttribute('href')!;
    expect(file.startsWith('/api/ledgers/projektligji-shoqatat/people.csv?')).toBe(true);
    expect(Object.fromEntries(new URL(file, 'http://localhost').searchParams)).toEqual({ channel: 'email', organisation: 'Forum žena Gračanica', q: 'forum', lang: 'en' });
    await user.selectOptions(screen.getByLabelText('Organisation'), 'Readers outside the network');
    await waitFor(() => expect(new URLSearchParams(window.location.search).get('group')).toBe('outside'));
    expect(new URLSearchParams(window.location.search).get('organisation')).toBeNull();
  });

  it('goes on searching where a page found nobody yet', async () => {
    let asked = 0;
    await open(`${LEDGER}?state=on-its-way`, {
      as: 'drita', intercept: (_, path) => path.includes('/people?') ? { status: 200, body: asked++ === 0 ? { items: [], next: 'x', searched: 0.37 } : { items: [], next: null, searched: 1 } } : null,
    });
    expect(await screen.findByText('37% of the ledger looked through so far.')).toBeInTheDocument();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /more/i }));
    expect(await screen.findByText('Nobody fits these filters')).toBeInTheDocument();
  });

  it('shows by organisation where nobody knows', async () => {
    const { calls } = await open(`${LEDGER}?view=organisations`, { as: 'drita' });
    const user = userEvent.setup();
    expect(await screen.findByRole('link', { name: 'Forum žena Gračanica' })).toHaveAttribute('href', expect.stringContaining('organisation=Forum'));
    await user.click(screen.getByLabelText('Only those of whose people nobody knows'));
    expect(await screen.findByText('In every organisation somebody knows')).toBeInTheDocument();
    expect(calls.some(call => call.path.includes('unaware=true'))).toBe(true);
  });

  it('is reached from the draft and from its alerts by the secretariat alone', async () => {
    await open('/deliveries', { as: 'drita' });
    expect((await screen.findAllByRole('link', { name: /^Who knows of it/ })).map(link => link.getAttribute('href'))).toContain(LEDGER);
    document.body.innerHTML = '';
    await open('/consultations/projektligji-shoqatat', { as: 'drita' });
    expect(await screen.findByRole('link', { name: 'Who knows of it' })).toHaveAttribute('href', LEDGER);
    document.body.innerHTML = '';
    const { calls } = await open(LEDGER, { as: 'arta' });
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(calls.some(call => call.path.startsWith('/api/ledgers'))).toBe(false);
  });

  it('says plainly of a draft that is not known that nobody was told', async () => {
    await open('/consultations/no-such-draft/ledger', { as: 'drita' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Unknown draft' })).toBeInTheDocument();
    expect(screen.getByText('Nobody was ever to be told of a draft with this identifier.')).toBeInTheDocument();
  });
});
