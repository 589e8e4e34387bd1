import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { open } from '../../../../tests/render';

describe('the calendar link', () => {
  it('is shown once when it is made, and can be ended', async () => {
    await open('/my-alerts', { as: 'arta' });
    await userEvent.click(await screen.findByRole('button', { name: 'Make an address' }));
    expect(await screen.findByLabelText('Address for the calendar')).toHaveValue('http://localhost:8080/api/calendars/YXJ0YQ.not-a-real-secret?lang=en');
    await userEvent.click(screen.getByLabelText('All deadlines'));
    expect(screen.getByLabelText('Address for the calendar')).toHaveValue('http://localhost:8080/api/calendars/YXJ0YQ.not-a-real-secret?lang=en&scope=everything');
    await userEvent.click(screen.getByLabelText('Those in the fields of my organisations'));
    expect(screen.getByLabelText('Address for the calendar')).toHaveValue('http://localhost:8080/api/calendars/YXJ0YQ.not-a-real-secret?lang=en');
    expect(screen.getByText(/shown only now/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'End the address' }));
    expect(await screen.findByRole('button', { name: 'Make an address' })).toBeInTheDocument();
    expect(screen.queryByLabelText('Address for the calendar')).not.toBeInTheDocument();
  });
});
