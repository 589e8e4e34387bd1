import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import * as mock from '../../../../mock/institutions';
import { kinOf } from '@/shared/api/reference';
import { flaws, open } from '../../../../tests/render';
import { initialsOf } from './institution-fields';
import { codeOf } from './institution-form';
import { matches } from './institutions-page';

const row = async (name: string) => (await screen.findByRole('rowheader', { name: new RegExp(`^${name}`) })).closest('tr')!;

describe('institutions', () => {
  it('shows those that there are, with their history, and finds one by a former name, whatever its letters', async () => {
    const { container } = await open('/institutions', { as: 'drita' });
    const culture = await row('Ministry of Culture, Youth and Sport');
    expect(culture).toHaveTextContent('Today');
    expect(culture).toHaveTextContent(/Ministry of Culture, until .*2021/);
    expect(await row('Ministry of Finance')).toHaveTextContent('Took over the work of: Ministry of Labour and Social Welfare');
    expect(screen.queryByRole('rowheader', { name: /^Ministry of Labour/ })).toBeNull();
    expect(screen.queryByText('Another institution')).toBeNull();
    expect(await screen.findByText(/Agron Administratori/)).toBeInTheDocument();
    expect(screen.getByText(/Last day: .*2021/)).toBeInTheDocument();
    expect(screen.getByText('Taken over by: Ministry of Finance, Labour and Transfers')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await userEvent.type(screen.getByRole('searchbox'), 'drejtesise');
    await waitFor(() => expect(screen.queryByRole('rowheader', { name: /^Office/ })).toBeNull());
    expect(await row('Ministry of Justice')).toBeInTheDocument();
    const one = mock.find('mkrs')!;
    expect(['KULTURES', 'mcys', 'mk', 'ministarstvo kulture', 'mkrs'].filter(words => !matches(one, words))).toEqual([]);
    expect(matches(one, 'shëndetësi')).toBe(false);
  });

  it('shows the former ones by themselves, with who took over', async () => {
    await open('/institutions?state=former', { as: 'admin' });
    const labour = await row('Ministry of Labour and Social Welfare');
    expect(labour).toHaveTextContent(/Until .*2021/);
    expect(labour).toHaveTextContent('Its work went to: Ministry of Finance, Labour and Transfers');
    expect(screen.queryByRole('rowheader', { name: /^Ministry of Justice/ })).toBeNull();
  });

  it('adds one by a code that follows from what is typed, and says at the field what does not fit', async () => {
    const { container, calls } = await open('/institutions', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Add an institution' }));
    expect(screen.getByRole('heading', { name: 'Add an institution' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Add it' }));
    expect(await screen.findByRole('link', { name: 'Give a name in one language at least' })).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await userEvent.type(screen.getByLabelText(/^Name in Albanian/), 'Ministria e Drejtësisë');
    await userEvent.click(screen.getByRole('button', { name: 'Add it' }));
    expect(await screen.findByRole('link', { name: 'Another institution has this name at the same time.' })).toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText(/^Name in Albanian/));
    await userEvent.type(screen.getByLabelText(/^Name in Albanian/), 'Agjencia e Pyjeve');
    expect(screen.getByLabelText(/^Code/)).toHaveValue('agjencia-e-pyjeve');
    await userEvent.type(screen.getByLabelText(/^Initials/), 'md');
    await userEvent.click(screen.getByRole('button', { name: 'Add it' }));
    expect(await screen.findByRole('link', { name: 'There is an institution with this code already' })).toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText(/^Initials/));
    await userEvent.type(screen.getByLabelText(/^Initials/), 'ap, fa');
    await userEvent.click(screen.getByRole('button', { name: 'Add it' }));
    expect(await screen.findByText('Added: Agjencia e Pyjeve.')).toBeInTheDocument();
    const put = calls.findLast(call => call.method === 'PUT')!;
    expect(put.path).toBe('/api/institutions/ap');
    expect(put.headers['if-match']).toBe('"0"');
    expect(JSON.parse(put.body)).toMatchObject({ names: { sq: 'Agjencia e Pyjeve' }, initials: ['AP', 'FA'], formerNames: [] });
    expect(await row('Agjencia e Pyjeve')).toBeInTheDocument();
  });

  it('renames one from a day on, with the version that was seen, and keeps the old name', async () => {
    const { container, calls } = await open('/institutions', { as: 'drita' });
    await userEvent.click(within(await row('Ministry of Health')).getByRole('button', { name: /^Change/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('link', { name: 'Choose what is to be said' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: /^It has a new name/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('heading', { name: 'A new name for: Ministry of Health' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Rename it' }));
    for (const sentence of ['This is its name already', 'Give the day']) expect(await screen.findByRole('link', { name: sentence })).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Name in English/), ' and Care');
    await userEvent.type(screen.getByLabelText(/^First day of the name/), '2026-03-01');
    expect(await flaws(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Rename it' }));
    expect(await screen.findByText('Ministry of Health is now called: Ministry of Health and Care.')).toBeInTheDocument();
    const put = calls.find(call => call.method === 'PUT')!;
    expect(put.path).toBe('/api/institutions/msh/names');
    expect(put.headers['if-match']).toBe('"1"');
    expect(await row('Ministry of Health and Care')).toHaveTextContent(/Ministry of Health, until .*2026/);
    expect(mock.history[0]).toMatchObject({ what: 'renamed', by: 'drita' });
  });

  it('ends one with who took over, refuses a circle, and takes the end back', async () => {
    const { container, calls } = await open('/institutions?institution=mapl&act=end', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Save its end' }));
    expect(await screen.findByRole('link', { name: 'Give the day' })).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Last day/), '2026-02-28');
    await userEvent.selectOptions(screen.getByLabelText(/^Who took its work over/), 'Office of the Prime Minister');
    expect(screen.getByRole('checkbox', { name: 'Office of the Prime Minister' })).toBeChecked();
    expect(await flaws(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Save its end' }));
    expect(await screen.findByText(/^Saved: Ministry of Local Government Administration until/)).toBeInTheDocument();
    expect(JSON.parse(calls.find(call => call.method === 'PUT')!.body)).toEqual({ lastDay: '2026-02-28', successors: ['zkm'] });
    expect(await row('Office of the Prime Minister')).toHaveTextContent('Took over the work of: Ministry of Local Government Administration');

    await userEvent.click(within(await row('Office of the Prime Minister')).getByRole('button', { name: /^Change/ }));
    await userEvent.click(screen.getByRole('radio', { name: /^It has ended/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await userEvent.type(await screen.findByLabelText(/^Last day/), '2026-06-30');
    await userEvent.selectOptions(screen.getByLabelText(/^Who took its work over/), 'Ministry of Local Government Administration');
    await userEvent.click(screen.getByRole('button', { name: 'Save its end' }));
    expect(await screen.findByRole('link', { name: 'An institution cannot come to follow itself.' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));

    await userEvent.selectOptions(screen.getByLabelText('Show'), 'Former ones');
    await userEvent.click(within(await row('Ministry of Local')).getByRole('button', { name: /^Change/ }));
    await userEvent.click(screen.getByRole('radio', { name: /^Its end is another one/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await userEvent.click(await screen.findByRole('button', { name: 'It has not ended' }));
    expect(await screen.findByText(/has not ended\.$/)).toBeInTheDocument();
    expect(calls.find(call => call.method === 'DELETE')!.path).toBe('/api/institutions/mapl/ending');
  });

  it('corrects a former name, and takes away only what nothing names', async () => {
    const { calls } = await open('/institutions?institution=mkrs&act=correct', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: /^It was never called that/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Save the correction' }));
    expect(await screen.findByText(/^Corrected: Ministry of Culture/)).toBeInTheDocument();
    expect(JSON.parse(calls.find(call => call.method === 'PUT')!.body)).toMatchObject({ formerNames: [], validFrom: '2015-01-01', fields: ['culture-sport', 'youth'] });
    await userEvent.click(within(await row('Ministry of Justice')).getByRole('button', { name: /^Change/ }));
    await userEvent.click(screen.getByRole('radio', { name: /^It was added by mistake/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Take it away' }));
    expect(await screen.findByText(/^A draft, a consultation, the plan/)).toBeInTheDocument();
  });

  it('is the office\'s alone', async () => {
    await open('/institutions', { as: 'arta' });
    expect(await screen.findByRole('heading', { level: 1 })).not.toHaveTextContent('Institutions');
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('knows who came before and after one, over however many, and not who was merged with it', () => {
    const one = (id: string, predecessors: string[], successors: string[]) => ({ ...mock.find('md')!, id, predecessors, successors });
    const all = [one('a', [], ['c']), one('b', [], ['c']), one('c', ['a', 'b'], ['d']), one('d', ['c'], [])];
    expect(kinOf(all, 'a').sort()).toEqual(['a', 'c', 'd']);
    expect(kinOf(all, 'd').sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(kinOf(all, 'nobody')).toEqual(['nobody']);
  });

  it('makes codes and initials of what is typed', () => {
    expect(codeOf({ sq: 'Agjencia për Mbrojtjen e Ë-së, Ç' }, '')).toBe('agjencia-per-mbrojtjen-e-e-se-c');
    expect(codeOf({ sr: 'Đakovačka služba' }, '')).toBe('djakovacka-sluzba');
    expect(codeOf({}, ' AP; fa')).toBe('ap');
    expect(initialsOf(' ap,FA;  Mpj ')).toEqual(['AP', 'FA', 'MPJ']);
  });
});
