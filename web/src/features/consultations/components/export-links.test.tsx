import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { open } from '../../../../tests/render';

describe('comments to take along', () => {
  it('are all of them at the secretariat’s desk', async () => {
    await open('/consultations/projektligji-shoqatat/comments-desk', { as: 'drita' });
    expect(await screen.findByRole('link', { name: 'Excel (XLSX)' })).toHaveAttribute('href', '/api/consultations/projektligji-shoqatat/comment-export?format=xlsx&lang=en');
    expect(screen.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', '/api/consultations/projektligji-shoqatat/comment-export?format=csv&lang=en');
  });

  it('are an organisation’s own on the page of the draft, in the reader’s language', async () => {
    await open('/consultations/projektligji-shoqatat', { as: 'arta', language: 'sr' });
    expect(await screen.findByText('Ponesite svoje komentare')).toBeInTheDocument();
    expect(screen.getByText('CSV').closest('a')).toHaveAttribute('href', expect.stringMatching(/comment-export\?format=csv&organisation=.+&lang=sr$/));
  });

  it('are nobody’s for who speaks for no organisation', async () => {
    await open('/consultations/projektligji-shoqatat');
    expect(await screen.findByRole('heading', { level: 1 })).toBeInTheDocument();
    expect(screen.queryByText('Take your comments along')).not.toBeInTheDocument();
  });
});
