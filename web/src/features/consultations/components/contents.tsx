import { memo, useEffect, useRef } from 'react';
import { useT, type Language } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { Link } from '@/shared/ui/link';
import { isHeading, type Section } from '../structure';
import { ownName } from '../own-words';

/** Number, heading, count of comments, and a mark where my organisation has one. */
export function Contents({ sections, active, mine, language }: { sections: Section[]; active: string | null; mine: Set<string>; language: Language }) {
  const t = useT();
  const details = useRef<HTMLDetailsElement>(null);
  const list = useRef<HTMLUListElement>(null);

  // Keeps the entry of the article in view in sight, without moving the page.
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    const box = list.current?.closest<HTMLElement>('.contents');
    if (!current || !box || box.scrollHeight <= box.clientHeight) return;
    const top = current.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 64) box.scrollTop = top - box.clientHeight / 3;
  }, [active]);

  if (sections.length === 0) return <div className="contents" />;
  const close = () => { if (!matchMedia('(min-width: 1100px)').matches) details.current?.removeAttribute('open'); };
  return (
    <nav className="contents no-print" aria-label={t.consultation.contents}>
      <details ref={details} open={matchMedia('(min-width: 1100px)').matches}>
        <summary>{t.consultation.contents}</summary>
        {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- closes after a link in it was followed, by key or by tap */}
        <ul ref={list} lang={languageTags[language]} onClick={event => { if ((event.target as HTMLElement).closest('a')) close(); }}>
          {sections.map(section => (
            <Entry key={section.node.id} section={section} current={section.node.id === active} mine={mine.has(section.node.id)} language={language} />
          ))}
        </ul>
      </details>
    </nav>
  );
}

const Entry = memo(function Entry({ section, current, mine, language }: { section: Section; current: boolean; mine: boolean; language: Language }) {
  const t = useT();
  const { node, comments } = section;
  const name = ownName(node, language);
  return (
    <li className={isHeading(node) ? 'entry entry-heading' : 'entry'}>
      <Link to={{ hash: node.id }} replace preventScrollReset aria-current={current ? 'location' : undefined}>
        <span>{name}{node.heading && node.heading !== name && <span className="entry-heading-text"> {node.heading}</span>}</span>
        {mine && <span className="entry-mine" title={t.consultation.mineHere}>{t.consultation.mine}</span>}
        {comments > 0 && <span className="entry-count"><span aria-hidden="true">{comments}</span><span className="hidden">, {t.consultations.comments(comments)}</span></span>}
      </Link>
    </li>
  );
});
