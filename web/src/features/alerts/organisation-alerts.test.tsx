import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { organisationDefaults } from '../../../mock/data';
import { flaws, open } from '../../../tests/render';

describe('what an organisation sets for its people', () => {
  it('is listed, changed in the builder and saved as a whole', async () => {
    const before = structuredClone(organisationDefaults);
    const { container, calls } = await open('/my-alerts/organisations/qendra-arberia', { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /^Change/ }));
    await user.click(await screen.findByRole('radio', { name: /Mondays/ }));
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));
    expect(await screen.findByText(/Saved\. It counts/)).toBeInTheDocument();
    const sent = JSON.parse(calls.find(call => call.method === 'PUT')!.body) as { subscriptions: { frequency: string }[] };
    expect(sent.subscriptions.map(one => one.frequency)).toEqual(['weekly']);
    expect(await flaws(container)).toEqual([]);
    organisationDefaults.splice(0, organisationDefaults.length, ...before);
  });

  it('may look for words in the text of drafts', async () => {
    const before = structuredClone(organisationDefaults);
    const { calls } = await open('/my-alerts/organisations/qendra-arberia', { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Add a subscription' }));
    await user.type(await screen.findByRole('textbox', { name: /Words in the title/ }), 'arsim');
    await user.click(screen.getByRole('checkbox', { name: /^Look for them in the text/ }));
    await user.click(screen.getByRole('button', { name: 'Save the subscription' }));
    expect(await screen.findByText('„arsim“ in the title or the text')).toBeInTheDocument();
    const sent = JSON.parse(calls.find(call => call.method === 'PUT')!.body) as { subscriptions: { inText: boolean }[] };
    expect(sent.subscriptions.map(one => one.inText)).toEqual([false, true]);
    organisationDefaults.splice(0, organisationDefaults.length, ...before);
  });

  it('includes quiet hours, and keeps the subscriptions when these are saved', async () => {
    const before = structuredClone(organisationDefaults);
    const { calls } = await open('/my-alerts/organisations/qendra-arberia', { as: 'arta' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('checkbox', { name: 'Send no SMS in these hours' }));
    await user.click(screen.getByRole('button', { name: 'Save the times' }));
    expect(await screen.findByText(/Saved\. It counts/)).toBeInTheDocument();
    const sent = JSON.parse(calls.find(call => call.method === 'PUT')!.body) as { subscriptions: unknown[]; quiet: unknown };
    expect(sent.quiet).toEqual({ from: '22:00', to: '07:00', email: false });
    expect(sent.subscriptions).toHaveLength(before.length);
    organisationDefaults.splice(0, organisationDefaults.length, ...before);
  });
});
