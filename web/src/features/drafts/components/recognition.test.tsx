import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { drafts } from '../../../../mock/data';
import { flaws, open } from '../../../../tests/render';

const brought = drafts.find(one => one.id === 'draft-ngarkuar')!;

describe('a scan that is being read', () => {
  afterEach(() => {
    delete brought.incoming;
    delete brought.progress;
  });

  it('shows at which page it is', async () => {
    const { container } = await open('/drafts/draft-lexohet', { as: 'drita' });
    expect(await screen.findByText('The pages are pictures. Recognising their text: page 3 of 40.')).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toHaveAttribute('max', '40');
    expect(await flaws(container)).toEqual([]);
  });

  it('waits for its turn, and the text of before stays until then', async () => {
    brought.incoming = { fileName: 'v2.pdf', state: 'reading', problem: null, problemCode: null };
    brought.progress = { page: 0, pages: 12 };
    await open('/drafts/draft-ngarkuar', { as: 'drita' });
    expect(await screen.findByText(/“v2.pdf” is being read. Until then the text of before stays/)).toBeInTheDocument();
    expect(screen.getByText(/It waits until the scans before it have been read/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Take it in' })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Open as consultation' })).toBeNull();
  });

  it('says why it was not taken', async () => {
    brought.incoming = { fileName: 'v2.pdf', state: 'refused', problem: 'The pages are scanned pictures without text.', problemCode: 'document-scan-without-ocr' };
    const { container } = await open('/drafts/draft-ngarkuar', { as: 'drita' });
    expect(await screen.findByText('“v2.pdf” was not taken as the new text')).toBeInTheDocument();
    expect(screen.getByText('The pages are scanned pictures without text.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Take it in' })).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
  });
});
