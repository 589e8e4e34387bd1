import { useDates, useStaffT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { templateChannels, templateLanguages, useKinds, type KindOfMessage, type TextState } from '../api/templates';
import { useKindName } from './kind-name';
import { MessagesTabs } from './messages-tabs';
import './templates.css';

/** Every text that the system sends, and where each language stands. */
export function TemplatesPage() {
  const s = useStaffT();
  const kinds = useKinds();
  const m = s.templates;
  return (
    <>
      <PageHead title={m.title} lead={m.lead} />
      <MessagesTabs />
      {kinds.error ? <Failure error={kinds.error} onRetry={() => void kinds.refetch()} />
        : kinds.isPending ? <Skeleton />
        : kinds.data.items.map(kind => <Kind key={kind.kind} kind={kind} />)}
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
      <h2 id={id}>{name(kind.kind)}</h2>
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
