import { useT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import type { ActNode, Warning } from '../api/types';
import { placeOf, type Outline } from '../structure';

/** What a person should compare with the document. Folded: it must not stand between the reader and the text. */
export function StructureWarnings({ warnings, nodes, text }: { warnings: Warning[]; nodes: ActNode[]; text: Outline }) {
  const t = useT();
  const seen = new Set<string>();
  const items = warnings
    .filter(warning => !seen.has(`${warning.code}${warning.node}${warning.message}`) && seen.add(`${warning.code}${warning.node}${warning.message}`));
  if (items.length === 0) return null;
  return (
    <details className="warnings no-print">
      <summary>{t.consultation.warningsTitle} ({items.length})</summary>
      <p>{t.consultation.warningsText}</p>
      <ul>
        {items.map(warning => (
          <li key={`${warning.code}${warning.node}${warning.message}`}>
            {warning.node && text.sectionOf.has(warning.node) && <><Link to={{ hash: warning.node }} replace>{placeOf(warning.node, nodes, text, t)}</Link>: </>}
            {warning.message ?? warning.code}
          </li>
        ))}
      </ul>
    </details>
  );
}
