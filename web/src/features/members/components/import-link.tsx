import { Suspense, type ReactNode } from 'react';
import { useStaffT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';

/** Waits for the secretariat's words by itself, so that the public list does not. */
export function ImportLink({ children }: { children: ReactNode }) {
  return <Suspense fallback={null}><Inner>{children}</Inner></Suspense>;
}

function Inner({ children }: { children: ReactNode }) {
  const s = useStaffT();
  return <Link to="/members/import" className="button button-plain">{children}{s.members.import}</Link>;
}
