import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answer } from '../../../mock/server';
import { flaws, open } from '../../../tests/render';

const sent: URLSearchParams[] = [];

/** An upload, answered by the mock. */
class Request {
  status = 0; responseText = ''; upload = {}; onload: (() => void) | null = null;
  private path = '';
  private headers: Record<string, string> = { cookie: 'mock-person=drita' };
  open(_method: string, path: string) { this.path = path; }
  setRequestHeader(name: string, value: string) { this.headers[name.toLowerCase()] = value; }
  getResponseHeader() { return null; }
  send() {
    sent.push(new URLSearchParams(this.path.split('?')[1]));
    const given = answer({ method: 'POST', url: this.path, headers: this.headers, body: '' })!;
this.status = given.status;
    this.responseText = JSON.stringify(given.body);
    setTimeout(() => this.onload?.(), 0);
  }
}

it('asks once what telephone numbers in an old form are, checks again with the answer and imports with it', async () => {
  vi.stubGlobal('XMLHttpRequest', Request);
  const { container } = await open('/members/import', { as: 'drita' });
  await userEvent.click(await screen.findByLabelText(/^Representatives/));
  await userEvent.upload(screen.getByLabelText('CSV file'), new File(['name;email;phone\n'], 'people.csv', { type: 'text/csv' }));
  await userEvent.click(screen.getByRole('button', { name: 'Check the file' }));
  const question = await screen.findByRole('group', { name: /1 telephone number is in an old form/ });
  expect(await flaws(container)).toEqual([]);
  expect(within(question).getByLabelText(/convert them/)).toBeChecked();
  await userEvent.click(screen.getByRole('button', { name: 'Check the file again with this' }));
  expect(await screen.findByText('Telephone numbers in an old form are converted to +383.')).toBeInTheDocument();
  expect(screen.queryByRole('group', { name: /old form/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /^Import 44 rows/ }));
  expect(await screen.findByText('Import finished')).toBeInTheDocument();
  expect(sent.map(query => query.get('oldNumbers'))).toEqual([null, 'convert', 'convert']);
});
