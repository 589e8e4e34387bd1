import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { takesComments, takesParts } from '../accepts';
import { rules } from '../../../../mock/data';
import { flaws, open } from '../../../../tests/render';

describe('what may be commented', () => {
  it('is what the service says, whatever the stage', () => {
    expect(takesComments({ stage: 'early', accepts: 'general' })).toBe(true);
    expect(takesParts({ stage: 'early', accepts: 'general' })).toBe(false);
    expect(takesComments({ stage: 'open', accepts: 'late' })).toBe(false);
    expect(takesComments({ stage: 'dropped', accepts: 'nothing' })).toBe(false);
    expect(takesParts({ stage: 'open' })).toBe(true);
    expect(takesComments({ stage: 'answered' })).toBe(false);
  });
});

describe('the list', () => {
  it('has three tabs that keep the filters, and what is planned says when', async () => {
    await open('/consultations?q=per');
    const tabs = await screen.findByRole('navigation', { name: 'Stage' });
    expect(within(tabs).getAllByRole('link').map(link => link.textContent)).toEqual(['Open', 'Planned', 'Closed']);
    await userEvent.click(within(tabs).getByRole('link', { name: 'Planned' }));
    expect(window.location.search).toBe('?q=per&stage=planned');
    expect(await screen.findByText('Projektligji për vullnetarizmin')).toBeInTheDocument();
    expect(screen.getByText('Not published: the quarter ended on 30 September 2026')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'At an early stage' })).toBeInTheDocument();
  });
  it('shows the next of our own deadlines in words', async () => {
    await open('/consultations');
    const row = (await screen.findByRole('link', { name: 'Projektligji për shoqatat dhe fondacionet' })).closest('li')!;
    expect(row.textContent).toMatch(/Our deadline: (review|sign-off), \d+ \w+ \d{4} at 16:00: (last day|no working day left|\d+ working days? left)/);
  });
  it('says what became of those that are over', async () => {
    await open('/consultations?stage=closed');
    expect((await screen.findByRole('link', { name: 'Projektligji që qeveria e tërhoqi' })).closest('li')).toHaveTextContent('Dropped');
  });
});

