import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../tests/render';

describe('the page behind the link of a mail', () => {
  it('shows without signing in, changes, and undoes', async () => {
    const { container, calls } = await open('/preferences/good-token');
    const user = userEvent.setup();
    expect(await screen.findByText(/What we write to a•••@example.org/)).toBeInTheDocument();
    expect(calls.filter(call => call.method !== 'GET')).toEqual([]);
    const mine = screen.getByText('Prokurimi publik').closest('li')!;
    expect(within(mine).getByText(/„javne nabavke“ in the title or the text/)).toBeInTheDocument();
    await user.selectOptions(within(mine).getByRole('combobox'), 'daily');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Language of the messages' }), 'sr');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Time zone' }), 'America/New_York');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Saved. It holds for the next alert/)).toBeInTheDocument();
    const sent = JSON.parse(calls.findLast(call => call.method === 'PUT')!.body) as { zone: string; subscriptions: { id: string; wanted: { frequency: string; language: string; inText: boolean } }[] };
    expect(sent.zone).toBe('America/New_York');
    expect(sent.subscriptions[1]!.wanted).toMatchObject({ frequency: 'daily', language: 'sr', inText: true });
    expect(calls.findLast(call => call.method === 'PUT')!.headers['if-match']).toBe('"1"');

    await user.click(screen.getByRole('button', { name: /Stop this one: Prokurimi publik/ }));
    await waitFor(() => expect(screen.queryByText('Prokurimi publik')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Prokurimi publik')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Stop all alerts' }));
    expect(await screen.findByText('E-mails are stopped')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send me e-mails again' }));
    await waitFor(() => expect(screen.queryByText('E-mails are stopped')).toBeNull());
  });

  it('lets who is outside see and erase what is kept', async () => {
    const { calls } = await open('/preferences/public-token');
    const user = userEvent.setup();
    expect(await screen.findByText('„arsim“ in the title, Education', { selector: '.told-title' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show it' }));
    expect(await screen.findByText(/Dua të marr e-maile/)).toBeInTheDocument();
    expect(screen.queryByRole('checkbox', { name: 'SMS' })).toBeNull();
    const erase = screen.getByRole('button', { name: 'Erase for good' });
    expect(erase).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: 'Yes, erase everything' }));
    await user.click(erase);
    expect(await screen.findByText('Your data are erased')).toBeInTheDocument();
    expect(calls.some(call => call.method === 'DELETE' && call.path === '/api/preferences/public-token')).toBe(true);
  });

  it('says when a link is no good, and has another one sent', async () => {
    await open('/preferences/old-token');
    const user = userEvent.setup();
    await user.click(await screen.findByRole('link', { name: 'Have a new link sent' }));
    await user.click(await screen.findByRole('button', { name: 'Send the link' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Write an address such as');
    await user.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'reader@example.org');
    await user.click(screen.getByRole('button', { name: 'Send the link' }));
    expect(await screen.findByText(/If reader@example.org is known here/)).toBeInTheDocument();
  });
});

