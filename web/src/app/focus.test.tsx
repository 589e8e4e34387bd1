import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { comments } from '../../mock/data';
import { flaws, open } from '../../tests/render';

const DRAFT = 'projektligji-shoqatat';

async function draftLink(): Promise<HTMLElement> {
  return waitFor(() => {
    const link = document.querySelector<HTMLElement>(`main a[href="/consultations/${DRAFT}"]`);
    expect(link).toBeVisible();
    return link!;
  });
}

/** Lets no answer through before it is released. */
function hold(): () => void {
  const answer = globalThis.fetch;
  let release = () => undefined as void;
  const released = new Promise<void>(resolve => { release = resolve; });
  vi.stubGlobal('fetch', async (...asked: Parameters<typeof fetch>) => {
    await released;
    return answer(...asked);
  });
  return release;
}

describe('the heading of a page', () => {
  it('takes the focus also when its data come late', async () => {
    await open('/consultations', { as: 'arta' });
    const link = await draftLink();
    const release = hold();
    await userEvent.click(link);
    await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
    release();
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: /Projektligji për shoqatat/ })).toHaveFocus());
  });

  it('takes it also where it says that something failed', async () => {
    await open('/consultations', { as: 'arta', intercept: (_, path) => path.startsWith(`/api/consultations/${DRAFT}`) ? { status: 404, body: {} } : null });
    await userEvent.click(await draftLink());
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
  });

  it('leaves it with a reader who has gone to something else meanwhile', async () => {
    await open('/consultations', { as: 'arta' });
    const link = await draftLink();
    const release = hold();
    await userEvent.click(link);
    await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
    const language = screen.getAllByRole('button', { name: 'Srpski' })[0]!;
    act(() => language.focus());
    release();
    await screen.findByRole('heading', { level: 1, name: /Projektligji për shoqatat/ });
    expect(language).toHaveFocus();
  });
});

describe('the form beside the text', () => {
  async function openForm() {
    const { container } = await open(`/consultations/${DRAFT}#art_5`, { as: 'arta' });
    const button = (await screen.findAllByRole('button', { name: 'Comment on the whole draft' }))[0]!;
    await userEvent.click(button);
    await waitFor(() => expect(screen.getByRole('heading', { name: /Comment on the whole draft/ })).toHaveFocus());
    return { button, container };
  }

  it('gives the focus back to what opened it when it is closed', async () => {
    const { button } = await openForm();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(button).toHaveFocus();
  });

  it('shows the confirmation in focus, and gives the focus back after it', async () => {
    const { button, container } = await openForm();
    await userEvent.click(await screen.findByLabelText('Ask a question'));
    await userEvent.type(screen.getByLabelText(/^Your comment/), 'Who pays for the register?');
    await userEvent.click(screen.getByLabelText('Minor'));
    await userEvent.click(screen.getByRole('button', { name: 'Check your comment' }));
    await userEvent.click(await screen.findByRole('button', { name: /^Submit comment for/ }));
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Comment submitted' })).toHaveFocus());
    await userEvent.click(within(container.querySelector<HTMLElement>('.comments-column')!).getByRole('button', { name: 'Back to the draft' }));
    expect(button).toHaveFocus();
    comments[DRAFT]!.pop();
  });

  it('gives it to the same button beside the text, which is made anew', async () => {
    const { container } = await open(`/consultations/${DRAFT}#art_5`, { as: 'arta' });
    await waitFor(() => expect(container.querySelector('[data-write]')).toHaveTextContent(/Article.5/));
    await userEvent.click(container.querySelector('[data-write]')!);
    await userEvent.click(await screen.findByRole('button', { name: 'Close' }));
    expect(document.activeElement).not.toBe(document.body);
    expect(container.querySelector('[data-write]')).toHaveFocus();
  });
});

