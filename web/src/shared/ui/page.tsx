import { useEffect, type ReactNode } from 'react';
import { useT } from '@/shared/i18n';

/** Names the page in the browser's tab. */
export function usePageTitle(title: string | undefined): void {
  const { networkLong } = useT();
  useEffect(() => {
    document.title = title ? `${title} – ${networkLong}` : networkLong;
  }, [title, networkLong]);
}

/** The head of a page: one heading, perhaps one sentence, perhaps what can be done. */
export function PageHead({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <header className="page-head">
      <div className="page-head-row">
        <h1 tabIndex={-1}>{title}</h1>
        {actions && <div className="actions no-print">{actions}</div>}
      </div>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </header>
  );
}
