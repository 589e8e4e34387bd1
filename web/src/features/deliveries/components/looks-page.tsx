import { useState } from 'react';
import { useParams } from 'react-router';
import { useStaffT } from '@/shared/i18n';
import { Link } from '@/shared/ui/link';
import { PageHead } from '@/shared/ui/page';
import { Failure, Skeleton } from '@/shared/ui/states';
import { templateChannels, templateLanguages, useLooks } from '../api/templates';
import { FactsField } from './facts-field';
import { aboutDraft, useKindName } from './kind-name';
import { LookAt } from './look';
import './templates.css';

/** One kind of message in all languages and by all channels, side by side. */
export function LooksPage() {
  const { kind = '' } = useParams();
  const s = useStaffT();
  const name = useKindName();
  const [facts, setFacts] = useState('');
  const looks = useLooks(kind, facts);
  const m = s.templates;
  if (looks.error) return <Failure heading="h1" error={looks.error} onRetry={() => void looks.refetch()} />;
  return (
    <>
      <p className="no-print"><Link to="/templates">{m.title}</Link></p>
      <PageHead title={name(kind)} lead={m.looksLead} />
      {aboutDraft(kind) && <FactsField value={facts} onChange={setFacts} />}
      {looks.isPending ? <Skeleton /> : templateChannels.map(channel => {
        const shown = looks.data.items.filter(item => item.channel === channel);
        return shown.length > 0 && (
          <section key={channel} aria-labelledby={`looks-${channel}`} className="template-section">
            <h2 id={`looks-${channel}`}>{m.channels[channel]}</h2>
            <div className="looks">
              {templateLanguages.map(language => {
                const item = shown.find(one => one.language === language);
                return item && (
                  <div key={language}>
                    <h3>{m.languages[language]} <span className="soft small">({item.draft ? m.hasDraft : item.version === 0 ? m.delivered : m.version(item.version)})</span></h3>
                    <p><Link to={`/templates/${kind}/${language}/${channel}`}>{m.change}<span className="hidden">: {m.languages[language]}, {m.channels[channel]}</span></Link></p>
                    <LookAt look={item.look} language={language} />
                  </div>
                );
              })}
            </div>
          </section>
        );
      })}
    </>
  );
}
