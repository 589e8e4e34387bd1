import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../tests/render';

const SAVE = 'Save what I want to hear';
const DONE = 'Saved. It holds for the next alert.';

async function type(number: string) {
  const view = await open('/my-alerts', { as: 'drita', intercept: (method, path) => method === 'GET' && path === '/api/alert-settings/me'
    ? { status: 200, body: { email: true, sms: true, scope: 'everything', fields: [], institutions: [] }, headers: { ETag: '"1"' } } : null });
  const user = userEvent.setup();
  const field = await screen.findByLabelText(/^Mobile number for SMS/);
  await user.clear(field);
  await user.type(field, number);
  return { ...view, user, field };
}

const saved = (calls: { method: string; path: string; body: string }[]) => calls.filter(call => call.method === 'PATCH' && call.path === '/api/people/me').map(call => JSON.parse(call.body) as unknown);

describe('a number for SMS', () => {
  it('from another country that gets SMS is judged by the server and saved in its form', async () => {
    const { user, calls } = await type('+355 69 000 0123');
    await user.click(screen.getByRole('button', { name: SAVE }));
    expect(await screen.findByText(DONE)).toBeInTheDocument();
    expect(saved(calls)).toEqual([{ phone: '+355690000123' }]);
  });

  it.each([['+377 44 900 123', '+383 44 900 123'], ['+386 49 900 123', '+383 49 900 123']])('in the old form %s is offered as %s and not saved unasked', async (old, present) => {
    const { user, calls, container } = await type(old);
    await user.click(screen.getByRole('button', { name: SAVE }));
    expect((await screen.findAllByText(`This code is another country’s today. Do you mean ${present}?`)).length).toBeGreaterThan(0);
    expect(saved(calls)).toEqual([]);
    expect(await flaws(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: `Use ${present}` }));
    await user.click(screen.getByRole('button', { name: SAVE }));
    expect(await screen.findByText(DONE)).toBeInTheDocument();
    expect(saved(calls)).toEqual([{ phone: present.replaceAll(' ', '') }]);
  });

  it.each([['+381 38 220 123', /landline of Kosovo in its old form, today \+383 38 220 123/], ['038 220 123', /This is a landline/], ['+49 151 1234 5678', /No SMS go to numbers of this country/], ['12', /Write a mobile number/]])('that gets none says why: %s', async (number, words) => {
    const { user, calls } = await type(number);
    await user.click(screen.getByRole('button', { name: SAVE }));
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(saved(calls)).toEqual([]);
    expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
  });

  it('is looked at when the field is left', async () => {
    const { user } = await type('+377 44 900 123');
    await user.tab();
    expect(await screen.findByRole('button', { name: 'Use +383 44 900 123' })).toBeInTheDocument();
  });
});
