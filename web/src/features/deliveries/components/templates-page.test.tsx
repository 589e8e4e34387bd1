import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';

describe('the texts of messages', () => {
  it('are summaries and notices too, which go by mail alone and are called by what heads them', async () => {
    const { container } = await open('/templates', { as: 'drita' });
    const notice = (await screen.findByRole('heading', { name: 'Answer to what somebody did: Noted: it does not concern you' })).closest('section')!;
    expect(within(notice).getAllByRole('columnheader').map(one => one.textContent)).toEqual(['Language', 'E-mail']);
    const summary = screen.getByRole('heading', { name: 'Summary, daily or weekly' }).closest('section')!;
    expect(within(summary).getAllByRole('link', { name: /As delivered/ })).toHaveLength(3);
    expect(within(screen.getByRole('heading', { name: 'A deadline was moved' }).closest('section')!).getAllByRole('columnheader')).toHaveLength(4);
    expect(await flaws(container)).toEqual([]);
  });

  it('says at the top of a notice which one it is', async () => {
    await open('/templates/notice.link/en/email', { as: 'drita' });
    expect(await screen.findByRole('heading', { level: 1, name: /Answer to what somebody did: The link to your alerts/ }, { timeout: 8000 })).toBeInTheDocument();
    expect(screen.queryByText('Shown with')).toBeNull();
  });

  it('lie in folders, which are named, made and emptied as a whole', async () => {
    const user = userEvent.setup();
    const { container, calls } = await open('/templates', { as: 'drita' });
    const list = await screen.findByRole('navigation', { name: 'Folders' });
    expect(within(list).getAllByRole('listitem').map(one => one.textContent)).toEqual([
      'About one draft 9 kinds of messages, 3 changed texts, 1 draft', 'Summaries and proof of silence 2 kinds of messages', 'Answers to what somebody did 2 kinds of messages', 'Between colleagues 1 kind of message']);
    expect(screen.getByRole('heading', { level: 3, name: 'A comment waits for your review' })).toBeInTheDocument();
    await user.click(screen.getByRole('link', { name: 'Arrange the folders' }));

    await user.click(await screen.findByRole('button', { name: 'Add a folder' }));
    await user.click(screen.getByRole('button', { name: 'Save the folders' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Give folder 5 a name.');
    await user.type(screen.getByLabelText('Name of folder 5'), 'about ONE draft');
    await user.click(screen.getByRole('button', { name: 'Save the folders' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Two folders are called “about ONE draft”.');
    await user.clear(screen.getByLabelText('Name of folder 5'));
    await user.type(screen.getByLabelText('Name of folder 5'), 'Urgent ');
    await user.selectOptions(screen.getByLabelText('A deadline was moved'), 'Urgent');
    expect(screen.queryByRole('button', { name: 'Remove: Between colleagues' })).toBeNull();
    await user.selectOptions(screen.getByLabelText('A comment waits for your review'), 'Answers to what somebody did');
    await user.click(screen.getByRole('button', { name: 'Remove: Between colleagues' }));
    await user.click(screen.getByRole('button', { name: 'Move up: Urgent' }));
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save the folders' }));

    const put = await waitFor(() => calls.find(call => call.method === 'PUT')!);
    expect(put.headers['if-match']).toBe('"0"');
    const { items } = JSON.parse(put.body) as { items: { id: string | null; name: string | null; kinds: string[] }[] };
    expect(items.map(one => [one.id, one.name, one.kinds.length])).toEqual([['drafts', null, 8], ['letters', null, 2], [null, 'Urgent', 1], ['notices', null, 3]]);
    expect(await screen.findByRole('heading', { level: 2, name: 'Urgent' })).toBeInTheDocument();
  });
});
