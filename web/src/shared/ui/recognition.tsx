import { useStaffT } from '@/shared/i18n';

/** How far the recognition of a scan has come; page 0 while it waits for its turn. */
export type Recognition = { page: number; pages: number };

/** True progress of a scan; what takes some seconds only has none to show. */
export function RecognitionProgress({ of, label }: { of: Recognition | null | undefined; label: string }) {
  const r = useStaffT().recognition;
  if (!of) return <progress aria-label={label} />;
  return <><p>{of.page > 0 ? r.page(of.page, of.pages) : r.waits(of.pages)}</p><progress aria-label={label} value={of.page} max={of.pages} /></>;
}
