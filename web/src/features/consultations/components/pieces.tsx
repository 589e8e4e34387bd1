import { useT } from '@/shared/i18n';
import type { Piece } from '../api/versions';

/** Words that stayed, went and came: in the markup, in words for screen readers, and only then in colour. */
export function Pieces({ pieces }: { pieces: Piece[] }) {
  const t = useT();
  return pieces.map((piece, index) => piece.op === 'insert'
    ? <ins key={index}><span className="hidden"> {t.commentForm.added} </span>{piece.text}<span className="hidden"> {t.commentForm.end} </span></ins>
    : piece.op === 'delete'
      ? <del key={index}><span className="hidden"> {t.commentForm.removed} </span>{piece.text}<span className="hidden"> {t.commentForm.end} </span></del>
      : <span key={index}>{piece.text}</span>);
}
