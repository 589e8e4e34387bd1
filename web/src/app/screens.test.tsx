import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { languages } from '@/shared/i18n/language';
import { flaws, open } from '../../tests/render';
import { screens } from '../../tests/browser/screens.mjs';

async function ready() {
  await waitFor(() => expect(screen.getAllByRole('heading', { level: 1 }).length).toBe(1), { timeout: 8000 });
  await waitFor(() => expect(document.querySelector('.skeleton')).toBeNull(), { timeout: 8000 });
}

describe.each(languages)('in %s', language => {
  it.each(screens)('$name is whole', async ({ name: _name, path, ...visit }) => {
    const { container } = await open(path, { ...visit, language });
    await ready();
    // The structure is the same in each language, and the real browser looks at all three.
    if (language === 'en') expect(await flaws(container)).toEqual([]);
    expect(document.title).not.toBe('');
    expect(container.textContent).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('every list says what will be here when it is empty', () => {
  it.each(['/', '/consultations', '/consultations?stage=planned', '/consultations?stage=closed', '/members', '/documents'])('%s', async path => {
    const { container } = await open(path, { empty: true });
    await ready();
    expect(container.querySelector('.empty h2')).toBeInTheDocument();
    expect(await flaws(container)).toEqual([]);
  });
  it.each(['/today', '/drafts', '/plan', '/sources', '/deliveries', '/deliveries/alert-1', '/consultations/projektligji-shoqatat/ledger', '/suppressions', '/unreachable', '/public-subscribers', '/circulars', '/my-alerts', '/api-keys', '/api-messages', '/webhooks'])('%s', async path => {
    const { container } = await open(path, { empty: true, as: 'drita' });
    await ready();
    expect(container.querySelector('.empty h2')).toBeInTheDocument();
  });
});

describe('every screen says honestly that something failed', () => {
  it.each(screens.filter(item => !['not-found', 'preferences-link', 'comment-no-mandate', 'today-forbidden', 'draft-upload', 'import', 'plan-import', 'campaign-new', 'circular-new', 'circular-check', 'circular-check-one', 'source-new', 'my-alerts-sign-in', 'home-error', 'home-empty', 'address-confirm'].includes(item.name)))('$name', async ({ path, as }) => {
    const { container } = await open(path, { as, intercept: (_, address) => /session|people\/me/.test(address) ? null : { status: 503, body: {} } });
    await waitFor(() => expect(container.textContent).toContain('not available at the moment'), { timeout: 8000 });
    await waitFor(() => expect(document.querySelector('main .skeleton')).toBeNull(), { timeout: 8000 });
  });

  it('says so when there is no connection, and tries again', async () => {
    let broken = true;
    await open('/consultations', { intercept: (_, address) => broken && address.startsWith('/api/consultations') ? 'offline' : null });
    const again = await screen.findByRole('button', { name: 'Try again' });
    expect(screen.getByRole('alert')).toHaveTextContent('There is no connection');
    broken = false;
    again.click();
    expect(await screen.findByRole('link', { name: /Projektligji për shoqatat/ })).toBeInTheDocument();
  });
});
