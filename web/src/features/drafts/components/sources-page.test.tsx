import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';

describe('sources that are watched', () => {
  it('tell a silence against their habit from one in which there is simply nothing new', async () => {
    const { container } = await open('/sources', { as: 'drita' });
    const quiet = (await screen.findByRole('heading', { name: 'Ministria shembull' })).closest('li')!;
    expect(within(quiet).getByText('Unusually quiet')).toBeInTheDocument();
    expect(within(quiet).getByText(/Asgjë e re prej 15 ditësh/)).toBeInTheDocument();
    const busy = screen.getByRole('heading', { name: 'Portali shembull i konsultimeve' }).closest('li')!;
    expect(within(busy).queryByText('Unusually quiet')).toBeNull();
    expect(await flaws(container)).toEqual([]);
  });

  it('that are quiet stand among what waits today', async () => {
    await open('/today', { as: 'drita' });
    expect(await screen.findByText('Nothing new for 15 days, against its habit: Ministria shembull')).toBeInTheDocument();
  });

  it('of mail bear the name of a password, never the password', async () => {
    await open('/sources/new', { as: 'admin' });
    await userEvent.selectOptions(await screen.findByLabelText('How it publishes'), 'mailbox');
    expect(screen.getByText(/set on the server as SOURCE_MAIL_PASSWORD, never here/)).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Name of the password/), 'Ministry 1');
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));
    expect((await screen.findAllByText('The name of the password has small letters and digits only')).length).toBeGreaterThan(0);
    await userEvent.clear(screen.getByLabelText(/^Name of the password/));
    await userEvent.type(screen.getByLabelText(/^Name of the password/), 'ministry1');
    expect(screen.getByText(/CIVIKOS_SOURCES_MAILSECRETS_MINISTRY1_PASSWORD/)).toBeInTheDocument();
  });
});
