import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { open } from '../../../../tests/render';
import { only } from '../api/versions';
import { deadlineMoves } from '../deadline-moves';

describe('the versions of a draft', () => {
  it('tells what changed, with both copies and the words that differ', async () => {
    await open('/consultations/projektligji-shoqatat/versions');
    expect(await screen.findByText(/The text changed \(version 1 → 2\): 4 articles/)).toBeInTheDocument();
    expect(screen.getByText('The page was taken away; our copy stays.')).toBeInTheDocument();
    expect(screen.getByText('The title changed from “Projektligji për shoqatat” to “Projektligji për shoqatat dhe fondacionet”.')).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: 'Projektligji për shoqatat dhe fondacionet' }).map(link => link.getAttribute('href'))).toContain('/api/consultations/projektligji-shoqatat/documents/d1-old');
    const article = (await screen.findByRole('heading', { name: /Article.5 \(was Article.4\)/ })).closest('article')!;
    expect(article.querySelector('del')).toHaveTextContent('removed: tridhjetë (30) end of change.');
    expect(article.querySelector('ins')).toHaveTextContent('added: pesëmbëdhjetë (15) end of change.');
    expect(within(article).getByText('Reworded')).toBeInTheDocument();
    expect(within(article).getByText('Renumbered')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Akoma Ntoso (XML)' })).toHaveAttribute('href', '/api/consultations/projektligji-shoqatat/act?format=akn&version=2');
  });

  it('tells that the deadline moved, among the changes of files, and leaves out what the secretariat moved', async () => {
    await open('/consultations/projektligji-shoqatat/versions');
    const history = (await screen.findByRole('heading', { name: 'Changes, latest first' })).parentElement!;
    expect(within(history).getAllByText(/^The deadline moved from .+ to .+\.$/)).toHaveLength(1);
    const at = '2026-11-20T10:00:00Z';
    const step = { act: 'opened', stage: 'open' as const, at, by: 'source', person: null, reason: null, on: null, link: null, deadline: '2026-12-01T23:59' };
    const later = { ...step, act: 'deadline-moved', deadline: '2026-12-08T23:59' };
    expect(deadlineMoves({ steps: [step, later] })).toEqual([{ at, before: '2026-12-01T23:59', after: '2026-12-08T23:59' }]);
    expect(deadlineMoves({ steps: [step, { ...later, by: 'secretariat' }] })).toEqual([]);
    expect(deadlineMoves({})).toEqual([]);
  });

  it('shows two versions side by side and keeps that in the address', async () => {
    await open('/consultations/projektligji-shoqatat/versions');
    await userEvent.selectOptions(await screen.findByLabelText('Show as'), 'side');
    expect(window.location.search).toBe('?view=side');
    const before = (await screen.findAllByRole('region', { name: /^Version 1/ }))[1]!;
    const after = screen.getAllByRole('region', { name: /^Version 2/ })[1]!;
    expect(before.querySelector('ins')).toBeNull();
    expect(before).toHaveTextContent('tridhjetë');
    expect(after.querySelector('del')).toBeNull();
    expect(after).toHaveTextContent('pesëmbëdhjetë');
    expect(screen.getAllByText('Not in this version.')).toHaveLength(2);
  });

  it('says so when nothing has changed, and when a version is compared with itself', async () => {
    await open('/consultations/projektligji-shoqatat/versions?from=2&to=2');
    expect(await screen.findByText('Choose two different versions.')).toBeInTheDocument();
  });

  it('takes the words of one version out of the pieces', () => {
    const pieces = [{ op: 'equal' as const, text: 'a ' }, { op: 'delete' as const, text: 'b' }, { op: 'insert' as const, text: 'c' }];
    expect(only(pieces, 'before').map(piece => piece.text).join('')).toBe('a b');
    expect(only(pieces, 'after').map(piece => piece.text).join('')).toBe('a c');
  });
});
