import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../tests/render';

describe('my subscriptions', () => {
  it('are made from criteria, with how often it would have come said first', async () => {
    const { container } = await open('/my-alerts/new', { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Save the subscription' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Choose at least one criterion, or every draft');

    const words = screen.getByRole('textbox', { name: /Words in the title/ });
    await user.type(words, 'ornitologji');
    expect(await screen.findByText(/never have come/)).toBeInTheDocument();
    await user.clear(words);
    await user.type(words, 'arsim, obrazovanje');
    expect(await screen.findByText(/2 times in the last 7 days, 17 times since/)).toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name: /SMS/ })).toBeEnabled();
    await user.click(screen.getByRole('radio', { name: /Daily/ }));
    expect(screen.getByRole('checkbox', { name: /SMS/ })).toBeDisabled();
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));

    const list = (await screen.findByText('„arsim“, „obrazovanje“ in the title')).closest('li')!;
    expect(within(list).getByText(/Daily at 07:00/)).toBeInTheDocument();
    await user.click(within(list).getByRole('button', { name: /Remove/ }));
    await waitFor(() => expect(screen.queryByText('„arsim“, „obrazovanje“ in the title')).toBeNull());
  });

  it('offers words that belong to the written ones, and one tap adds one', async () => {
    const { container, calls } = await open('/my-alerts/new', { as: 'arta' });
    const user = userEvent.setup();
    const words = await screen.findByRole('textbox', { name: /Words in the title/ });
    await user.type(words, 'ab');
    expect(screen.queryByRole('region', { name: 'Add related words' })).toBeNull();
    await user.clear(words);
    await user.type(words, 'arsim');
    await user.click(await screen.findByRole('button', { name: 'Add obrazovanje (Srpski)' }));
    expect(words).toHaveValue('arsim, obrazovanj');
    expect(screen.queryByRole('button', { name: 'Add obrazovanje (Srpski)' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Add education (English)' })).toHaveTextContent('in 1 title');
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));
    await waitFor(() => expect(calls.some(call => call.method === 'PUT')).toBe(true));
    expect((JSON.parse(calls.findLast(call => call.method === 'PUT')!.body) as { words: string[] }).words).toEqual(['arsim', 'obrazovanj']);
  });

  it('look for their words in the text of the draft too, if that is wanted', async () => {
    const { container, calls } = await open('/my-alerts/new', { as: 'arta' });
    const user = userEvent.setup();
    const words = await screen.findByRole('textbox', { name: /Words in the title/ });
    const box = within(screen.getByRole('group', { name: 'Words in the title' })).getByRole('checkbox', { name: /^Look for them in the text of the draft too/ });
    expect(box).toBeDisabled();
    await user.type(words, 'arsim, obrazovanje');
    expect(await screen.findByText(/17 times since/)).toBeInTheDocument();
    await user.click(box);
    expect(await screen.findByText(/41 times since/)).toBeInTheDocument();
    expect(JSON.parse(calls.findLast(call => call.path === '/api/subscriptions/preview')!.body)).toMatchObject({ words: ['arsim', 'obrazovanje'], inText: true });
    await user.clear(words);
    expect(box).not.toBeChecked();
    await user.type(words, 'arsim');
    expect(box).toBeChecked();
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));
    const list = (await screen.findByText('„arsim“ in the title or the text')).closest('li')!;
    expect(JSON.parse(calls.findLast(call => call.method === 'PUT')!.body)).toMatchObject({ words: ['arsim'], inText: true });
    await user.click(within(list).getByRole('button', { name: /Remove/ }));
    await waitFor(() => expect(screen.queryByText('„arsim“ in the title or the text')).toBeNull());
  });

  it('does without related words when they cannot be had', async () => {
    await open('/my-alerts/new', { as: 'arta', intercept: (_, path) => path.startsWith('/api/related-words') ? 'offline' : null });
    const user = userEvent.setup();
    await user.type(await screen.findByRole('textbox', { name: /Words in the title/ }), 'arsim');
    expect(await screen.findByText(/2 times in the last 7 days/)).toBeInTheDocument();
    expect(screen.queryByRole('region', { name: 'Add related words' })).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('follow a campaign that one comes from, its group, and the municipalities of a region', async () => {
    const { container } = await open('/campaigns/kohe-e-mjaftueshme', { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('link', { name: 'Tell me of its drafts' }));
    expect(await screen.findByRole('group', { name: 'Campaigns' })).toBeInTheDocument();
    expect(within(screen.getByRole('group', { name: 'Campaigns' })).getAllByRole('checkbox', { checked: true })).toHaveLength(1);
    await user.click(screen.getByRole('checkbox', { name: 'Volunteering' }));
    await user.click(screen.getByRole('checkbox', { name: 'Gjilan' }));
    await user.click(screen.getByText('Municipalities'));
    await user.click(screen.getByRole('checkbox', { name: 'Municipality of Prizren' }));
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));
    expect(await screen.findByText(/^Municipality of Prizren, Region of Gjilan, Volunteering, Kohë/)).toBeInTheDocument();
  });

  it('follow one draft by its title, not by its address', async () => {
    const { container } = await open('/my-alerts/new', { as: 'arta' });
    const user = userEvent.setup();
    const choice = await screen.findByRole('combobox', { name: /One draft/ });
    await waitFor(() => expect(within(choice).getAllByRole('option').length).toBeGreaterThan(2));
    await user.selectOptions(choice, within(choice).getByRole('option', { name: /Projektligji për shoqatat/ }));
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));
    const list = (await screen.findByText(/^Projektligji për shoqatat/, { selector: '.subscriptions .inbox-title' })).closest('li')!;
    await user.click(within(list).getByRole('button', { name: /^Remove/ }));
  });

  it('keep a draft that is open no more under its title', async () => {
    await open('/my-alerts/new?consultation=mbyllur-1', { as: 'arta' });
    const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: /One draft/ });
    await waitFor(() => expect(choice.selectedOptions[0]!.textContent).not.toBe('mbyllur-1'));
    expect(choice.value).toBe('mbyllur-1');
  });

  it('says what the server does not accept at its field', async () => {
    await open('/my-alerts/new', { as: 'arta' });
    const user = userEvent.setup();
    const words = await screen.findByRole('textbox', { name: /Words in the title/ });
    await user.type(words, 'ab');
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));
    await waitFor(() => expect(words).toHaveAccessibleDescription(/at least three letters/));
  });

  it('opens one that is there, and says when there is none of that name', async () => {
    await open('/my-alerts/my-words', { as: 'arta' });
    expect(await screen.findByDisplayValue('prokurim, javne nabavke')).toBeInTheDocument();
    expect(screen.getByRole('checkbox', { name: /^Look for them in the text/ })).toBeChecked();
    expect(screen.getByRole('radio', { name: /Mondays/ })).toBeChecked();
  });

  it('says how an SMS is answered where SMS are wanted, and nowhere else', async () => {
    await open('/my-alerts', { as: 'arta' });
    const user = userEvent.setup();
    const sms = await screen.findByRole('checkbox', { name: /^SMS/ });
    if ((sms as HTMLInputElement).checked) await user.click(sms);
    expect(screen.queryByText('Answer by SMS')).toBeNull();
    await user.click(sms);
    await user.click(screen.getByText('Answer by SMS'));
    expect(screen.getByText(/NO – it does not concern us/)).toBeVisible();
  });

  it('keeps the quiet hours', async () => {
    await open('/my-alerts', { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox', { name: 'Send no SMS in these hours' }));
    expect(screen.getByLabelText('From')).toHaveValue('22:00');
    await user.click(screen.getByRole('button', { name: 'Save the times' }));
    expect(await screen.findByText('Saved.')).toBeInTheDocument();
  });

  it('may have quiet hours and a time zone of their own', async () => {
    const { container, calls } = await open('/my-alerts/my-words', { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox', { name: /Other quiet hours/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Send no SMS in these hours' }));
    await user.click(screen.getByRole('checkbox', { name: 'Let e-mails and summaries wait as well' }));
    await user.selectOptions(screen.getByRole('combobox', { name: /Time zone/ }), 'America/New_York');
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));
    expect(await screen.findByText(/quiet from 22:00 to 07:00 \(America\/New_York\)/)).toBeInTheDocument();
    const sent = JSON.parse(calls.findLast(call => call.method === 'PUT')!.body) as { hours: unknown };
    expect(sent.hours).toEqual({ zone: 'America/New_York', quiet: { from: '22:00', to: '07:00', email: true } });
  });

  it('are given up for what the organisation sets, which is said', async () => {
    const { container } = await open('/my-alerts', { as: 'arta' });
    const user = userEvent.setup();
    expect(screen.queryByText(/^Set by/)).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Use what my organisation sets, instead of my own choice' }));
    expect(await screen.findByText(/^Set by Qendra Arbëria for its people/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Use what my organisation sets/ })).toBeNull();
    expect(await flaws(container)).toEqual([]);
  });
});