describe('the page', () => {
  it('says that a rule is not met, and that nobody has confirmed it', async () => {
    const { container } = await open('/consultations/projektligji-shoqatat');
    expect(await screen.findByText('15 working days needed, 9 given')).toBeInTheDocument();
    expect(screen.getByText(/nobody has read this rule in the act yet/)).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
  });
  it('offers comments on the whole alone at an early stage', async () => {
    await open('/consultations/koncepti-hershem', { as: 'arta' });
    expect((await screen.findAllByText('There is no official draft yet: comment on the document as a whole.')).length).toBeGreaterThan(0);
    expect(screen.getByRole('list', { name: 'Steps' })).toHaveTextContent(/Early stage.*Open.*Closed.*Answered.*Adopted/);
  });
  it('tells its history', async () => {
    await open('/consultations/strategjia-e-pergjigjur');
    await userEvent.click(await screen.findByText('What has happened'));
    expect(screen.getByText('Ministria e botoi raportin.')).toBeInTheDocument();
    expect(screen.getByText('No comments are taken at this stage. Those that were sent can be read.')).toBeInTheDocument();
  });
  it('lets the secretariat note a step, with a reason and the version it saw', async () => {
    const { calls } = await open('/consultations/mbyllur-9', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Note the answers' }));
    await userEvent.click(screen.getByRole('button', { name: 'Note it' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Write the reason');
    await userEvent.type(screen.getByLabelText(/What happened/), 'The report is out.');
    await userEvent.click(screen.getByRole('button', { name: 'Note it' }));
    await waitFor(() => expect(calls.some(call => call.method === 'PUT')).toBe(true));
    const put = calls.find(call => call.method === 'PUT')!;
    expect(put.path).toBe('/api/consultations/mbyllur-9/answer');
    expect(put.headers['if-match']).toBe('"4"');
    expect(JSON.parse(put.body)).toEqual({ reason: 'The report is out.', on: null, link: null });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Note the answers' })).toBeNull());
  });
  it('lets the secretariat put wrong facts right, and the history says what they were', async () => {
    const { calls, container } = await open('/consultations/mbyllur-8', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Correct the facts' }));
    const title = await screen.findByLabelText(/^Title/);
    const before = (title as HTMLTextAreaElement).value;
    await userEvent.clear(title);
    await userEvent.click(screen.getByRole('button', { name: 'Save the correction' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Write the title');
    expect(await flaws(container)).toEqual([]);
    await userEvent.type(title, 'Strategjia e saktë');
    await userEvent.selectOptions(screen.getByLabelText(/^Kind of act/), 'strategy');
    await userEvent.type(screen.getByLabelText(/What was wrong/), 'It was read wrong.');
    await userEvent.click(screen.getByRole('button', { name: 'Save the correction' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Strategjia e saktë' })).toBeInTheDocument();
    const put = calls.find(call => call.method === 'PUT')!;
    expect(put.path).toBe('/api/consultations/mbyllur-8/facts');
    expect(put.headers['if-match']).toMatch(/^"\d+"$/);
    expect(JSON.parse(put.body)).toMatchObject({ title: 'Strategjia e saktë', actKind: 'strategy', reason: 'It was read wrong.' });
    await userEvent.click(await screen.findByText('What has happened'));
    expect(screen.getByText('Facts corrected')).toBeInTheDocument();
    expect(screen.getByText(before, { selector: 'del' })).toBeInTheDocument();
  });
  it('offers no step to others', async () => {
    await open('/consultations/mbyllur-10', { as: 'arta' });
    await screen.findByText('What has happened').catch(() => null);
    expect(screen.queryByRole('button', { name: 'Note the answers' })).toBeNull();
  });
});

describe('the plan', () => {
  it('links an entry with the suggested consultation', async () => {
    const { container, calls } = await open('/plan', { as: 'drita' });
    const row = (await screen.findByText('Projektligji për shoqatat dhe fondacionet')).closest('li')!;
    await userEvent.click(within(row).getByRole('button', { name: /Link with a consultation/ }));
    expect(await flaws(container)).toEqual([]);
    await userEvent.click(await within(row).findByRole('button', { name: 'It is this one: Projektligji për shoqatat dhe fondacionet' }));
    await waitFor(() => expect(calls.find(call => call.method === 'PUT')?.path).toBe('/api/plan-entries/plan-2/consultation'));
  });
  it('asks about what was perhaps published, and calls it missing only after a no', async () => {
    const { container, calls } = await open('/plan', { as: 'drita' });
    const row = (await screen.findByText('Projektligji për pyjet dhe zonat e mbrojtura')).closest('li')!;
    expect(within(row).queryByText(/^Not published/)).toBeNull();
    expect(await within(row).findByRole('link', { name: 'Projektligji për pyjet' })).toHaveAttribute('href', '/consultations/projektligji-shoqatat');
    expect(await flaws(container)).toEqual([]);
    expect(within(row).getByRole('button', { name: /Yes, it is this one/ })).toBeEnabled();
    await userEvent.click(within(row).getByRole('button', { name: /No, another act/ }));
    await waitFor(() => expect(calls.find(call => call.method === 'PUT')?.path).toBe('/api/plan-entries/plan-5/refusals/projektligji-shoqatat'));
    expect(await within(row).findByText(/^Not published/)).toBeInTheDocument();
  });
  it('says what was linked without anybody saying so, and lets it be taken back', async () => {
    const { calls } = await open('/plan', { as: 'drita' });
    const row = (await screen.findByText('Nacrt uredbe o javnom finansiranju')).closest('li')!;
    expect(within(row).getByText(/so linked by itself/)).toBeInTheDocument();
    await userEvent.click(within(row).getByRole('button', { name: /Take the link away/ }));
    await waitFor(() => expect(calls.find(call => call.method === 'DELETE')?.path).toBe('/api/plan-entries/plan-3/consultation'));
  });
  it('shows a bad row of a file before anything is written', async () => {
    const sent: string[] = [];
    class Request {
      status = 200; responseText = ''; upload: { onprogress?: unknown } = {}; onload: (() => void) | null = null;
      open(_method: string, path: string) { sent.push(path); }
      setRequestHeader() { /* not looked at here */ }
      getResponseHeader() { return null; }
      send() {
        const errors = [{ row: 4, column: 'institution', code: 'unknown-institution', message: '"Ministria e Askujt" is not a known institution.' }];
        this.responseText = JSON.stringify({ year: 2027, dryRun: sent.length === 1, written: sent.length > 1, rows: 2, created: 1, updated: 0, unchanged: 0, errors, good: [{ row: 2, title: 'Ligji i mirë', institution: 'md', actKind: 'law', quarter: 2, effect: 'created' }] });
        setTimeout(() => this.onload?.(), 0);
      }
    }
    const real = globalThis.XMLHttpRequest;
    globalThis.XMLHttpRequest = Request as unknown as typeof XMLHttpRequest;
    try {
      const { container } = await open('/plan/import', { as: 'drita' });
      await userEvent.upload(await screen.findByLabelText(/File with the plan/), new File(['title;institution;quarter'], 'plan.csv', { type: 'text/csv' }));
      await userEvent.click(screen.getByRole('button', { name: /Check/ }));
      expect(await screen.findByText('"Ministria e Askujt" is not a known institution.')).toBeInTheDocument();
      expect(screen.getByText('Ligji i mirë')).toBeInTheDocument();
      expect(sent[0]).toContain('dryRun=true');
      expect(await flaws(container)).toEqual([]);
      await userEvent.click(screen.getByRole('button', { name: /1/ }));
      await waitFor(() => expect(sent[1]).toContain('skipErrors=true'));
    } finally {
      globalThis.XMLHttpRequest = real;
    }
  });
});

describe('the rules', () => {
  it('say that nobody has confirmed them', async () => {
    await open('/rules');
    const first = (await screen.findByRole('heading', { name: 'Shortest written consultation: 15 working days' })).closest('li')!;
    expect(first).toHaveTextContent('Not confirmed');
    expect(screen.getByRole('heading', { name: 'Notice before a public meeting: not known' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Change this rule/ })).toBeNull();
  });
  it('get a new value from a day on, which ends the old one the day before', async () => {
    const before = structuredClone(rules);
    const { calls, container } = await open('/rules', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'New value from a day on: Report with answers after the close' }));
    const form = await screen.findByRole('form', { name: 'New value from a day on' });
    await userEvent.clear(within(form).getByLabelText(/^Days/));
    await userEvent.type(within(form).getByLabelText(/^Days/), '20');
    await userEvent.click(within(form).getByRole('button', { name: 'Save the rule' }));
    expect(await within(form).findByRole('link', { name: 'Choose the day from which the new value holds' })).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    fireEvent.change(within(form).getByLabelText('In force from'), { target: { value: '2027-01-01' } });
    await userEvent.click(within(form).getByRole('button', { name: 'Save the rule' }));
    await waitFor(() => expect(screen.getAllByRole('heading', { name: /Report with answers after the close/ })).toHaveLength(2));
    const sent = calls.find(call => call.method === 'PUT' && call.path.endsWith('/rules/report-after-close-2027-01-01'))!;
    expect(JSON.parse(sent.body)).toMatchObject({ follows: 'grk-05-2016-report', value: 20, validFrom: '2027-01-01', validTo: null, confirmed: false });
    // Of the two only the later one can be followed.
    expect(screen.getAllByRole('button', { name: 'New value from a day on: Report with answers after the close' })).toHaveLength(1);
    rules.splice(0, rules.length, ...before);
  });

  it('are confirmed with a source or not at all', async () => {
    const { container } = await open('/rules', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Change this rule: Report with answers after the close' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Somebody has read it in the act' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save the rule' }));
    expect(await screen.findByRole('link', { name: 'This is required.' })).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
  });
});
