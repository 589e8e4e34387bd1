import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { consultations, comments } from '../../../../mock/data';
import { flaws, open } from '../../../../tests/render';

const PATH = '/consultations/projektligji-shoqatat/comment?node=art_5__par_2&kind=change';
const put = (calls: { method: string; path: string; body: string }[]) => calls.filter(call => call.method === 'PUT' && call.path.includes('/comments/'));

async function fill(user = userEvent.setup()) {
  const wording = await screen.findByLabelText('Proposed wording');
  expect(wording).toHaveValue('Organi kompetent vendos për kërkesën për regjistrim brenda tridhjetë (30) ditësh nga pranimi i saj.');
  await user.clear(wording);
  await user.paste('Organi kompetent vendos për kërkesën për regjistrim brenda dhjetë (10) ditësh nga pranimi i saj.');
  await user.type(screen.getByLabelText(/^Justification/), 'Shpejt');
  await user.click(screen.getByLabelText('Important'));
  return user;
}

describe('comment form', () => {
  it('shows the proposal as a change of words, in markup and in words', async () => {
    const { container } = await open(PATH, { as: 'arta' });
    await fill();
    expect(container.querySelector('ins')).toHaveTextContent('added: dhjetë');
    expect(container.querySelector('del')).toHaveTextContent('removed: tridhjetë');
    expect(await flaws(container)).toEqual([]);
  });

  it('ties every error to its field and moves the focus to the summary', async () => {
    const { container } = await open('/consultations/projektligji-shoqatat/comment', { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Check your comment' }));
    const summary = screen.getByRole('alert');
    expect(summary).toHaveFocus();
    expect(within(summary).getAllByRole('link').map(link => link.textContent)).toEqual(['Choose what you want', 'Choose how important it is']);
    await user.click(within(summary).getByRole('link', { name: 'Choose what you want' }));
    expect(screen.getByLabelText('Change the wording')).toHaveFocus();
    expect(await flaws(container)).toEqual([]);
  });

  it('asks for a justification for a change and a deletion, and for a real change', async () => {
    await open(PATH, { as: 'arta' });
    const user = userEvent.setup();
    await screen.findByLabelText('Proposed wording');
    await user.click(screen.getByRole('button', { name: 'Check your comment' }));
    expect(screen.getByRole('alert')).toHaveTextContent('The proposed wording is the same');
    expect(screen.getByRole('alert')).toHaveTextContent('a justification is needed');
  });

  it('is checked, submitted in the name of the organisation, and confirmed with its number', async () => {
    const { calls, container } = await open(PATH, { as: 'arta' });
    const user = await fill();
    await user.click(screen.getByRole('button', { name: 'Check your comment' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Check your comment' })).toHaveFocus();
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Submit comment for Qendra për Pjesëmarrje Qytetare Arbëria' }));
    expect(await screen.findByRole('heading', { name: 'Comment submitted' })).toBeInTheDocument();
    expect(container).toHaveTextContent(/Reference numberK-2026-0001-\d{4}/);
    expect(JSON.parse(put(calls)[0]!.body)).toMatchObject({ organisation: 'qendra-arberia', node: 'art_5__par_2', kind: 'change', importance: 'important', text: null, justification: 'Shpejt' });
    expect(Object.keys(localStorage).filter(key => key.startsWith('civikos.comment.'))).toEqual([]);
    comments['projektligji-shoqatat']!.pop();
  });

  it('keeps what was typed when the page is left and comes back', async () => {
    const first = await open(PATH, { as: 'arta' });
    await fill();
    expect(first.container).toHaveTextContent('Kept on this device at');
    first.unmount();
    await open('/', { as: 'arta' });
    expect(await screen.findByRole('link', { name: /Go on writing: Projektligji/ })).toHaveAttribute('href', '/consultations/projektligji-shoqatat/comment?node=art_5__par_2');
    document.body.innerHTML = '';
    await open(PATH, { as: 'arta' });
    expect(await screen.findByLabelText(/^Justification/)).toHaveValue('Shpejt');
  });

  it('keeps the comment when the session ends, and sends it under the same id after signing in again', async () => {
    let ended = false;
    const { calls, container } = await open(PATH, { as: 'arta', intercept: method => ended && method === 'PUT' ? { status: 401, body: { code: 'sign-in-required', status: 401 } } : null });
    const user = await fill();
    await user.click(screen.getByRole('button', { name: 'Check your comment' }));
    ended = true;
    await user.click(await screen.findByRole('button', { name: /Submit comment for/ }));
    expect(await screen.findByText('Sign in again to send it')).toBeInTheDocument();
    expect(within(screen.getByRole('main')).getByRole('link', { name: 'Sign in again' })).toHaveAttribute('href', '/oauth2/authorization/civikos?return=%2Fconsultations%2Fprojektligji-shoqatat%2Fcomment%3Fnode%3Dart_5__par_2');
    expect(container).toHaveTextContent('Your session has ended');
    ended = false;
    await user.click(screen.getByRole('button', { name: /Submit comment for/ }));
    await screen.findByRole('heading', { name: 'Comment submitted' });
    const [one, two] = put(calls);
    expect(one!.path).toBe(two!.path);
    comments['projektligji-shoqatat']!.pop();
  });

  it('ties the server’s errors to the fields', async () => {
    await open(PATH, { as: 'arta', intercept: method => method === 'PUT' ? { status: 422, body: { code: 'justification-required', status: 422, title: 'T', detail: 'D', errors: [{ pointer: '/justification', code: 'not-blank', detail: 'Say more.' }] } } : null });
    const user = await fill();
    await user.click(screen.getByRole('button', { name: 'Check your comment' }));
    await user.click(await screen.findByRole('button', { name: /Submit comment for/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Say more.');
    expect(screen.getByLabelText(/^Justification/)).toHaveAccessibleDescription(expect.stringContaining('Say more.'));
  });

  it.each([
    ['deadline-passed', 409, 'The deadline has passed'], ['organisation-suspended', 403, 'suspended'], ['no-mandate', 403, 'no mandate in force'], ['body-too-large', 413, 'too long'],
  ])('says %s in words', async (code, status, words) => {
    await open(PATH, { as: 'arta', intercept: method => method === 'PUT' ? { status, body: { code, status, title: 'T', detail: 'D' } } : null });
    const user = await fill();
    await user.click(screen.getByRole('button', { name: 'Check your comment' }));
    await user.click(await screen.findByRole('button', { name: /Submit comment for/ }));
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent(words));
  });

  it('does not let a suspended organisation speak', async () => {
    await open(PATH, { as: 'milica' });
    expect(await screen.findByRole('heading', { level: 1, name: 'You cannot comment' })).toBeInTheDocument();
  });

  it('takes no comment after the deadline', async () => {
    const closed = consultations.find(item => item.stage === 'closed')!;
    await open(`/consultations/${closed.id}/comment`, { as: 'arta' });
    expect(await screen.findByText(/This consultation is closed/)).toBeInTheDocument();
  });
});