describe('subscribing without an account', () => {
  it('asks for what is wanted and shows the words that are agreed to', async () => {
    const { calls } = await open('/subscribe');
    const user = userEvent.setup();
    await user.type(await screen.findByRole('textbox', { name: 'E-mail address' }), 'citizen@example.org');
    await user.click(screen.getByRole('radio', { name: 'Only what I choose' }));
    await user.click(screen.getByRole('button', { name: 'Subscribe' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Choose at least one criterion');
    await user.type(screen.getByRole('textbox', { name: /Words in the title/ }), 'arsim, obrazovanje');
    expect(screen.getByText(/I want e-mails about public consultations/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Subscribe' }));
    expect(await screen.findByRole('heading', { level: 1, name: /look into your mailbox/ })).toBeInTheDocument();
    const sent = JSON.parse(calls.findLast(call => call.method === 'POST')!.body) as Record<string, unknown>;
    expect(sent).toMatchObject({ email: 'citizen@example.org', language: 'en', wording: '3f1c02aa7d90', wanted: { scope: 'chosen', words: ['arsim', 'obrazovanje'] } });
  });

  it.each([['en', /1 time in the last 7 days, 9 times since/, /Words in the title/, 'Only what I choose'], ['sq', /1 herë në 7 ditët e fundit, 9 herë që nga/, /Fjalë në titull/, 'Vetëm për atë që zgjedh'],
    ['sr', /1 put u poslednjih 7 dana, 9 puta od/, /Reči u naslovu/, 'Samo o onome što izaberem']] as const)('says in %s how often it would have come before an address is given', async (language, often, words, chosen) => {
    const { container, calls } = await open('/subscribe', { language });
    const user = userEvent.setup();
    expect(await screen.findByText(often)).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: chosen }));
    await waitFor(() => expect(screen.queryByText(often)).toBeNull());
    await user.type(screen.getByRole('textbox', { name: words }), 'arsim');
    expect(await screen.findByText(often)).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: /obrazovanje/ }));
    expect(screen.getByRole('textbox', { name: words })).toHaveValue('arsim, obrazovanj');
    expect(await flaws(container)).toEqual([]);
    expect(calls.filter(call => call.path === '/api/public-subscriptions')).toEqual([]);
  });

  it.each([['en', /^Look for them in the text of the draft too/, 'Only what I choose', /Words in the title/, /23 times since/], ['sq', /^Kërkoji edhe në tekstin e projektaktit/, 'Vetëm për atë që zgjedh', /Fjalë në titull/, /23 herë që nga/],
    ['sr', /^Traži ih i u tekstu nacrta/, 'Samo o onome što izaberem', /Reči u naslovu/, /23 puta od/]] as const)('asks in %s whether the words may stand in the text', async (language, inText, chosen, words, often) => {
    const { container, calls } = await open('/subscribe', { language });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('radio', { name: chosen }));
    expect(screen.getByRole('checkbox', { name: inText })).toBeDisabled();
    await user.type(screen.getByRole('textbox', { name: words }), 'arsim');
    await user.click(screen.getByRole('checkbox', { name: inText }));
    expect(await screen.findByText(often)).toBeInTheDocument();
    expect(JSON.parse(calls.findLast(call => call.path === '/api/public-subscriptions/preview')!.body)).toMatchObject({ words: ['arsim'], inText: true });
    expect(await flaws(container)).toEqual([]);
    await user.type(screen.getByRole('textbox', { name: /e-mail|imejl/i }), 'citizen@example.org');
    await user.click(document.querySelector('form > .button')!);
    await waitFor(() => expect(calls.some(call => call.path === '/api/public-subscriptions')).toBe(true));
    expect(JSON.parse(calls.findLast(call => call.path === '/api/public-subscriptions')!.body)).toMatchObject({ wanted: { words: ['arsim'], inText: true } });
  });

  it('says when it was asked too often, and still lets one subscribe', async () => {
    await open('/subscribe', { intercept: (_, path) => path.endsWith('/preview') ? { status: 429, body: { code: 'too-many-previews', title: 'Too many questions', detail: 'You can subscribe without it.' } } : null });
    expect(await screen.findByText('You can subscribe without it.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Subscribe' })).toBeEnabled();
  });

  it('confirms by a button and never by opening the page', async () => {
    const { calls } = await open('/subscribe/confirm/good-token');
    const user = userEvent.setup();
    const button = await screen.findByRole('button', { name: 'Confirm the subscription' });
    expect(calls.filter(call => call.method === 'POST')).toEqual([]);
    expect(screen.getByText('„arsim“ in the title or the text, Education')).toBeInTheDocument();
    await user.click(button);
    expect(await screen.findByRole('link', { name: 'See and change my alerts' })).toHaveAttribute('href', '/preferences/public-token');
  });
});

describe('the list of public subscribers', () => {
  it('says with each consent where its words are looked for', async () => {
    await open('/public-subscribers', { as: 'drita' });
    expect(await screen.findAllByText('„arsim“ in the title or the text, Education')).toHaveLength(3);
  });
});

describe('the page that asks whether a draft concerns an organisation', () => {
  it('says nothing by being opened, and what its button says in one tap', async () => {
    const { container, calls } = await open('/relevance/good-token');
    const user = userEvent.setup();
    const no = await screen.findByRole('button', { name: 'Say that it does not concern us' });
    expect(calls.filter(call => call.method !== 'GET')).toEqual([]);
    expect(await flaws(container)).toEqual([]);
    await user.click(no);
    expect(await screen.findByText('Taken: it does not concern you')).toBeInTheDocument();
    expect(JSON.parse(calls.find(call => call.method === 'POST')!.body)).toEqual({ relevant: false });
    await user.click(screen.getByRole('button', { name: 'It concerns us after all' }));
    expect(await screen.findByText('Taken: it concerns you')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
  });

  it('says plainly that a link is no longer good', async () => {
    await open('/relevance/forged');
    expect(await screen.findByRole('heading', { name: 'This link does not work any more' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /concern/ })).toBeNull();
  });
});
