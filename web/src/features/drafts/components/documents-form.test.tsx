import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';

const sent: { path: string; kind: unknown }[] = [];
let answer = { status: 202, body: {} as unknown };

class Request {
  status = 0; responseText = ''; upload: { onprogress?: unknown } = {}; onload: (() => void) | null = null;
  private path = '';
  open(_method: string, path: string) { this.path = path; }
  setRequestHeader() { /* not looked at here */ }
  getResponseHeader() { return null; }
  send(form: FormData) {
    sent.push({ path: this.path, kind: form.get('kind') });
    this.status = answer.status;
    this.responseText = JSON.stringify(answer.body);
    setTimeout(() => this.onload?.(), 0);
  }
}

describe('another version of a draft that people brought in', () => {
  const real = globalThis.XMLHttpRequest;
  beforeEach(() => {
    sent.length = 0;
    answer = { status: 202, body: { id: 'draft-ngarkuar', version: 3 } };
    globalThis.XMLHttpRequest = Request as unknown as typeof XMLHttpRequest;
  });
  afterEach(() => { globalThis.XMLHttpRequest = real; });

  it('is taken in, with a document beside it', async () => {
    const { container } = await open('/drafts/draft-ngarkuar', { as: 'drita' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Take it in' }));
    expect((await screen.findAllByText('Choose a file')).length).toBeGreaterThan(0);
    await user.upload(screen.getByLabelText(/^Document/), new File(['Neni 1'], 'v2.txt', { type: 'text/plain' }));
    await user.click(screen.getByRole('button', { name: 'Take it in' }));
    expect(await screen.findByText('Taken in. It is being read.')).toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('What it is'), 'Explanatory memorandum');
    await user.click(screen.getByRole('button', { name: 'Take it in' }));
    expect(await screen.findByText('Taken in. It stands among the documents in some seconds.')).toBeInTheDocument();
    expect(sent).toEqual([{ path: '/api/drafts/draft-ngarkuar/documents', kind: 'text' }, { path: '/api/drafts/draft-ngarkuar/documents', kind: 'memorandum' }]);
    expect(await flaws(container)).toEqual([]);
  });

  it('is refused with the reason at the file', async () => {
    answer = { status: 422, body: { status: 422, code: 'document-corrupt', title: 'The document is damaged', errors: [{ pointer: '/file', detail: 'The document is damaged. Open it and save it anew.' }] } };
    await open('/drafts/draft-ngarkuar', { as: 'drita' });
    const user = userEvent.setup();
    await user.upload(await screen.findByLabelText(/^Document/), new File(['%PDF'], 'v2.pdf', { type: 'application/pdf' }));
    await user.click(screen.getByRole('button', { name: 'Take it in' }));
    expect((await screen.findAllByText('The document is damaged. Open it and save it anew.')).length).toBeGreaterThan(0);
  });

  it('is not taken where the publisher has the text', async () => {
    await open('/drafts/draft-energjia', { as: 'drita' });
    expect(await screen.findByRole('heading', { name: 'The same as another draft?' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Take it in' })).toBeNull();
  });
});
