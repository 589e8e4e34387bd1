import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/http';
import { ApiError } from '@/shared/api/problem';
import { useDates } from '@/shared/i18n';
import { useSettled } from '@/shared/lib/use-settled';
import { Notice } from '@/shared/ui/states';
import { useWords } from './words';

export type Preview = { last7Days: number; ever: number; last: string | null; since: string | null };

/**
 * How often a subscription would have fired; asked anew when the typing rests.
 * @param body null as long as there is nothing to ask for; two that bring the same should be equal
 */
export function PreviewBox({ path, body }: { path: string; body: object | null }) {
  const w = useWords();
  const dates = useDates();
  const asked = useSettled(body === null ? null : JSON.stringify(body));
  const preview = useQuery({
    queryKey: ['subscription-preview', path, asked],
    queryFn: ({ signal }) => api<Preview>(path, { method: 'POST', body: JSON.parse(asked!) as object, signal }),
    enabled: asked !== null && body !== null,
    retry: false,
    staleTime: 60_000,
  });
  const seen = preview.data;
  // What is wrong with the choice is said when it is sent; that too much was asked is said here, for nothing else says it.
  const refused = preview.error instanceof ApiError && preview.error.status === 429 ? preview.error.message : null;
  return (
    <div role="status">
      {body !== null && asked !== null && (refused ? <p className="hint">{refused}</p> : seen && (
        <Notice title={w.preview}>
          <p>
            {seen.since === null ? w.noPast
              : seen.last === null ? w.never
              : `${w.week(seen.last7Days)}, ${w.ever(seen.ever, dates.date(seen.since))}. ${w.last(dates.date(seen.last))}`}
          </p>
        </Notice>
      ))}
    </div>
  );
}
