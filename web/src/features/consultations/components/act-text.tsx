import { memo, useEffect, useRef } from 'react';
import { useT, type Language } from '@/shared/i18n';
import { languageTags } from '@/shared/i18n/language';
import { CircleHelp, LinkIcon, MessageSquare, TextCursor } from '@/shared/ui/icons';
import { Link } from '@/shared/ui/link';
import type { ActNode } from '../api/types';
import { beside, isHeading, marked, nameOf, type Section } from '../structure';
import { ownName } from '../own-words';

/** Below this the splitter was not sure: the reader is told. */
const UNSURE = 0.6;

type Props = { sections: Section[]; language: Language; mine: Set<string>; onActive: (node: string) => void; onComments: (node: string) => void; onChoose?: ((node: string) => void) | undefined };

/** The text of the act. Sections out of sight cost nothing: the browser draws them when they come near. */
export const ActText = memo(function ActText({ sections, language, mine, onActive, onComments, onChoose }: Props) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver(entries => {
      const entering = entries.find(entry => entry.isIntersecting);
      if (entering) onActive(entering.target.id);
    }, { rootMargin: '-18% 0px -78% 0px' });
    root.current?.querySelectorAll('.section').forEach(element => watcher.observe(element));
    return () => watcher.disconnect();
  }, [sections, onActive]);
  return (
    <div className="act" ref={root} lang={languageTags[language]}>
      {sections.map(section => <ActSection key={section.node.id} section={section} language={language} mine={mine.has(section.node.id)} onComments={onComments} onChoose={onChoose} />)}
    </div>
  );
});

type Both = { left: Section[]; right: Section[]; languages: [Language, Language] } & Pick<Props, 'mine' | 'onComments' | 'onChoose'>;

/** Two versions article by article: beside each other where there is room, else one below the other. */
export const BothTexts = memo(function BothTexts({ left, right, languages, mine, onComments, onChoose }: Both) {
  const t = useT();
  const side = (section: Section | null, language: Language) => (
    <div className="both-side" lang={languageTags[language]}>
      {section ? <ActSection section={section} language={language} mine={mine.has(section.node.thread ?? section.node.id) || mine.has(section.node.id)} onComments={onComments} onChoose={onChoose} />
        : <p className="soft both-none">{t.consultation.notInThisLanguage}</p>}
    </div>
  );
  return (
    <div className="act both">
      {beside(left, right).map(row => (
        <div key={row.left?.node.id ?? row.right!.node.id} className="both-row">{side(row.left, languages[0])}{side(row.right, languages[1])}</div>
      ))}
    </div>
  );
});

const ActSection = memo(function ActSection({ section, language, mine, onComments, onChoose }: { section: Section; language: Language; mine: boolean } & Pick<Props, 'onComments' | 'onChoose'>) {
  const t = useT();
  const { node, parts, comments } = section;
  const name = ownName(node, language);
  const heading = node.heading && node.heading !== name ? node.heading : '';
  const Heading = isHeading(node) ? 'h2' : 'h3';
  const place = nameOf(node, t);
  const label = comments > 0 ? t.consultation.readComments(comments, place) : t.consultation.commentOn(place);
  return (
    <section className={isHeading(node) ? 'section section-heading' : 'section'} id={node.id} tabIndex={-1} data-node={node.id} data-size={size(section)}>
      {(name || heading) && (
        <div className="section-head">
          <Heading>
            {name && <span className="section-name">{name}</span>}{' '}
            {heading && <span className="section-title">{heading}</span>}
          </Heading>
          <span className="section-tools no-print" lang={undefined}>
            <Link to={{ hash: node.id }} replace preventScrollReset className="icon-button anchor"><LinkIcon size={16} aria-hidden="true" /><span className="hidden">{t.consultation.linkTo(place)}</span></Link>
            {onChoose && hasWords(section) && <button type="button" className="icon-button anchor" onClick={() => onChoose(node.id)}><TextCursor size={16} aria-hidden="true" /><span className="hidden">{t.consultation.chooseWords(place)}</span></button>}
            <button type="button" className={comments > 0 ? 'mark mark-has' : 'mark'} onClick={() => onComments(node.id)}>
              <MessageSquare size={18} aria-hidden="true" />
              {comments > 0 && <span aria-hidden="true">{comments}</span>}
              {mine && <span className="entry-mine">{t.consultation.mine}</span>}
              <span className="hidden">{label}</span>
            </button>
          </span>
        </div>
      )}
      {node.confidence < UNSURE && <p className="unsure"><CircleHelp size={16} aria-hidden="true" /> {t.consultation.unsureTitle}{node.page ? ` (${t.consultation.page(node.page)})` : ''}</p>}
      {node.text && <Words node={node} />}
      {parts.map(({ node: part, depth }) => (
        <div key={part.id} id={part.id} data-node={part.id} className={`part part-${Math.min(depth, 3)} part-${part.kind}${part.number ? ' part-numbered' : ''}`}>
          {part.number && <span className="part-number">{marked(part).trim()}</span>}
          <div>
            {part.heading && <strong className="part-heading">{part.heading} </strong>}
            <Words node={part} />
          </div>
        </div>
      ))}
    </section>
  );
});

function Words({ node }: { node: ActNode }) {
  if (node.kind !== 'table') return <p className="words">{node.text}</p>;
  const rows = node.text.split('\n').map(line => line.split('\t'));
  return (
    <div className="table-wrap">
      <table><tbody>{rows.map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={column}>{cell}</td>)}</tr>)}</tbody></table>
    </div>
  );
}

/** Whether there is anything in it to choose; words of tables cannot be quoted. */
export function hasWords({ node, parts }: Section): boolean {
  return [node, ...parts.map(part => part.node)].some(one => one.kind !== 'table' && one.text.trim() !== '');
}

/** A guess of the height before it is drawn, so that the scroll bar tells the truth: s, m, l, xl. */
function size({ node, parts }: Section): string {
  const characters = node.text.length + parts.reduce((sum, part) => sum + part.node.text.length + 40, 0);
  return characters < 250 ? 's' : characters < 900 ? 'm' : characters < 2500 ? 'l' : 'xl';
}
