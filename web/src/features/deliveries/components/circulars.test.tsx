import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';
import { instantOf } from '../api/circulars';

/** As far as the page that asks to check. */
async function written(user: ReturnType<typeof userEvent.setup>, texts: Record<string, string>) {
  for (const [label, text] of Object.entries(texts)) {
    const [field, index] = label.split(' ');
    const found = (await screen.findAllByLabelText(field!))[Number(index ?? 0)]!;
    await user.clear(found);
    await user.type(found, text.replaceAll('{', '{{'));
  }
  await user.click(screen.getByRole('button', { name: 'Check before sending' }));
}

describe('a message to many', () => {
  it('is checked, says how many it reaches, and is sent under one id', async () => {
    const { calls, container } = await open('/circulars/new', { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Check before sending' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Write the subject (Albanian)');
    await user.type(screen.getByLabelText('Subject'), 'Takimi');
    await user.type(screen.getByLabelText('Text'), 'Takohemi.');
    await user.click(screen.getByRole('radio', { name: /certain fields/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Youth' }));
    await user.click(screen.getByRole('button', { name: 'Check before sending' }));
    expect(await screen.findByText('212 people: 208 by e-mail')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send to 212 people now' }));
    await waitFor(() => expect(window.location.pathname).toBe('/circulars'));
    const put = calls.filter(call => call.method === 'PUT');
    expect(put).toHaveLength(1);
    expect(JSON.parse(put[0]!.body)).toEqual({
      texts: { sq: { subject: 'Takimi', text: expect.stringContaining('Takohemi.'), sms: '' } }, audience: { scope: 'fields', values: ['youth'] }, channels: ['email'], sendAt: null,
    });
  });

  it('is seen as its readers get it, language by language, and tried on its writer alone', async () => {
    const { calls, container } = await open('/circulars/new', { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox', { name: /English/ }));
    await user.click(screen.getByRole('checkbox', { name: /An SMS as well/ }));
    await written(user, { 'Subject': 'Takimi', 'Text': '{greeting} Takohemi.', 'SMS': 'Takohemi të hënën.', 'Subject 1': 'Meeting', 'Text 1': 'We meet.', 'SMS 1': 'We meet.' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Check before sending' })).toHaveFocus();
    const sq = within(await screen.findByRole('region', { name: 'Albanian' }));
    expect(sq.getByTitle('The mail: Takimi')).toHaveAttribute('sandbox', 'allow-same-origin');
    expect(sq.getByText(/Përshëndetje Arta Shembulli, Takohemi\.[^]*Shoqata Shembull në rrjetin CiviKos/)).toBeInTheDocument();
    expect(sq.getByText('Takohemi te henen.')).toBeInTheDocument();
    expect(sq.getByText(/^Sent as: .*€0\.04/)).toBeInTheDocument();
    expect(sq.getByText(/outside the alphabet of SMS/)).toBeInTheDocument();
    const en = within(screen.getByRole('region', { name: 'English' }));
    expect(en.getByText('Nothing stands against this text.')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);

    await user.dblClick(en.getByRole('button', { name: 'Send a test to me: English' }));
    expect(await en.findByText('The test is on its way to you, and to nobody else.')).toBeInTheDocument();
    expect(en.getByText(/d•••@example\.org/)).toBeInTheDocument();
    expect(en.getAllByRole('link', { name: /See what becomes of it/ })).toHaveLength(2);
    const tests = calls.filter(call => call.path === '/api/circulars/test');
    expect(JSON.parse(tests[0]!.body)).toEqual({ language: 'en', text: { subject: 'Meeting', text: 'We meet.', sms: 'We meet.' }, channels: ['email', 'sms'] });
    expect(calls.some(call => call.method === 'PUT')).toBe(false);
    await user.click(en.getByRole('button', { name: 'Send a test to me: English' }));
    await waitFor(() => expect(new Set(calls.filter(call => call.path === '/api/circulars/test').map(call => call.headers['idempotency-key'])).size).toBeGreaterThan(1));
  });

  it('asks again under the same key where no answer came, and says why a test is refused', async () => {
    let answered = 0;
    const { calls } = await open('/circulars/new', { as: 'drita', intercept: (_, path) => path !== '/api/circulars/test' ? null : answered++ === 0 ? 'offline' : { status: 409, body: { code: 'test-held-back', title: 'It would not arrive', detail: 'The test would not reach you. Nothing is sent to this address any more.' } } });
    const user = userEvent.setup();
    await written(user, { Subject: 'Takimi', Text: 'Takohemi.' });
    const button = await screen.findByRole('button', { name: 'Send a test to me: Albanian' });
    await user.click(button);
    expect(await screen.findByText(/the server does not answer/)).toBeInTheDocument();
    await user.click(button);
    expect(await screen.findByText(/The test would not reach you/)).toBeInTheDocument();
    await user.click(button);
    await waitFor(() => expect(calls.filter(call => call.path === '/api/circulars/test')).toHaveLength(3));
    const keys = calls.filter(call => call.path === '/api/circulars/test').map(call => call.headers['idempotency-key']);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
  });

  it('with a fault cannot be sent or tried, and says what to mend', async () => {
    await open('/circulars/new', { as: 'drita' });
    const user = userEvent.setup();
    await written(user, { Subject: 'Takimi', Text: '{titel} Takohemi.' });
    expect(await screen.findByText(/There is no placeholder \{titel\} here/)).toBeInTheDocument();
    expect(screen.getByText('To be mended before it can be sent')).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Send to 212 people now' })).toBeDisabled();
    expect(screen.queryByRole('button', { name: /Send a test/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Back to the text' }));
    expect(screen.getByLabelText('Text')).toHaveValue('{titel} Takohemi.');
  });

  it('that missed its time waits for a decision', async () => {
    const { calls } = await open('/circulars', { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Do not send it' }));
    await waitFor(() => expect(calls.some(call => call.method === 'POST' && call.path.endsWith('/circular-2/skip'))).toBe(true));
  });

  it('is sent at the time of Kosovo, in winter and in summer', () => {
    expect(instantOf('2026-11-27T09:00')).toBe('2026-11-27T08:00:00.000Z');
    expect(instantOf('2026-07-01T09:00')).toBe('2026-07-01T07:00:00.000Z');
  });
});
