import { useMemo } from 'react';
import { diffWordsWithSpace } from 'diff';
import { useT } from '@/shared/i18n';

/** Above this the comparison would make typing stutter; the whole is then shown as replaced. */
const MOST = 60_000;

/** What was added and removed, word by word: in the markup, in words for screen readers, and only then in colour. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const t = useT();
  const parts = useMemo(() => {
    if (!before) return [{ value: after, added: true, removed: false }];
    if (before.length + after.length > MOST) return [{ value: before, added: false, removed: true }, { value: after, added: true, removed: false }];
    return diffWordsWithSpace(before, after);
  }, [before, after]);
  return (
    <div className="word-diff">
      {parts.map((part, index) => part.added
        ? <ins key={index}><span className="hidden"> {t.commentForm.added} </span>{part.value}<span className="hidden"> {t.commentForm.end} </span></ins>
        : part.removed
          ? <del key={index}><span className="hidden"> {t.commentForm.removed} </span>{part.value}<span className="hidden"> {t.commentForm.end} </span></del>
          : <span key={index}>{part.value}</span>)}
    </div>
  );
}
