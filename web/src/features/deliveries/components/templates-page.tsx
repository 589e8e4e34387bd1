import { useDates, useStaffT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { templateChannels, templateLanguages, useFolders, useKinds, type Folder, type KindOfMessage, type TextState } from '../api/templates';
import { useFolderName, useKindName } from './kind-name';
import { MessagesTabs } from './messages-tabs';
import './templates.css';

/** Every text that the system sends, by folders, and where each language stands. */
export function TemplatesPage() {
  const s = useStaffT();
  const kinds = useKinds();
  const folders = useFolders();
  const m = s.templates;
  const error = kinds.error ?? folders.error;
  const again = () => { void kinds.refetch(); void folders.refetch(); };
  return (
    <>
      <PageHead title={m.title} lead={m.lead} actions={<Link className="button button-plain" to="/templates/folders">{m.folders.arrange}</Link>} />
      <MessagesTabs />
      {error ? <Failure error={error} onRetry={again} />
        : !kinds.data || !folders.data ? <Skeleton />
        : <Folders folders={folders.data.data.items} kinds={kinds.data.items} />}
    </>
  );
}

function Folders({ folders, kinds }: { folders: Folder[]; kinds: KindOfMessage[] }) {
  const name = useFolderName();
  const m = useStaffT().templates;
  const shown = folders.map(folder => ({ folder, items: folder.kinds.flatMap(code => kinds.filter(kind => kind.kind === code)) }));
  return (
    <>
      <nav className="template-folders no-print" aria-label={m.folders.contents}>
        <ul>
          {shown.map(({ folder, items }) => {
            const texts = items.flatMap(kind => kind.texts);
            const changed = texts.filter(text => text.version > 0).length;
            const drafts = texts.filter(text => text.draft).length;
            return (
              <li key={folder.id}>
                <a href={`#folder-${folder.id}`}>{name(folder)}</a>
                <span className="soft small"> {[m.folders.holds(items.length), changed > 0 && m.folders.changed(changed), drafts > 0 && m.folders.drafts(drafts)].filter(Boolean).join(', ')}</span>
              </li>
            );
          })}
        </ul>
      </nav>
      {shown.filter(({ items }) => items.length > 0).map(({ folder, items }) => (
        <section key={folder.id} id={`folder-${folder.id}`} tabIndex={-1} aria-labelledby={`folder-name-${folder.id}`} className="page-section">
          <h2 id={`folder-name-${folder.id}`}>{name(folder)}</h2>
          {items.map(kind => <Kind key={kind.kind} kind={kind} />)}
        </section>
      ))}
    </>
  );
}

function Kind({ kind }: { kind: KindOfMessage }) {
  const s = useStaffT();
  const name = useKindName();
  const m = s.templates;
  const id = `kind-${kind.kind}`;
  const channels = templateChannels.filter(channel => kind.texts.some(text => text.channel === channel));
  return (
    <section aria-labelledby={id} className="template-kind">
      <h3 id={id}>{name(kind.kind)}</h3>
      <p><Link to={`/templates/${kind.kind}`}>{m.allLooks}<span className="hidden">: {name(kind.kind)}</span></Link></p>
      <div className="table-wrap">
        <table className="stack">
          <caption className="hidden">{name(kind.kind)}</caption>
          <thead><tr><th scope="col">{m.language}</th>{channels.map(channel => <th key={channel} scope="col">{m.channels[channel]}</th>)}</tr></thead>
          <tbody>
            {templateLanguages.map(language => (
              <tr key={language}>
                <th scope="row">{m.languages[language]}</th>
                {channels.map(channel => {
                  const state = kind.texts.find(text => text.language === language && text.channel === channel);
                  return <td key={channel} data-label={m.channels[channel]}>{state && <State kind={kind.kind} state={state} />}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function State({ kind, state }: { kind: string; state: TextState }) {
  const s = useStaffT();
  const dates = useDates();
  const name = useKindName();
  const m = s.templates;
  return (
    <>
      <Link to={`/templates/${kind}/${state.language}/${state.channel}`}>
        {state.version === 0 ? m.delivered : m.version(state.version)}
        <span className="hidden">: {name(kind)}, {m.languages[state.language]}, {m.channels[state.channel]}</span>
      </Link>
      {state.publishedAt && <span className="soft small"> {dates.date(state.publishedAt)}</span>}
      {state.draft && <span className="tag tag-action">{m.hasDraft}</span>}
      {state.behind && <span className="tag tag-amber">{m.behind}</span>}
    </>
  );
}
