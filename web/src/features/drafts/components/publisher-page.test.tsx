import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { open } from '../../../../tests/render';

describe('the publisher’s page of an uploaded draft', () => {
  it('is given, and given up again', async () => {
    await open('/drafts/draft-ngarkuar', { as: 'drita' });
    await userEvent.click(await screen.findByRole('button', { name: 'Watch this page' }));
    expect(await screen.findByText('Enter the address of its page')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Address of its page'), 'https://elsewhere.example.org/1');
    await userEvent.click(screen.getByRole('button', { name: 'Watch this page' }));
    expect(await screen.findByText('It is no page of a source.')).toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText('Address of its page'));
    await userEvent.type(screen.getByLabelText('Address of its page'), 'http://localhost:8086/viewConsult.php?ConsultationID=41020');
    await userEvent.click(screen.getByRole('button', { name: 'Watch this page' }));
    expect(await screen.findByText('It is read at the source’s next look.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Watch it no more' }));
    expect(await screen.findByLabelText('Address of its page')).toBeInTheDocument();
  });

  it('is not asked for where the draft came from there', async () => {
    await open('/drafts/draft-energjia', { as: 'drita' });
    expect(await screen.findByRole('heading', { name: 'The same as another draft?' })).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Its page at the publisher' })).not.toBeInTheDocument();
  });
});
