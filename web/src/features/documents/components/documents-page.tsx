import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useCursorList } from '@/shared/api/cursor';
import { api } from '@/shared/api/http';
import { inLanguage, useDates, useI18n, useT, type Language } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { FileText } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import { More } from '@/shared/ui/more';
import { PageHead } from '@/shared/ui/page';
import { Empty, Failure, Skeleton } from '@/shared/ui/states';
import './documents.css';

type Item = { id: string; title: string; language: Language; openedAt: string; institution: { id: string; names: Partial<Record<Language, string>> } };
type Documents = { documents: { id: string; label: string; fileName: string; bytes: number; addedOn: string | null }[] };

export function DocumentsPage() {
  const t = useT();
  const list = useCursorList<Item>(['documents'], '/api/consultations', { limit: 20 });
  const items = [...list.items].sort((a, b) => b.openedAt.localeCompare(a.openedAt));
  return (
    <>
      <PageHead title={t.documents.title} lead={t.documents.lead} />
      {list.error ? <Failure error={list.error} onRetry={list.retry} />
        : list.loading ? <Skeleton />
        : items.length === 0 ? <Empty title={t.documents.emptyTitle}>{t.documents.emptyText}</Empty>
        : <><ul className="document-groups">{items.map(item => <Group key={item.id} item={item} />)}</ul><More list={list} /></>}
    </>
  );
}

/** The documents of one consultation, asked for when it comes into view. */
function Group({ item }: { item: Item }) {
  const { t, language } = useI18n();
  const dates = useDates();
  const ref = useRef<HTMLLIElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && setNear(true), { rootMargin: '400px' });
    if (ref.current) watcher.observe(ref.current);
    return () => watcher.disconnect();
  }, []);
  const documents = useQuery({
    queryKey: ['documents', item.id],
    queryFn: ({ signal }) => api<Documents>(`/api/consultations/${item.id}`, { signal }),
    enabled: near,
    staleTime: 60_000,
  });
  return (
    <li ref={ref}>
      <h2 lang={languageTags[item.language]}><Link to={`/consultations/${item.id}`}>{item.title}</Link></h2>
      <p className="soft">{inLanguage(item.institution.names, language)} · {t.consultation.opened(dates.date(item.openedAt))}</p>
      {documents.error ? <Failure error={documents.error} onRetry={() => void documents.refetch()} />
        : documents.isPending ? <Skeleton lines={2} />
        : documents.data.documents.length === 0 ? <p className="soft">{t.documents.none}</p>
        : (
          <ul>
            {documents.data.documents.map(document => (
              <li key={document.id}>
                <FileText size={18} aria-hidden="true" />
                <span>
                  <a href={`/api/consultations/${item.id}/documents/${document.id}`} download={document.fileName}>{document.label || document.fileName}</a>{' '}
                  <small className="soft">{[document.fileName.split('.').pop()?.toUpperCase(), t.common.bytes(document.bytes), document.addedOn && dates.date(document.addedOn)].filter(Boolean).join(' · ')}</small>
                </span>
              </li>
            ))}
          </ul>
        )}
    </li>
  );
}
