import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { consultations } from '../../../../mock/data';
import { flaws, open } from '../../../../tests/render';

const AT = '/consultations/projektligji-shoqatat/applied';

describe('a draft applied to the law in force', () => {
  it('shows what goes and what comes in words, and what could not be applied with its reason', async () => {
    const { container } = await open(AT, { as: 'arta' });
    expect(await screen.findByText(/09\/L-900 Ligji/)).toBeInTheDocument();
    const article = await screen.findByRole('article', { name: /Article\s5\b/ });
    expect(article.querySelector('del')).toHaveTextContent('removed: tridhjetë');
    expect(article.querySelector('ins')).toHaveTextContent('added: dhjetë');
    expect(screen.queryByRole('article', { name: /Article\s1\b/ })).toBeNull();
    expect(within(screen.getByRole('article', { name: /Article\s7/ })).getByText('Goes')).toBeInTheDocument();
    expect(screen.getByText('The law has no such article.')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await userEvent.selectOptions(screen.getByLabelText('Show'), 'all');
    expect(screen.getByRole('article', { name: /Article\s1\b/ })).toBeInTheDocument();
  });

  it('is commented on at the law’s own place, against the law’s words as they would read', async () => {
    const { calls, container } = await open(AT, { as: 'arta' });
    const article = await screen.findByRole('article', { name: /Article\s5\b/ });
    await userEvent.click(within(article).getByRole('link', { name: /^Comment ?\(.*Article 5, Paragraph 2/i }));
    expect(await screen.findByText(/In the law in force: 09\/L-900, Article 5, paragraph 2/i)).toBeInTheDocument();
    expect(window.location.search).toContain('node=art_5__par_2');
    await userEvent.click(screen.getByLabelText('Change the wording'));
    // Today's words and those with the draft stand beside each other; the proposal begins with the latter, not with the instruction.
    expect(screen.getByText('Organi vendos brenda tridhjetë ditësh.')).toBeInTheDocument();
    const wording = screen.getByLabelText('Proposed wording');
    expect(wording).toHaveValue('Organi vendos brenda dhjetë ditësh.');
    await userEvent.clear(wording);
    await userEvent.type(wording, 'Organi vendos brenda pesë ditësh.');
    expect(container.querySelector('del')).toHaveTextContent('removed: dhjetë');
    expect(await flaws(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Keep as a draft for my organisation' }));
    await waitFor(() => expect(calls.filter(call => call.method === 'PUT' && call.path.includes('/comments/')).at(-1)?.body).toContain('"law":{"law":"law-900","node":"law_5__par_2"}'));
  });

  it('is commented on at an article that the draft leaves as it is, and shows and counts what was said there', async () => {
    const { calls } = await open(AT, { as: 'arta' });
    await userEvent.selectOptions(await screen.findByLabelText('Show'), 'all');
    const untouched = () => screen.getByRole('article', { name: /Article\s1\b/ });
    await userEvent.click(within(untouched()).getByRole('link', { name: /^Comment ?\(.*Article 1\)/ }));
    await userEvent.click(await screen.findByLabelText('Ask a question'));
    await userEvent.type(screen.getByLabelText(/^Your comment/), 'Whom does it concern?');
    await userEvent.click(screen.getByLabelText('Minor'));
    await userEvent.click(screen.getByRole('button', { name: 'Check your comment' }));
    await userEvent.click(await screen.findByRole('button', { name: /^Submit comment for/ }));
    await userEvent.click(await screen.findByRole('link', { name: 'Back to the draft' }));
    expect(calls.filter(call => call.method === 'PUT').at(-1)?.body).toContain('"node":null');
    // It has been commented on, so it is shown though nothing in it changes, and the address has opened it.
    expect(await within(await screen.findByRole('article', { name: /Article\s1\b/ })).findByText('Whom does it concern?')).toBeInTheDocument();
    expect(within(untouched()).getByRole('button', { name: /^1 comment/ })).toHaveAttribute('aria-expanded', 'true');
  });

  it('keeps what was begun at one place of the law apart from what was begun on the whole', async () => {
    const { unmount } = await open(`/consultations/projektligji-shoqatat/comment?place=law_7&node=art_9__par_2`, { as: 'arta' });
    await userEvent.click(await screen.findByLabelText('Ask a question'));
    await userEvent.type(screen.getByLabelText(/^Your comment/), 'Of article seven.');
    unmount();
    const other = await open('/consultations/projektligji-shoqatat/comment?node=art_9__par_2', { as: 'arta' });
    expect(await screen.findByLabelText('Ask a question')).not.toBeChecked();
    other.unmount();
    await open(`/consultations/projektligji-shoqatat/comment?place=law_7&node=art_9__par_2`, { as: 'arta' });
    expect(await screen.findByLabelText(/^Your comment/)).toHaveValue('Of article seven.');
  });

  it.each([['mark', true], ['queue', true], ['refuse', false]] as const)('after the deadline, where late comments are set to %s, has a link: %s', async (late, linked) => {
    await open(AT, {
      as: 'arta',
      intercept: (method, path) => {
        if (method !== 'GET') return null;
        if (path.endsWith('/comment-settings')) return { status: 200, body: { visibility: 'network', late, commentRightSubmits: false, mayRead: true, orphans: 0 } };
        if (/\/projektligji-shoqatat$/.test(path)) return { status: 200, body: { ...consultations.find(one => one.id === 'projektligji-shoqatat')!, stage: 'closed', accepts: 'late', openedAt: '2026-10-01T08:00:00Z' } };
        return null;
      },
    });
    const article = await screen.findByRole('article', { name: /Article\s5\b/ });
    if (linked) expect((await within(article).findAllByRole('link', { name: /^Comment/ })).length).toBe(2);
    else expect(within(article).queryByRole('link', { name: /^Comment/ })).toBeNull();
  });

  it('says what to do where the law is not known, and lets the secretariat name it', async () => {
    const { calls } = await open('/consultations/uredba-finansiranje/applied', { as: 'drita' });
    expect(await screen.findByRole('heading', { name: 'The law in force is not known' })).toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: 'Read the draft with it' }));
    expect(screen.getByText('Choose a law')).toBeInTheDocument();
    await userEvent.selectOptions(await screen.findByLabelText('Law'), 'law-900');
    await userEvent.click(screen.getByRole('button', { name: 'Read the draft with it' }));
    expect(calls.some(call => call.method === 'PUT' && call.path.endsWith('/law-in-force') && call.body === '{"law":"law-900"}')).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Upload the law' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Write the number of the law');
  });
});
