import { describe, expect, it } from 'vitest';
import { moved, spanOf, wordsIn, type Choice } from './word-choice';

const TEXT = ['Afati është  tridhjetë (30) ditë.', 'Tjetri\nvjen.'];
const paragraphs = TEXT.map(wordsIn);
const chosen = (choice: Choice) => TEXT[choice.paragraph]!.slice(spanOf(choice, paragraphs).start, spanOf(choice, paragraphs).end);
const after = (start: Choice, ...keys: string[]) => keys.reduce((choice, key) => moved(choice, key.replace('+', ''), key.startsWith('+'), paragraphs)!, start);
const START = { paragraph: 0, from: 0, to: 0 };

describe('a choice of words', () => {
  it('goes word by word and from paragraph to paragraph', () => {
    expect(chosen(after(START, 'ArrowRight'))).toBe('është');
    expect(chosen(after(START, 'End', 'ArrowRight'))).toBe('Tjetri');
    expect(chosen(after(START, 'ArrowDown', 'ArrowLeft'))).toBe('ditë.');
    expect(chosen(after(START, 'ArrowDown', 'End', 'Home'))).toBe('Tjetri');
  });
  it('grows and shrinks with Shift, also backwards', () => {
    expect(chosen(after(START, 'ArrowRight', '+ArrowRight', '+ArrowRight'))).toBe('është  tridhjetë (30)');
    expect(chosen(after(START, 'ArrowRight', '+ArrowRight', '+ArrowRight', '+ArrowLeft'))).toBe('është  tridhjetë');
    expect(chosen(after(START, 'End', '+ArrowLeft'))).toBe('(30) ditë.');
    expect(chosen(after(START, 'ArrowRight', '+End'))).toBe('është  tridhjetë (30) ditë.');
  });
  it('stays inside its paragraph while it grows, and inside the article', () => {
    expect(chosen(after(START, 'End', '+ArrowRight', '+ArrowDown'))).toBe('ditë.');
    expect(after(START, 'ArrowLeft', 'ArrowUp')).toEqual(START);
    expect(chosen(after(START, 'ArrowDown', 'End', 'ArrowRight', 'ArrowDown'))).toBe('vjen.');
  });
  it('leaves other keys alone', () => {
    expect(moved(START, 'a', false, paragraphs)).toBeNull();
  });
});
