import { describe, expect, it } from 'vitest';
import { en } from '@/shared/i18n/messages/en';
import { sr } from '@/shared/i18n/messages/sr';
import { structures } from '../../../mock/data';
import { feedOf } from './components/list-page';
import { covers } from './components/follow';
import { addressOf, allKept, keep, newComment, readKept, throwAway, type KeptComment } from './kept-comments';
import { beside, fullText, outline, placeOf, shownAs, versionOf } from './structure';
import { LIMIT, validate } from './validation';

const nodes = structures['projektligji-shoqatat']!.nodes;

describe('structure', () => {
  const text = outline(nodes);
  it('puts paragraphs and points into their article', () => {
    const article = text.sections.find(section => section.node.id === 'art_6')!;
    expect(article.parts.map(part => [part.node.number, part.depth])).toEqual([['1', 0], ['1.1', 1], ['1.2', 1], ['1.3', 1], ['1.4', 1], ['2', 0]]);
    expect(text.sectionOf.get('art_6__par_1__pt_1-1')).toBe('art_6');
  });
  it('counts the comments on an article and on its parts', () => {
    expect(text.sections.find(section => section.node.id === 'art_5')!.comments).toBe(3);
  });
  it('names a place as on paper, in the reader’s language', () => {
    expect(placeOf('art_6__par_1__pt_1-1', nodes, text, en).replaceAll('\u00A0', ' ')).toBe('Article 6, paragraph 1, point 1.1');
    expect(placeOf('art_5', nodes, text, sr).replaceAll('\u00A0', ' ')).toBe('Član 5');
    expect(placeOf(null, nodes, text, en)).toBe('The whole draft');
  });
  it('puts two versions beside each other by their threads, and leaves nothing out', () => {
    const both = structures['udhezimi-ndihma']!;
    const left = outline(versionOf(both, 'sq', null).nodes).sections;
    const right = outline(versionOf(both, 'sr', null).nodes).sections;
    const rows = beside(left, right);
    expect(rows.flatMap(row => row.left ? [row.left] : [])).toEqual(left);
    expect(rows.flatMap(row => row.right ? [row.right.node.id] : []).sort()).toEqual(right.map(section => section.node.id).sort());
    const matched = rows.filter(row => row.left && row.right);
    expect(matched.length).toBeGreaterThan(0);
    expect(matched.every(row => row.left!.node.thread === row.right!.node.thread)).toBe(true);
  });
  it('gives the whole wording of an article', () => {
    expect(fullText('art_4', nodes)).toBe('1. Secili ka të drejtë të themelojë organizatë, të anëtarësohet dhe të largohet prej saj me vullnet të lirë.\n2. Askush nuk mund të detyrohet të jetë anëtar i një organizate.');
  });
  it('groups 400 articles in no time', () => {
    const start = performance.now();
    expect(outline(structures['kodi-procedura']!.nodes).sections).toHaveLength(420);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe('a comment that is begun', () => {
  it('is kept per person, consultation and place until it is thrown away', () => {
    const comment = { ...newComment('c1', 'Title', 'art_1', 'o1'), text: 'ë' };
    expect(keep('p1', comment)).toBeTruthy();
    expect(readKept('p1', 'c1', { node: 'art_1' })?.text).toBe('ë');
    expect(readKept('p2', 'c1', { node: 'art_1' })).toBeNull();
    expect(allKept('p1')).toHaveLength(1);
    throwAway('p1', comment);
    expect(allKept('p1')).toHaveLength(0);
  });
  it('is not written over by a draft, a replacement, or another one that moves to its place', () => {
    const begun = (id: string, more: Partial<KeptComment>): KeptComment => ({ ...newComment('c1', 'Title', 'art_1', 'o1'), id, text: id, ...more });
    keep('p1', begun('mine', {}));
    keep('p1', begun('colleague', { draft: 'colleague' }));
    keep('p1', begun('next', { replaces: 'old' }));
    expect(readKept('p1', 'c1', { node: 'art_1' })?.text).toBe('mine');
    expect(readKept('p1', 'c1', { draft: 'colleague' })?.text).toBe('colleague');
    expect(readKept('p1', 'c1', { replaces: 'old' })?.text).toBe('next');
    expect(new Set(allKept('p1').map(addressOf))).toEqual(new Set(['node=art_1', 'draft=colleague', 'replaces=old'].map(query => `/consultations/c1/comment?${query}`)));
    keep('p1', begun('moved', { node: 'art_2' }));
    keep('p1', begun('moved', { node: 'art_1' }));
    expect(allKept('p1').map(kept => kept.id).sort()).toEqual(['colleague', 'mine', 'moved', 'next']);
    localStorage.clear();
  });
  it('is read where it was kept by its place alone, and moves', () => {
    const old = { ...newComment('c1', 'Title', 'art_1', 'o1'), id: 'draft-9', text: 'old', savedAt: '2026-11-01T08:00:00Z' };
    localStorage.setItem('civikos.comment.p1.c1.art_1', JSON.stringify(old));
    expect(readKept('p1', 'c1', { draft: 'draft-9' })?.text).toBe('old');
    expect(readKept('p1', 'c1', { node: 'art_1' })?.text).toBe('old');
    keep('p1', { ...old, draft: 'draft-9' });
    expect(Object.keys(localStorage)).toEqual(['civikos.comment.p1.c1.draft-9']);
    localStorage.setItem('civikos.comment.p1.c1.whole', JSON.stringify({ ...old, id: 'new', replaces: 'k-1' }));
    expect(readKept('p1', 'c1', { replaces: 'k-1' })?.id).toBe('new');
    throwAway('p1', { ...old, id: 'new' });
    expect(Object.keys(localStorage)).toEqual(['civikos.comment.p1.c1.draft-9']);
    localStorage.clear();
  });
  it('says when the browser keeps nothing', () => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    expect(keep('p1', newComment('c1', 'T', null, 'o1'))).toBeNull();
    Storage.prototype.setItem = set;
  });
});

describe('validation', () => {
  const comment = { ...newComment('c1', 'T', 'art_1', 'o1'), kind: 'delete' as const, importance: 'minor' as const };
  it('needs a justification for a deletion', () => expect(Object.keys(validate(comment, 'x', en))).toEqual(['justification']));
  it('counts characters, not code units', () => {
    expect(validate({ ...comment, justification: '😀'.repeat(LIMIT) }, 'x', en)).toEqual({});
    expect(Object.keys(validate({ ...comment, justification: 'a'.repeat(LIMIT + 1) }, 'x', en))).toEqual(['justification']);
  });
  it('needs words for a question', () => expect(Object.keys(validate({ ...comment, kind: 'question' }, 'x', en))).toEqual(['text']));
});

describe('feed', () => {
  it('asks for what the list shows, in the reader’s language', () => {
    expect(feedOf({ institution: 'md', field: '', q: 'ujëra & pyje' }, 'sq')).toBe('/api/feeds/consultations.atom?institution=md&q=uj%C3%ABra+%26+pyje&lang=sq');
  });
});

describe('follow', () => {
  const consultation = { fields: ['youth' as const], institution: { id: 'md', names: {} } };
  const settings = { email: true, sms: false, fields: [], institutions: [] };
  it('knows whether the alerts cover a draft', () => {
    expect(covers({ ...settings, scope: 'everything' }, consultation, [])).toBe(true);
    expect(covers({ ...settings, scope: 'organisation-fields' }, consultation, ['youth'])).toBe(true);
    expect(covers({ ...settings, scope: 'organisation-fields' }, consultation, ['health'])).toBe(false);
    expect(covers({ ...settings, scope: 'chosen', institutions: ['md'] }, consultation, ['youth'])).toBe(true);
    expect(covers({ ...settings, scope: 'chosen' }, consultation, ['youth'])).toBe(false);
    expect(covers({ ...settings, scope: 'chosen', institutions: ['old'] }, consultation, [], ['md', 'old'])).toBe(true);
  });
});

describe('an act in several languages', () => {
  const node = (id: string, language: 'sq' | 'sr', thread: string) => ({ id, kind: 'article' as const, number: '5', heading: null, parent: null, text: id, page: null, confidence: 1, language, thread, commentCount: 2 });
  const structure = { language: 'sq' as const, languages: ['sq' as const, 'sr' as const], nodes: [node('art_5', 'sq', 'art_5'), node('sr__art_5', 'sr', 'art_5')], warnings: [] };
  it('shows the version in the reader’s language, the one that was asked for, or the main one', () => {
    expect(versionOf(structure, 'sr', null).nodes.map(one => one.id)).toEqual(['sr__art_5']);
    expect(versionOf(structure, 'sr', 'sq').language).toBe('sq');
    expect(versionOf(structure, 'en', null).nodes.map(one => one.id)).toEqual(['art_5']);
  });
  it('finds a place again in another version, with the comments that came under the main one', () => {
    const { nodes } = versionOf(structure, 'sr', null);
    expect(shownAs('art_5', structure.nodes, nodes)).toBe('sr__art_5');
    const text = outline(nodes);
    expect(text.sectionOf.get('art_5')).toBe('sr__art_5');
    expect(placeOf('art_5', nodes, text, en)).toBe('Article\u00a05');
  });
});
