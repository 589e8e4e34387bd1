import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';

const AT = '/consultations/projektligji-shoqatat/applied';

describe('a draft applied to the law in force', () => {
  it('shows what goes and what comes in words, and what could not be applied with its reason', async () => {
    const { container } = await open(AT, { as: 'arta' });
    expect(await screen.findByText(/09\/L-900/)).toBeInTheDocument();
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

  it('is commented on at the draft’s own place, naming the article of the law', async () => {
    const { calls } = await open(AT, { as: 'arta' });
    const article = await screen.findByRole('article', { name: /Article\s5\b/ });
    await userEvent.click(within(article).getByRole('link', { name: /^Comment/ }));
    await userEvent.click((await screen.findAllByRole('radio')).find(one => one.getAttribute('value') === 'question')!);
    expect(await screen.findByText(/In the law in force: 09\/L-900, Article 5/)).toBeInTheDocument();
    expect(window.location.search).toContain('node=art_5');
    // The place is a field of the comment, not one more thing that it rests on.
    await userEvent.type(screen.getByLabelText(/^Your comment/), 'A question.');
    await userEvent.click(screen.getByRole('button', { name: 'Keep as a draft for my organisation' }));
    await waitFor(() => expect(calls.filter(call => call.method === 'PUT' && call.path.includes('/comments/')).at(-1)?.body).toContain('"law":{"law":"law-900","node":"law_5"}'));
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
