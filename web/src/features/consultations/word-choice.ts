/** Words of one paragraph after another, chosen word by word; a choice stays inside its paragraph, for only there words can be quoted. */
export type Choice = {
  paragraph: number;
  /** The words where the choice began and where it stands now, by their place in the paragraph; either may come first. */
  from: number;
  to: number;
};

export type Span = { start: number; end: number };

/** The words of a text with their punctuation, as places in it. */
export function wordsIn(text: string): Span[] {
  return [...text.matchAll(/\S+/g)].map(match => ({ start: match.index, end: match.index + match[0].length }));
}

/** Where a key takes the choice; null for a key that is none of them. @param grow whether the beginning stays (Shift) */
export function moved(choice: Choice, key: string, grow: boolean, paragraphs: Span[][]): Choice | null {
  const last = paragraphs[choice.paragraph]!.length - 1;
  const at = (to: number): Choice => ({ paragraph: choice.paragraph, from: grow ? choice.from : to, to });
  const beginning = (paragraph: number): Choice => ({ paragraph, from: 0, to: 0 });
  const { paragraph, to } = choice;
  switch (key) {
    case 'ArrowRight':
      if (to < last) return at(to + 1);
      return grow || paragraph + 1 === paragraphs.length ? choice : beginning(paragraph + 1);
    case 'ArrowLeft': {
      if (to > 0) return at(to - 1);
      if (grow || paragraph === 0) return choice;
      const end = paragraphs[paragraph - 1]!.length - 1;
      return { paragraph: paragraph - 1, from: end, to: end };
    }
    case 'ArrowDown': return grow ? at(last) : paragraph + 1 < paragraphs.length ? beginning(paragraph + 1) : choice;
    case 'ArrowUp': return grow ? at(0) : paragraph > 0 ? beginning(paragraph - 1) : choice;
    case 'Home': return at(0);
    case 'End': return at(last);
    default: return null;
  }
}

/** The chosen words as one place in their paragraph's text. */
export function spanOf(choice: Choice, paragraphs: Span[][]): Span {
  const words = paragraphs[choice.paragraph]!;
  return { start: words[Math.min(choice.from, choice.to)]!.start, end: words[Math.max(choice.from, choice.to)]!.end };
}
