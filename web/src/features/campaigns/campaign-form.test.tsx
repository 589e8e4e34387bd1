import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { open } from '../../../tests/render';
import { campaigns } from '../../../mock/data';

describe('the form of a campaign', () => {
  it('calls the institution by its name from the first moment on', async () => {
    const one = campaigns.find(campaign => campaign.targetInstitution === 'zkm')!;
    await open(`/campaigns/${one.id}/edit`, { as: 'drita' });
    expect(await screen.findByLabelText(/^Addressed to|^Institution/)).toHaveValue('Office of the Prime Minister');
  });
});
