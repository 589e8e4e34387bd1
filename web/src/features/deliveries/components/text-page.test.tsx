import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { open, type Call } from '../../../../tests/render';

const path = '/templates/consultation-opened/sq/email';

async function editor() {
  const { calls } = await open(path, { as: 'drita' });
  const text = await screen.findByLabelText<HTMLTextAreaElement>('Text', {}, { timeout: 8000 });
  await screen.findByTitle(/The mail/);
  return { calls, text };
}

const sent = (calls: Call[], method: string, end: string) => calls.filter(call => call.method === method && call.path.endsWith(end));

describe('the editor of a text', () => {
  it('shows the mail in a frame in which nothing runs and into which no style is written', async () => {
    await editor();
    const frame = screen.getByTitle(/The mail/);
    expect(frame).toHaveAttribute('sandbox', 'allow-same-origin');
    expect(frame.getAttribute('srcdoc')).toContain('data-style=');
    expect(frame.getAttribute('srcdoc')).not.toMatch(/ style="|<style|<script/);
  });

  it('says where an unknown placeholder stands and what was meant, and does not let it be published', async () => {
    const { text } = await editor();
    fireEvent.change(text, { target: { value: 'Good day, {titel}' } });
    expect((await screen.findAllByText(/Do you mean \{title\}\?/)).length).toBeGreaterThan(0);
    expect(screen.getByText('Line 1, letter 11:')).toBeInTheDocument();
    fireEvent.change(screen.getByLabelText(/Why this change/), { target: { value: 'plainer' } });
    expect(screen.getByRole('button', { name: 'Publish this text' })).toBeDisabled();
  });

  it('publishes what is written once the warnings were read, with the reason', async () => {
    const { calls, text } = await editor();
    fireEvent.change(text, { target: { value: `${text.value}\nMore.` } });
    fireEvent.change(await screen.findByLabelText(/Why this change/), { target: { value: 'plainer' } });
    const publish = screen.getByRole('button', { name: 'Publish this text' });
    expect(publish).toBeDisabled();
    fireEvent.click(await screen.findByLabelText('I have read the warning'));
    await waitFor(() => expect(publish).toBeEnabled());
    fireEvent.click(publish);
    await waitFor(() => expect(sent(calls, 'POST', '/versions')).toHaveLength(1));
    expect(JSON.parse(sent(calls, 'PUT', '/draft')[0]!.body)).toMatchObject({ text: expect.stringContaining('More.') });
    expect(sent(calls, 'PUT', '/draft')[0]!.headers['if-match']).toBe('"1"');
    expect(JSON.parse(sent(calls, 'POST', '/versions')[0]!.body)).toEqual({ why: 'plainer', acknowledged: true });
  });

  it('sends a test of what is written to whoever writes it', async () => {
    const { calls } = await editor();
    fireEvent.click(screen.getByRole('button', { name: 'Send a test to my e-mail address' }));
    expect(await screen.findByText(/on its way to you/)).toBeInTheDocument();
    expect(sent(calls, 'POST', '/test')).toHaveLength(1);
  });

  it('shows versions with their differences and brings one back', async () => {
    const { calls } = await editor();
    const versions = screen.getByText('All versions').closest('details')!;
    versions.open = true;
    fireEvent(versions, new Event('toggle'));
    const restore = await within(versions).findAllByRole('button', { name: /Bring this text back/ });
    expect(versions.querySelector('ins')).toHaveTextContent('pas');
    fireEvent.click(restore.at(-1)!);
    await waitFor(() => expect(sent(calls, 'POST', '/versions/0/restore')).toHaveLength(1));
  });

  it('lets an SMS go out with all letters, with what either costs said first', async () => {
    const { calls } = await open('/templates/consultation-opened/sq/sms', { as: 'drita' });
    const all = await screen.findByRole('radio', { name: /With all letters/ }, { timeout: 8000 });
    await waitFor(() => expect(all.closest('label')).toHaveTextContent(/3 messages.*€0.12/));
    expect(screen.getByRole('radio', { name: /Plain letters/ })).toBeChecked();
    expect(screen.getByRole('radio', { name: /Plain letters/ }).closest('label')).toHaveTextContent(/1 message.*€0.04/);
    fireEvent.click(all);
    await waitFor(() => expect(sent(calls, 'POST', '/preview').some(call => (JSON.parse(call.body) as { allLetters: boolean }).allLetters)).toBe(true));
    fireEvent.click(screen.getByRole('button', { name: 'Save draft' }));
    await waitFor(() => expect(sent(calls, 'PUT', '/draft')).toHaveLength(1));
    expect(JSON.parse(sent(calls, 'PUT', '/draft')[0]!.body)).toMatchObject({ allLetters: true });
  });
});
