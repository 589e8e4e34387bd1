import { useT } from '@/shared/i18n';
import { Notice } from './states';
import { useCarriage } from '@/shared/api/carriage';

/** One line on whether the comments stand on the text in force. It says nothing where the text never changed, and nothing wrong where it cannot ask. */
export function CarriageLine({ consultation }: { consultation: string }) {
  const t = useT();
  const { data } = useCarriage(consultation);
  if (!data || data.state === 'none') return null;
  const c = t.carriage;
  if (data.state === 'carrying') {
    return (
      <div role="status" className="carriage">
        <p>{c.carrying(data.done, data.total)}</p>
        <progress aria-label={c.label} max={Math.max(1, data.total)} value={data.done} />
      </div>
    );
  }
  return data.orphans > 0 ? <Notice tone="amber" live><p>{c.done(data.total)} {c.orphans(data.orphans)}</p></Notice> : <p role="status" className="soft carriage">{c.done(data.total)}</p>;
}