describe('a comment', () => {
  it('keeps the focus when its button gives way to a question, and back', async () => {
    const { container } = await open(`/consultations/${DRAFT}#art_5`, { as: 'arta' });
    const own = await screen.findByRole('button', { name: 'Withdraw this comment' });
    const comment = own.closest('li')!;
    await userEvent.click(own);
    await waitFor(() => expect(container.querySelector('.comment-ask button')).toHaveFocus());
    await userEvent.click(within(comment).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(comment).toHaveFocus());
  });

  it('leaves the focus at the place it was about when it is withdrawn and goes', async () => {
    const { container } = await open(`/consultations/${DRAFT}#art_5`, { as: 'arta' });
    const own = await screen.findByRole('button', { name: 'Withdraw this comment' });
    const comment = own.closest('li')!;
    await userEvent.click(own);
    await userEvent.click(within(comment).getByRole('button', { name: 'Yes, withdraw it' }));
    await waitFor(() => expect(comment).not.toBeInTheDocument());
    await waitFor(() => expect(container.querySelector('.comments h2')).toHaveFocus());
    comments[DRAFT]!.find(item => `comment-${item.id}` === comment.id)!.status = 'submitted';
  });
});

describe('words chosen by keyboard alone', () => {
  const said = () => within(screen.getByRole('application')).getByRole('status').textContent;

  it('are walked through, extended, offered and quoted', async () => {
    const { container } = await open(`/consultations/${DRAFT}#art_5`, { as: 'arta' });
    await waitFor(() => expect(container.querySelector('#art_5')).toHaveFocus());
    const section = container.querySelector<HTMLElement>('#art_5')!;
    const text = [...section.querySelectorAll('.words')].map(one => one.textContent!).find(words => words.length > 40)!;
    const words = text.split(/\s+/);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /^Choose words in Article.5$/ }));
    await waitFor(() => expect(screen.getByRole('application')).toHaveFocus());
    await user.keyboard('{ArrowRight}{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    expect(said()).toBe(words.slice(1, 4).join(' '));
    expect(await flaws(container)).toEqual([]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('application')).toBeNull();
    expect(section).toHaveFocus();

    fireEvent.keyDown(section, { key: 'w' });
    await waitFor(() => expect(screen.getByRole('application')).toHaveFocus());
    await user.keyboard('{End}{Shift>}{ArrowLeft}{/Shift}{Enter}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Comment' })).toHaveFocus());
    expect(screen.getByRole('group', { name: `Chosen: ${words.slice(-2).join(' ')}` })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('application')).toHaveFocus());
    await user.keyboard('{Enter}{Tab}{Enter}');
    expect((await screen.findAllByText(words.slice(-2).join(' '), { selector: '.comment-form blockquote' })).length).toBeGreaterThan(0);
    expect(screen.getByLabelText('Change the wording')).toBeChecked();
    expect(screen.queryByRole('application')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(section).toHaveFocus();
  });
});

describe('keys of a single letter', () => {
  it('can be switched off in their help, which is remembered, and on again with the account', async () => {
    const first = await open(`/consultations/${DRAFT}#art_5`, { as: 'arta' });
    const section = () => document.querySelector<HTMLElement>('#art_5')!;
    await waitFor(() => expect(section()).toHaveFocus());
    const help = () => screen.queryByRole('heading', { name: 'Keys on this page' });
    fireEvent.keyDown(section(), { key: '?' });
    expect(help()).toBeInTheDocument();
    await userEvent.click(screen.getByLabelText(/^Single-letter keys/));
    await userEvent.click(screen.getAllByRole('button', { name: 'Close' })[0]!);
    for (const key of ['?', 'w', 'c', 'j']) fireEvent.keyDown(section(), { key });
    expect(help()).toBeNull();
    expect(screen.queryByRole('application')).toBeNull();
    expect(window.location.hash).toBe('#art_5');
    first.unmount();

    await open(`/consultations/${DRAFT}#art_5`, { as: 'arta' });
    await waitFor(() => expect(section()).toHaveFocus());
    fireEvent.keyDown(section(), { key: 'j' });
    expect(window.location.hash).toBe('#art_5');
    await userEvent.click(screen.getByRole('button', { name: /Arta Shembulli/ }));
    expect(screen.getByLabelText(/^Single-letter keys/)).not.toBeChecked();
    await userEvent.click(screen.getByLabelText(/^Single-letter keys/));
    await userEvent.click(screen.getAllByRole('button', { name: 'Close' })[0]!);
    fireEvent.keyDown(section(), { key: 'j' });
    await waitFor(() => expect(window.location.hash).toBe('#art_6'));
    await waitFor(() => expect(document.querySelector('#art_6')).toHaveFocus());
  });
});
