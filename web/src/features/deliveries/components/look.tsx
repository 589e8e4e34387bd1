import { useI18n, useStaffT } from '@/shared/i18n';
import type { Cost, Look, TemplateLanguage } from '../api/templates';
import { MailFrame } from './mail-frame';

/** Writes how many messages are paid for, and how much. */
export function useCost(): (cost: Cost) => string {
  const { language } = useI18n();
  const s = useStaffT();
  const euro = new Intl.NumberFormat(language === 'sr' ? 'sr-Latn' : language, { style: 'currency', currency: 'EUR' });
  return cost => `${s.providers.messages(cost.segments)} (${s.providers.encodings[cost.encoding]})${cost.price === null ? '' : `, ${euro.format(cost.price)}`}`;
}

/** How a text reaches its readers. */
export function LookAt({ look, language }: { look: Look; language: TemplateLanguage }) {
  const s = useStaffT();
  const cost = useCost();
  const m = s.templates;
  if (look.html !== null) {
    return (
      <div className="look">
        <p><strong>{m.subject}:</strong> <span lang={language}>{look.subject}</span></p>
        <MailFrame html={look.html} title={`${m.asHtml}: ${look.subject ?? ''}`} language={language} />
        <details>
          <summary>{m.asText}</summary>
          <pre className="look-text" lang={language}>{look.text}</pre>
        </details>
      </div>
    );
  }
  return (
    <div className="look">
      <pre className="look-text" lang={language}>{look.text}</pre>
      {look.sent && <p className="small soft">{m.sentAs}: {cost(look.sent)}</p>}
      {look.asWritten && look.sent && look.sent.encoding === 'gsm-7' && (look.asWritten.segments > 1 || look.asWritten.encoding !== 'gsm-7') && <p className="small soft">{m.wouldBe}: {cost(look.asWritten)}</p>}
    </div>
  );
}
