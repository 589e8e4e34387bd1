import type { ReactNode } from 'react';
import { useT } from '@/shared/i18n';
import { useWide } from '@/shared/lib/use-wide';
import { Settings } from './icons';

/** The search stands above the list; on a phone the other filters fold away, unless one is in use. */
export function Filters({ search, children, active = false }: { search?: ReactNode; children: ReactNode; active?: boolean }) {
  const t = useT();
  const wide = useWide('(min-width: 720px)');
  const stop = (event: { preventDefault: () => void }) => event.preventDefault();
  if (wide || !search) return <form className="filters" role="search" onSubmit={stop}>{search}{children}</form>;
  return (
    <form className="filters" role="search" onSubmit={stop}>
      {search}
      <details className="filters-more" open={active}>
        <summary><Settings size={18} aria-hidden="true" />{t.common.filters}</summary>
        <div className="filters">{children}</div>
      </details>
    </form>
  );
}
