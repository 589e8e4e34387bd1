import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { commentDrafts, commentSettings, comments, notRelevant } from '../../../../mock/data';
import { flaws, open } from '../../../../tests/render';
import { allKept, keep, newComment } from '../kept-comments';
import { chosenWords } from './selection-menu';

const DRAFT = 'projektligji-shoqatat';

describe('a comment inside its organisation', () => {
  it('lists the drafts of my organisations with what can be done next', async () => {
    let alike: object | null = null;
    const { container, calls } = await open('/comment-drafts', { as: 'arta', intercept: (method, path) => alike && method === 'POST' && path.endsWith('/similar-comments') ? { status: 200, body: alike } : null });
    expect(await screen.findByRole('heading', { level: 1, name: 'Drafts of my organisation' })).toBeInTheDocument();
    expect(await screen.findByText('With a colleague')).toBeInTheDocument();
    const item = container.querySelector<HTMLElement>('#comment-draft-1')!;
    expect(within(item).getByRole('link', { name: 'Go on with it' })).toHaveAttribute('href', `/consultations/${DRAFT}/comment?draft=draft-1`);
    expect(await flaws(container)).toEqual([]);
    const before = structuredClone(commentDrafts);
    const user = userEvent.setup();
    await user.type(within(item).getByLabelText(/^What should your colleagues know/), 'Mirë');
    await user.click(within(item).getByRole('button', { name: 'Ask for sign-off' }));
    expect(await screen.findByText('Waits for sign-off')).toBeInTheDocument();
    expect(JSON.parse(calls.find(call => call.path.endsWith('/hand-over'))!.body)).toEqual({ note: 'Mirë' });
    // Somebody has said nearly the same at this place: the signer is shown it before anything is submitted.
    const said = { ...comments[DRAFT]![0]!, id: 'c-alike', reference: 'K-2026-0001-0777', text: 'Kapitali është i tepërt.' };
    alike = { items: [{ likeness: 0.8, comment: said }] };
    await user.click(await screen.findByRole('button', { name: /^Sign off and submit for Qendra/ }));
    expect(await screen.findByRole('link', { name: 'K-2026-0001-0777' })).toBeInTheDocument();
    expect(calls.some(call => call.path.endsWith('/sign-off'))).toBe(false);
    await user.click(screen.getByRole('button', { name: /^Sign off and submit for Qendra/ }));
    expect(await screen.findByText('No draft waits')).toBeInTheDocument();
    expect(container).toHaveTextContent(/Reference number: K-2026-0001-\d{4}/);
    comments[DRAFT]!.pop();
    commentDrafts.push(...before);
  });

  it('goes on with a colleague’s draft under its own id', async () => {
    const { calls } = await open(`/consultations/${DRAFT}/comment?draft=draft-1`, { as: 'arta' });
    const user = userEvent.setup();
    expect(await screen.findByLabelText(/^Justification/)).toHaveValue('Shoqatat e vogla nuk kanë kapital.');
    await user.click(screen.getByRole('button', { name: 'Keep as a draft for my organisation' }));
    expect(await screen.findByRole('heading', { name: 'Kept for your organisation' })).toBeInTheDocument();
    const saved = calls.find(call => call.method === 'PUT' && call.path.endsWith('/comments/draft-1/draft'))!;
    expect(JSON.parse(saved.body)).toMatchObject({ organisation: 'qendra-arberia', node: 'art_6', kind: 'change' });
  });

  it('keeps what is typed in a colleague’s draft beside what was begun at the same place, and offers it', async () => {
    const mine = { ...newComment(DRAFT, 'Projektligji', 'art_6', 'qendra-arberia'), kind: 'question' as const, text: 'Pyetja ime' };
    keep('arta', mine);
    const page = `/consultations/${DRAFT}/comment?draft=draft-1`;
    const first = await open(page, { as: 'arta' });
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText(/^Justification/), ' As kohë.');
    first.unmount();
    expect(allKept('arta').find(kept => kept.id === mine.id)?.text).toBe('Pyetja ime');

    const second = await open(page, { as: 'arta' });
    expect(await screen.findByRole('heading', { level: 1, name: 'You wrote more on this device' })).toBeInTheDocument();
    expect(second.container.querySelector('ins')).toHaveTextContent('As kohë.');
    expect(await flaws(second.container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Go on with what is on this device' }));
    expect(await screen.findByLabelText(/^Justification/)).toHaveValue('Shoqatat e vogla nuk kanë kapital. As kohë.');
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Throw it away' }));
    expect(screen.getByText(/Your organisation’s draft stays as it was last kept/)).toBeInTheDocument();
    second.unmount();

    const third = await open(page, { as: 'arta' });
    await user.click(await screen.findByRole('button', { name: 'Use the organisation’s draft' }));
    expect(await screen.findByLabelText(/^Justification/)).toHaveValue('Shoqatat e vogla nuk kanë kapital.');
    expect(allKept('arta').map(kept => kept.id)).toEqual([mine.id]);
    third.unmount();
    localStorage.clear();
  });

  it('says that a colleague has changed the draft since', async () => {
    keep('arta', { ...newComment(DRAFT, 'Projektligji', 'art_6', 'qendra-arberia'), id: 'draft-1', draft: 'draft-1', text: 'Ime' });
    const history = [...commentDrafts[0]!.history!];
    commentDrafts[0]!.history!.push({ act: 'edited', at: new Date(Date.now() + 60_000).toISOString(), note: null, mine: false });
    const { container } = await open(`/consultations/${DRAFT}/comment?draft=draft-1`, { as: 'arta' });
    expect(await screen.findByText(/^The organisation’s draft was changed after that/)).toBeInTheDocument();
    expect([...container.querySelectorAll('dt')].map(term => term.textContent)).toEqual(['Wish', 'Importance', 'Comment', 'Proposed wording', 'Justification']);
    commentDrafts[0]!.history = history;
    localStorage.clear();
  });

  it('goes on with a replacement as it was kept, under its own identifier', async () => {
    const page = `/consultations/${DRAFT}/comment?replaces=${comments[DRAFT]![0]!.id}`;
    const first = await open(page, { as: 'arta' });
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText(/^Justification/), ' Shtesë.');
    const [kept] = allKept('arta');
    first.unmount();
    await open('/', { as: 'arta' }).then(async home => {
      expect(await screen.findByRole('link', { name: /Go on writing/ })).toHaveAttribute('href', page);
      home.unmount();
    });
    await open(page, { as: 'arta' });
    expect(((await screen.findByLabelText(/^Justification/)) as HTMLTextAreaElement).value).toMatch(/ Shtesë\.$/);
    await user.type(screen.getByLabelText(/^Justification/), '!');
    expect(allKept('arta').map(one => one.id)).toEqual([kept!.id]);
    localStorage.clear();
  });

  it.each([['is thrown away with it', true], ['stays if a colleague has gone on with it', false]])('made a draft for a file, which %s', async (_, alone) => {
    vi.stubGlobal('XMLHttpRequest', class {
      status = 201; responseText = ''; upload = {}; onload: (() => void) | null = null; path = '';
      open(_method: string, path: string) { this.path = path; }
      setRequestHeader() { /* not looked at */ }
      getResponseHeader() { return null; }
      send() {
        const draft = commentDrafts.find(one => this.path.includes(one.id))!;
        draft.attachments = [{ id: 'a1', fileName: 'a.pdf', mediaType: 'application/pdf', bytes: 1 }];
        if (!alone) draft.history!.push({ act: 'edited', at: new Date().toISOString(), note: null, mine: false });
        this.responseText = JSON.stringify(draft);
        setTimeout(() => this.onload?.(), 0);
      }
    });
    const { calls } = await open(`/consultations/${DRAFT}/comment?node=art_5`, { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByLabelText('Ask a question'));
    await user.type(screen.getByLabelText(/^Your comment/), 'Kush?');
    await user.upload(screen.getByLabelText(/^Files/), new File(['x'], 'a.pdf', { type: 'application/pdf' }));
    expect(await screen.findByText(/^a\.pdf/)).toBeInTheDocument();
    const [kept] = allKept('arta');
    await user.click(screen.getByRole('button', { name: 'Throw it away' }));
    expect(screen.getByText(/The draft made of it for your organisation goes too, with its files, unless colleagues/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Yes, throw it away' }));
    await waitFor(() => expect(allKept('arta')).toEqual([]));
    expect(calls.some(call => call.method === 'PUT' && call.path.endsWith(`/comments/${kept!.id}/withdrawal`))).toBe(alone);
    expect(commentDrafts.some(one => one.id === kept!.id)).toBe(!alone);
    if (!alone) commentDrafts.pop();
  });

  it('has notes that the secretariat alone sees', async () => {
    const page = `/consultations/${DRAFT}/comments/${comments[DRAFT]![0]!.id}`;
    const { calls } = await open(page, { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Add a note' }));
    await user.click(screen.getByRole('button', { name: 'Save the note' }));
    expect(screen.getByText('Write something, or cancel.')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: /^Note/ }), 'Ask the ministry');
    await user.click(screen.getByRole('button', { name: 'Save the note' }));
    expect(await screen.findByText('Ask the ministry')).toBeInTheDocument();
    expect(calls.filter(call => call.path.includes('/notes/')).map(call => call.method)).toEqual(['PUT']);
    await user.click(screen.getByRole('button', { name: 'Take away' }));
    await waitFor(() => expect(screen.queryByText('Ask the ministry')).toBeNull());
  });

  it('asks for sign-off where the right to comment alone does not submit', async () => {
    const { calls } = await open(`/consultations/${DRAFT}/comment?node=art_5`, {
      as: 'arta',
      intercept: (_method, path) => path === '/api/people/me' ? { status: 200, body: { id: 'arta', name: 'Arta', email: null, phone: null, language: 'en', roles: [], mandates: [{ organisationId: 'qendra-arberia', organisationName: 'Qendra', organisationStatus: 'active', rights: ['comment'], validFrom: null, validTo: null, deputy: false }] } } : null,
    });
    const user = userEvent.setup();
    await user.click(await screen.findByLabelText('Ask a question'));
    await user.type(screen.getByLabelText(/^Your comment/), 'Kush e paguan?');
    await user.click(screen.getByLabelText('Minor'));
    await user.click(screen.getByRole('button', { name: 'Check your comment' }));
    expect(await screen.findByText(/Somebody with the right to sign off submits it/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Submit comment for/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Ask for sign-off' }));
    expect(await screen.findByText('It waits for somebody who may sign off.')).toBeInTheDocument();
    expect(calls.filter(call => call.method === 'PUT').map(call => call.path.split('/').at(-1))).toEqual(['draft', 'hand-over']);
    commentDrafts.pop();
  });

  it('is submitted by the right to comment alone where the network wants it so', async () => {
    commentSettings.commentRightSubmits = true;
    await open(`/consultations/${DRAFT}/comment?node=art_5`, {
      as: 'arta',
      intercept: (_method, path) => path === '/api/people/me' ? { status: 200, body: { id: 'arta', name: 'Arta', email: null, phone: null, language: 'en', roles: [], mandates: [{ organisationId: 'qendra-arberia', organisationName: 'Qendra', organisationStatus: 'active', rights: ['comment'], validFrom: null, validTo: null, deputy: false }] } } : null,
    });
    const user = userEvent.setup();
    await user.click(await screen.findByLabelText('Ask a question'));
    await user.type(screen.getByLabelText(/^Your comment/), 'Kush e paguan?');
    await user.click(screen.getByLabelText('Minor'));
    await user.click(screen.getByRole('button', { name: 'Check your comment' }));
    expect(await screen.findByRole('button', { name: /^Submit comment for/ })).toBeInTheDocument();
    commentSettings.commentRightSubmits = false;
  });

  it('shows what others have said at the same place before it is sent', async () => {
    const { container } = await open(`/consultations/${DRAFT}/comment?node=art_5__par_2`, { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByLabelText('Ask a question'));
    await user.type(screen.getByLabelText(/^Your comment/), 'Kush e paguan regjistrimin?');
    await user.click(screen.getByLabelText('Minor'));
    await user.click(screen.getByRole('button', { name: 'Check your comment' }));
    expect(await screen.findByText('Others have said nearly the same here')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
  });
});

describe('a comment among the others', () => {
  it('has an address of its own, where another organisation endorses it with one tap', async () => {
    const theirs = comments[DRAFT]!.find(item => item.organisation.id !== 'qendra-arberia' && item.status === 'submitted')!;
    const { container, calls } = await open(`/consultations/${DRAFT}/comments/${theirs.id}`, { as: 'arta' });
    expect(await screen.findByRole('heading', { level: 1, name: theirs.reference! })).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    const user = userEvent.setup();
    await user.click(screen.getByText('Give a reason'));
    await user.type(screen.getByLabelText(/^Reason, if you wish/), 'Small ones cannot pay.');
    await user.click(screen.getByRole('button', { name: /^Endorse for/ }));
    expect(await screen.findByText('Your organisation endorses it. Small ones cannot pay.')).toBeInTheDocument();
    expect(JSON.parse(calls.find(call => call.path.includes('/stances/'))!.body as string)).toEqual({ stance: 'endorse', reason: 'Small ones cannot pay.' });
    await user.click(screen.getByRole('button', { name: 'Take it back' }));
    await waitFor(() => expect(screen.queryByText(/^Your organisation endorses it/)).toBeNull());
    expect(calls.filter(call => call.path.includes('/stances/')).map(call => call.method)).toEqual(['PUT', 'DELETE']);
  });

  it('says that a draft is not relevant in one tap, and takes it back', async () => {
    await open(`/consultations/${DRAFT}`, { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /^Not relevant to/ }));
    expect(await screen.findByText(/You have said that this draft does not concern/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'It does concern us' }));
    expect(await screen.findByRole('button', { name: /^Not relevant to/ })).toBeInTheDocument();
    expect(notRelevant).toEqual([]);
  });
});

describe('the form for commenting without a connection', () => {
  it('is fetched and sent back, and says what could not be read', async () => {
    const { container } = await open(`/consultations/${DRAFT}`, { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByText('Comment without a connection'));
    expect(screen.getByRole('link', { name: 'Fetch the form (Word)' })).toHaveAttribute('href', `/api/consultations/${DRAFT}/comment-form?lang=en`);
    await user.upload(screen.getByLabelText(/^Send the filled form/), new File(['x'], 'f.docx'));
    expect(await screen.findByText('1 draft was made of it.', { exact: false })).toBeInTheDocument();
    expect(container).toHaveTextContent('Neni 4: Two wishes are marked.');
  });
});

describe('the secretariat’s desk for comments', () => {
  it('shows settings, lost comments and who has been silent', async () => {
    const { container, calls } = await open(`/consultations/${DRAFT}/comments-desk`, { as: 'drita' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Comments: settings and queues' })).toBeInTheDocument();
    expect(await screen.findByText(/Written on: art_9/)).toBeInTheDocument();
    expect(await screen.findByText(/1 organisation has spoken/)).toBeInTheDocument();
    expect(screen.getByText('4 organisations concerned')).toBeInTheDocument();
    expect(screen.getByText(/50 % of those concerned have answered/)).toBeInTheDocument();
    const silentOnes = within(screen.getByRole('table')).getAllByRole('row').length;
    await userEvent.click(screen.getByLabelText('Also organisations in other fields'));
    expect(within(screen.getByRole('table')).getAllByRole('row').length).toBeGreaterThan(silentOnes);
    expect(await flaws(container)).toEqual([]);
    const user = userEvent.setup();
    await user.click(screen.getByLabelText('Everyone, also without signing in'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(calls.some(call => call.method === 'PUT' && call.path.endsWith('/comment-settings') && call.headers['if-match'] === '"1"')).toBe(true));
    commentSettings.visibility = 'network';
    expect(await screen.findByText(/It was about, in version 1: Article\s9/)).toBeInTheDocument();
    expect(screen.getByText('Ministria mund ta pezullojë shoqatën deri në një vit.')).toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('Where does it belong?'), 'art_3');
    expect(screen.getByText(/It would be about: Article\s3/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Place it there' }));
    expect(await screen.findByText('No comment has lost its place.')).toBeInTheDocument();
  });

  it('is closed to others', async () => {
    await open(`/consultations/${DRAFT}/comments-desk`, { as: 'arta' });
    expect(screen.queryByText('Comments: settings and queues')).toBeNull();
  });
});

describe('selected words', () => {
  function textOf(html: string): { text: Text; second: Text } {
    document.body.innerHTML = `<div class="act"><div data-node="art_1"><p class="words">${html}</p></div><div data-node="art_2"><p class="words">Tjetri.</p></div></div>`;
    const [first, second] = [...document.querySelectorAll('.words')].map(element => element.firstChild as Text);
    return { text: first!, second: second! };
  }
  it('are kept with what stands around them', () => {
    const { text } = textOf('Afati është tridhjetë ditë për shoqatat.');
    const range = document.createRange();
    range.setStart(text, 12);
    range.setEnd(text, 27);
    expect(chosenWords(range)).toEqual({ node: 'art_1', quote: { exact: 'tridhjetë ditë', prefix: 'Afati është ', suffix: ' për shoqatat.', start: 12 } });
  });
  it('over two places are the first place, without words', () => {
    const { text, second } = textOf('Afati është tridhjetë ditë.');
    const range = document.createRange();
    range.setStart(text, 3);
    range.setEnd(second, 4);
    expect(chosenWords(range)).toEqual({ node: 'art_1', quote: null });
  });
});

describe('after the deadline', () => {
  const CLOSED = 'mbyllur-1';
  it('comments are written from the page where late ones are taken, and the page says what becomes of them', async () => {
    commentSettings.late = 'queue';
    await open(`/consultations/${CLOSED}`, { as: 'arta' });
    expect(await screen.findByText('The deadline has passed. A comment can still be sent: the secretariat decides whether it is taken.')).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: 'Comment on the whole draft' })[0]).toBeInTheDocument();
    expect(screen.queryByText(/no longer sent/)).toBeNull();
    commentSettings.late = 'refuse';
  });

  it('nothing is written where they are refused', async () => {
    await open(`/consultations/${CLOSED}`, { as: 'arta' });
    expect(await screen.findByText(/no longer sent/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Comment on the whole draft' })).toBeNull();
  });
});

describe('an act in two languages', () => {
  it('shows each reader the comments of both, against the words they were written on', async () => {
    const { container } = await open('/consultations/udhezimi-ndihma#sr__art_4', { as: 'arta', language: 'sr' });
    expect(await screen.findByText('Male organizacije same pišu prijave.')).toBeInTheDocument();
    // Only what differs is marked: the rest is the Serbian paragraph as it stands.
    await waitFor(() => expect(container.querySelector('.comment del')).toHaveTextContent(/petnaest/));
    expect(container.querySelector('.comment ins')).toHaveTextContent(/trideset/);
    expect(container.querySelector('.comment del')).not.toHaveTextContent(/Rok za prijavu/);
  });

  it('lets exact words be chosen in either of two versions beside each other', async () => {
    const { container } = await open('/consultations/udhezimi-ndihma', { as: 'arta' });
    await userEvent.click(within(await screen.findByRole('group', { name: 'Beside it' })).getByRole('button', { name: 'Srpski' }));
    await waitFor(() => expect(container.querySelector('#sr__art_4')).not.toBeNull());
    for (const section of ['sr__art_4', 'art_4']) {
      const part = container.querySelector<HTMLElement>(`#${section}`)!;
      const word = part.querySelector('.words')!.textContent!.trim().split(/\s+/)[0]!;
      await userEvent.click(within(part).getByRole('button', { name: /^Choose words in Article\s4$/ }));
      await screen.findByRole('application');
      await userEvent.keyboard('{Enter}');
      expect(await screen.findByRole('group', { name: `Chosen: ${word}` })).toBeInTheDocument();
      await userEvent.keyboard('{Escape}{Escape}');
    }
    const serbian = container.querySelector<HTMLElement>('#sr__art_4')!;
    const word = serbian.querySelector('.words')!.textContent!.trim().split(/\s+/)[0]!;
    await userEvent.click(within(serbian).getByRole('button', { name: /^Choose words in Article\s4$/ }));
    await screen.findByRole('application');
    await userEvent.keyboard('{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Propose wording' }));
    expect(await screen.findByLabelText('Proposed wording')).toHaveValue(word);
    // The form knows the part by the name that it has in its own version.
    expect(screen.getByRole('heading', { name: /Article\s4/ })).toBeInTheDocument();
  });
});
