import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { flaws, open } from '../../../../tests/render';

describe('the texts of messages', () => {
  it('are summaries and notices too, which go by mail alone and are called by what heads them', async () => {
    const { container } = await open('/templates', { as: 'drita' });
    const notice = (await screen.findByRole('heading', { name: 'Answer to what somebody did: Noted: it does not concern you' })).closest('section')!;
    expect(within(notice).getAllByRole('columnheader').map(one => one.textContent)).toEqual(['Language', 'E-mail']);
    const summary = screen.getByRole('heading', { name: 'Summary, daily or weekly' }).closest('section')!;
    expect(within(summary).getAllByRole('link', { name: /As delivered/ })).toHaveLength(3);
    expect(within(screen.getByRole('heading', { name: 'A deadline was moved' }).closest('section')!).getAllByRole('columnheader')).toHaveLength(4);
    expect(await flaws(container)).toEqual([]);
  });

  it('says at the top of a notice which one it is', async () => {
    await open('/templates/notice.link/en/email', { as: 'drita' });
    expect(await screen.findByRole('heading', { level: 1, name: /Answer to what somebody did: The link to your alerts/ }, { timeout: 8000 })).toBeInTheDocument();
    expect(screen.queryByText('Shown with')).toBeNull();
  });
});
