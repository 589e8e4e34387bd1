import { useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { Notice } from '@/shared/ui/states';
import type { Similar } from '../api/comments';

/** Shown before a comment is submitted: what others have said here already. */
export function SimilarComments({ consultation, similar, mine }: { consultation: string; similar: Similar[]; mine: string }) {
  const t = useT();
  const others = similar.filter(one => one.comment.id !== mine);
  if (others.length === 0) return null;
  return (
    <Notice title={t.commentLife.similarTitle}>
      <p>{t.commentLife.similarText}</p>
      <ul>
        {others.map(({ comment }) => (
          <li key={comment.id}>
            <Link to={`/consultations/${consultation}/comments/${comment.id}`}>{comment.reference}</Link> · {comment.organisation.name}
            <br />{excerpt(comment.text ?? comment.proposedWording ?? comment.justification ?? '')}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function excerpt(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text;
}
