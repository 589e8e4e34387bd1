import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';

describe('a draft that was seen twice', () => {
  it('names its other sightings', async () => {
    await open('/drafts/projektligji-shoqatat', { as: 'drita' });
    expect(await screen.findByRole('heading', { name: 'Also seen at' })).toBeInTheDocument();
    expect(await screen.findByText('Portali shembull i konsultimeve')).toBeInTheDocument();
    expect(await screen.findByRole('link', { name: 'Gazeta zyrtare (shembull)' })).toHaveAttribute('href', '/drafts/draft-gazeta');
    expect(screen.getByText(/the same file/)).toBeInTheDocument();
  });

  it('has the text that a mail brought later taken as the next version', async () => {
    const { calls, container } = await open('/drafts/draft-ngarkuar', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Take it as the next version' }));
    expect(await screen.findByText('Taken in. It is being read.')).toBeInTheDocument();
    const put = calls.find(call => call.method === 'PUT')!;
    expect(put.path).toBe('/api/drafts/draft-ngarkuar/sightings/draft-posta/text');
    expect(put.headers['if-match']).toBe('"3"');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Take it as the next version' })).toBeNull());
    expect(await flaws(container)).toEqual([]);
  });

  it('that shares many words with another waits for one tap, and is suggested first', async () => {
    const { calls, container } = await open('/drafts/draft-ftesa', { as: 'drita' });
    expect(await screen.findByText('About 64 % of its words are those of another draft')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByLabelText('The first one')).toHaveValue('draft-energjia'));
    expect(screen.getAllByRole('option', { name: /EFIÇIENCËN/ })[0]).toBe(screen.getByLabelText('The first one').querySelectorAll('option')[1]);
    expect(await flaws(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'No, an act of its own' }));
    await waitFor(() => expect(calls.filter(call => call.method === 'DELETE').map(call => call.path)).toEqual(['/api/drafts/draft-ftesa/same-as']));
    await waitFor(() => expect(screen.queryByText(/of its words/)).toBeNull());
  });

  it('can be said not to be the same', async () => {
    await open('/drafts/draft-gazeta', { as: 'drita' });
    expect(await screen.findByRole('link', { name: 'Go to the first one' })).toHaveAttribute('href', '/drafts/projektligji-shoqatat');
    await userEvent.click(screen.getByRole('button', { name: 'It is not the same' }));
    expect(await screen.findByRole('heading', { name: 'The same as another draft?' })).toBeInTheDocument();
  });

  it('can be said to be the same as another one', async () => {
    await open('/drafts/draft-energjia', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'It is the same' }));
    expect(await screen.findByText('Choose the draft that it is the same as')).toBeInTheDocument();
    await userEvent.selectOptions(screen.getByLabelText('The first one'), 'projektligji-shoqatat');
    await userEvent.click(screen.getByRole('button', { name: 'It is the same' }));
    expect(await screen.findByText(/This draft was seen before/)).toBeInTheDocument();
  });
});

describe('a draft that was laid aside', () => {
  it('is taken up again', async () => {
    const { calls } = await open('/drafts/draft-dyfish', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Take it up again' }));
    expect(await screen.findByRole('heading', { name: 'The same as another draft?' })).toBeInTheDocument();
    expect(calls.filter(call => call.method === 'DELETE').map(call => call.path)).toEqual(['/api/drafts/draft-dyfish/dismissal']);
  });
});
