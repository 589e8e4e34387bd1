import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import * as mock from '../../../../mock/holidays';
import { flaws, open } from '../../../../tests/render';

const year = new Date().getFullYear();
const wednesday = (month: number) => {
  const day = new Date(Date.UTC(year + 1, month - 1, 10, 12));
  while (day.getUTCDay() !== 3) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
};

describe('days off', () => {
  it('tells the law\'s days from the announced ones, this year and next, and says where nothing is announced', async () => {
    const { container } = await open('/holidays', { as: 'drita' });
    const table = await screen.findByRole('table', { name: `Days off in ${year}` });
    expect(within(table).getAllByText('By law').length).toBeGreaterThan(5);
    // A name in two languages: whoever reads the third is given one of them.
    const mourning = within(table).getByText('Ditë zie').closest('tr')!;
    expect(mourning).toHaveTextContent('Off, announced');
    expect(mourning).toHaveTextContent('Vendimi 07/201 i Qeverisë');
    const worked = within(table).getByText('Europe Day').closest('tr')!;
    expect(worked).toHaveTextContent('Worked, announced');
    expect(worked).not.toHaveTextContent('By law');
    expect(screen.getByRole('table', { name: `Days off in ${year + 1}` })).toBeInTheDocument();
    expect(screen.getByText(new RegExp(`^Nothing is announced for ${year + 1}`))).toBeInTheDocument();
    expect(await screen.findByText(/Agron Administratori/)).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
  });

  it('announces a day once it was checked, and takes it away again', async () => {
    const { container, calls } = await open('/holidays', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Announce a day' }));
    expect(screen.getByRole('heading', { name: 'Announce a day' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Check and announce' }));
    const summary = await screen.findByRole('alert');
    for (const sentence of ['Give the day', 'Give a name in one language at least', 'Say who decided it']) expect(within(summary).getByRole('link', { name: sentence })).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await userEvent.type(screen.getByLabelText(/^Day/), wednesday(10));
    expect(screen.getByText(/^Wednesday, \d+ October/)).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Name in English/), 'Day of mourning');
    await userEvent.type(screen.getByLabelText(/^Who decided it/), 'Decision 1');
    await userEvent.click(screen.getByRole('button', { name: 'Check and announce' }));
    expect(await screen.findByRole('heading', { name: 'Check before it counts' })).toHaveFocus();
    expect(screen.getByText(/^Wednesday, .* is off\.$/)).toBeInTheDocument();
    expect(calls.some(call => call.method === 'PUT')).toBe(false);
    await userEvent.click(screen.getByRole('button', { name: 'Announce it' }));
    expect(await screen.findByText(/^Announced: Wednesday/)).toBeInTheDocument();
    const put = calls.find(call => call.method === 'PUT')!;
    expect(put.path).toMatch(/^\/api\/holidays\/[0-9a-f-]{36}$/);
    expect(put.headers['if-match']).toBe('"0"');
    expect(JSON.parse(put.body)).toEqual({ date: wednesday(10), kind: 'off', names: { en: 'Day of mourning' }, act: 'Decision 1' });

    const row = (await within(screen.getByRole('table', { name: `Days off in ${year + 1}` })).findByText('Day of mourning')).closest('tr')!;
    await userEvent.click(within(row).getByRole('button', { name: /^Take away/ }));
    expect(calls.some(call => call.method === 'DELETE')).toBe(false);
    expect(await flaws(container)).toEqual([]);
    await userEvent.click(within(row).getByRole('button', { name: /^Take away: Wednesday/ }));
    expect(await screen.findByText(/^Taken away: Wednesday/)).toBeInTheDocument();
    expect(calls.find(call => call.method === 'DELETE')!.headers['if-match']).toBe('"1"');
    await waitFor(() => expect(within(screen.getByRole('table', { name: `Days off in ${year + 1}` })).queryByText('Day of mourning')).toBeNull());
    expect(mock.history[0]!.what).toBe('removed');
  });

  it('lets a holiday be worked, chosen from the law\'s', async () => {
    const { calls } = await open('/holidays?day=new', { as: 'admin' });
    await userEvent.click(await screen.findByRole('radio', { name: /Offices are open on a holiday of the law/ }));
    const choice = screen.getByLabelText(/^Which holiday/);
    expect(within(choice).queryByRole('option', { name: new RegExp(`${year}: Europe Day`) }), 'announced already').toBeNull();
    await userEvent.selectOptions(choice, within(choice).getByRole('option', { name: new RegExp(`${year + 1}: Europe Day`) }));
    await userEvent.type(screen.getByLabelText(/^Who decided it/), 'Decision 2');
    await userEvent.click(screen.getByRole('button', { name: 'Check and announce' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Announce it' }));
    await screen.findByText(/^Announced:/);
    expect(JSON.parse(calls.find(call => call.method === 'PUT')!.body)).toMatchObject({ kind: 'worked', names: {}, act: 'Decision 2' });
  });

  it('shows at the field what the service refuses, with what was typed', async () => {
    const saturday = new Date(Date.parse(`${wednesday(9)}T12:00:00Z`) + 3 * 86_400_000).toISOString().slice(0, 10);
    await open('/holidays?day=new', { as: 'drita' });
    await userEvent.type(await screen.findByLabelText(/^Day/), saturday);
    await userEvent.type(screen.getByLabelText(/^Name in Albanian/), 'Ditë');
    await userEvent.type(screen.getByLabelText(/^Who decided it/), 'Decision 3');
    await userEvent.click(screen.getByRole('button', { name: 'Check and announce' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Announce it' }));
    expect(await screen.findByRole('link', { name: 'This is a Saturday or a Sunday: it is off in any case.' })).toBeInTheDocument();
    expect(screen.getByLabelText(/^Who decided it/)).toHaveValue('Decision 3');
  });

  it('changes what is announced, with the version that was seen', async () => {
    const { calls } = await open('/holidays?day=day-of-mourning', { as: 'drita' });
    const act = await screen.findByLabelText(/^Who decided it/);
    expect(act).toHaveValue('Vendimi 07/201 i Qeverisë');
    await userEvent.type(act, ', i ndryshuar');
    await userEvent.click(screen.getByRole('button', { name: 'Check and announce' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Announce it' }));
    await screen.findByText(/^Announced:/);
    const put = calls.find(call => call.method === 'PUT')!;
    expect(put.path).toBe('/api/holidays/day-of-mourning');
    expect(put.headers['if-match']).toBe('"1"');
  });

  it('is the office\'s alone', async () => {
    await open('/holidays', { as: 'arta' });
    expect(await screen.findByRole('heading', { level: 1 })).not.toHaveTextContent('Days off');
    expect(screen.queryByRole('table')).toBeNull();
  });
});
