import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { open } from '../../../../tests/render';
import { moved, type RepairNode } from '../api/repair';

const node = (id: string, parent: string | null): RepairNode => ({ id, kind: 'article', number: '1', heading: null, parent, text: 'Teksti.', page: 1, confidence: 1 });
const focused = () => document.activeElement?.getAttribute('data-node');

describe('the repair of a split', () => {
  it('is done by keyboard alone', async () => {
    const { calls } = await open('/drafts/draft-energjia/repair', { as: 'drita' });
    const tree = await screen.findByRole('list', { name: 'Text' });
    const rows = within(tree).getAllByRole('listitem');
    // One stop for the tab key, however long the act is.
    expect(tree.querySelectorAll('[data-node][tabindex="0"]')).toHaveLength(1);
    (tree.querySelector('[tabindex="0"]') as HTMLElement).focus();
    const keys = screen.getByRole('button', { name: 'Keys' });
    const shown = keys.getAttribute('aria-expanded');
    await userEvent.keyboard('?');
    expect(keys.getAttribute('aria-expanded')).not.toBe(shown);
    await userEvent.keyboard('jj');
    const second = focused();
    expect(second).not.toBe(tree.querySelector('[data-node]')?.getAttribute('data-node'));
    await userEvent.keyboard('k');
    expect(focused()).not.toBe(second);
    await userEvent.keyboard('j');

    await userEvent.keyboard('r');
    expect(screen.getByLabelText(/^Number/)).toHaveFocus();
    await userEvent.clear(screen.getByLabelText(/^Number/));
    await userEvent.keyboard('77{Enter}');
    await waitFor(() => expect(focused()).toBe(second));
    expect(document.activeElement).toHaveTextContent('77');
    expect(screen.getByText(/Not saved yet: 1 step/)).toBeInTheDocument();

    await userEvent.keyboard('m');
    await waitFor(() => expect(within(tree).getAllByRole('listitem')).toHaveLength(rows.length - 1));
    await userEvent.keyboard('z');
    await waitFor(() => expect(within(tree).getAllByRole('listitem')).toHaveLength(rows.length));
    await waitFor(() => expect(focused()).toBe(second));
    await userEvent.keyboard('y');
    await waitFor(() => expect(within(tree).getAllByRole('listitem')).toHaveLength(rows.length - 1));
    await userEvent.keyboard('z');
    await waitFor(() => expect(within(tree).getAllByRole('listitem')).toHaveLength(rows.length));

    await userEvent.keyboard('{Control>}s{/Control}');
    expect(await screen.findByText(/readers see this text/)).toBeInTheDocument();
    expect(calls.filter(call => call.method === 'PUT' && call.path.endsWith('/repair/saving'))).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Open the consultation' })).toHaveAttribute('href', '/drafts/draft-energjia#open');
  });

  it('divides a text where the cursor stands', async () => {
    const { calls } = await open('/drafts/projektligji-shoqatat/repair', { as: 'drita' });
    const tree = await screen.findByRole('list', { name: 'Text' });
    const row = within(tree).getAllByRole('listitem').find(one => (one.querySelector('.repair-words')?.textContent?.length ?? 0) > 30)!;
    const words = row.querySelector('.repair-words')!.textContent!;
    await userEvent.click(within(row).getByRole('button'));
    await userEvent.keyboard('s');
    await userEvent.click(screen.getByRole('button', { name: 'Divide here' }));
    expect(screen.getByText('Put the cursor inside the text')).toBeInTheDocument();
    const area = screen.getByLabelText('Where does the second part begin?') as HTMLTextAreaElement;
    expect(area.value).toBe(words);
    area.focus();
    area.setSelectionRange(12, 12);
    area.dispatchEvent(new Event('select', { bubbles: true }));
    expect(await screen.findByText(/The second part begins/)).toBeInTheDocument();
    await userEvent.selectOptions(screen.getByLabelText('Kind of the second part'), 'Paragraph');
    await userEvent.click(screen.getByRole('button', { name: 'Divide here' }));
    await waitFor(() => expect(calls.some(call => call.path.endsWith('/operations'))).toBe(true));
    const sent = JSON.parse(calls.find(call => call.path.endsWith('/operations'))!.body) as Record<string, unknown>;
    expect(sent).toMatchObject({ op: 'split', at: 12, kind: 'paragraph' });
    expect(await screen.findByText(/Divided\./)).toBeInTheDocument();
  });

  it('sets a heading by keyboard, puts it back into the text, and undoes both', async () => {
    const { calls } = await open('/drafts/projektligji-shoqatat/repair', { as: 'drita' });
    const tree = await screen.findByRole('list', { name: 'Text' });
    const row = within(tree).getAllByRole('listitem').find(one => one.querySelector('.repair-head')!.textContent!.startsWith('Paragraph') && (one.querySelector('.repair-words')?.textContent?.length ?? 0) > 20)!;
    const words = row.querySelector('.repair-words')!.textContent!;
    await userEvent.click(within(row).getByRole('button'));
    await userEvent.keyboard('h');
    const area = screen.getByLabelText('Where does the heading end?') as HTMLTextAreaElement;
    expect(area).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Set the heading' }));
    expect(screen.getByText('Put the cursor behind the heading')).toBeInTheDocument();
    area.focus();
    area.setSelectionRange(9, 9);
    area.dispatchEvent(new Event('select', { bubbles: true }));
    expect(await screen.findByText(/The heading will be/)).toHaveTextContent(words.slice(0, 9).trim());
    await userEvent.click(screen.getByRole('button', { name: 'Set the heading' }));
    await waitFor(() => expect(row.querySelector('.repair-words')!.textContent).toBe(words.slice(9).trimStart()));
    expect(JSON.parse(calls.find(call => call.path.endsWith('/operations'))!.body)).toMatchObject({ op: 'title', at: 9 });
    await userEvent.keyboard('h');
    await userEvent.click(screen.getByRole('button', { name: 'Put the heading back into the text' }));
    await waitFor(() => expect(row.querySelector('.repair-words')!.textContent).toBe(`${words.slice(0, 9).trim()}\n${words.slice(9).trimStart()}`));
    await userEvent.keyboard('z');
    await waitFor(() => expect(row.querySelector('.repair-words')!.textContent).toBe(words.slice(9).trimStart()));
    await userEvent.keyboard('z');
    await waitFor(() => expect(row.querySelector('.repair-words')!.textContent).toBe(words));
  });

  it('jumps from a warning to its place', async () => {
    await open('/drafts/draft-energjia/repair', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: /pages 3, 4/ }));
    const tree = screen.getByRole('list', { name: 'Text' });
    const last = [...tree.querySelectorAll('[data-node]')].at(-1)!;
    await waitFor(() => expect(last).toHaveFocus());
  });

  it('loads again what somebody else has changed', async () => {
    await open('/drafts/draft-energjia/repair', { as: 'drita', intercept: (method, path) => method === 'POST' && path.includes('/repair/') ? { status: 412, body: { code: 'precondition-failed' } } : null });
    const tree = await screen.findByRole('list', { name: 'Text' });
    await userEvent.click(tree.querySelectorAll('[data-node]')[1]!);
    await userEvent.click(screen.getByRole('button', { name: 'Level down' }));
    expect(await screen.findByText(/Somebody else repaired this text/)).toBeInTheDocument();
  });

  it('is not shown to others', async () => {
    await open('/drafts/draft-energjia/repair', { as: 'arta' });
    expect(await screen.findByText(/secretariat/i)).toBeInTheDocument();
    expect(screen.queryByRole('list', { name: 'Text' })).toBeNull();
  });
});

describe('moving in reading order', () => {
  const nodes = [node('a', null), node('b', null), node('b1', 'b'), node('b2', 'b'), node('c', null)];
  it.each([
    ['a', false, null],
    ['b', false, { op: 'move', node: 'b', before: 'a' }],
    ['b1', false, { op: 'move', node: 'b1', before: 'b' }],
    ['a', true, { op: 'move', node: 'a', before: 'c' }],
    ['b', true, { op: 'move', node: 'b', before: null }],
    ['b2', true, { op: 'promote', node: 'b2' }],
    ['c', true, null],
    ['unknown', true, null],
  ])('%s down=%s', (id, down, expected) => expect(moved(nodes, id, down)).toEqual(expected));
});
