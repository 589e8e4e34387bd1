import type { Circular, CircularLook, CircularText } from '../src/features/deliveries/api/circulars';
import type { Finding, Folder, KindOfMessage, Look, LookOf, TemplateChannel, TemplateLanguage, TemplateText, TextVersion } from '../src/features/deliveries/api/templates';

const languages = ['sq', 'sr', 'en'] as const;
const channels = ['email', 'sms', 'inbox'] as const;
const names = ['consultation-opened', 'deadline-moved', 'draft-changed.text-changed', 'draft-changed.title-changed', 'draft-changed.file-replaced', 'draft-changed.document-added', 'draft-changed.page-gone', 'campaign-linked', 'reminder', 'digest', 'silence', 'notice.link', 'notice.sms-not-relevant', 'notice.comment-review'];
const headings: Record<string, string> = { 'notice.link': 'The link to your alerts', 'notice.sms-not-relevant': 'Noted: it does not concern you', 'notice.comment-review': 'A comment waits for your review' };
const mailOnly = /^(digest|silence|notice\.)/;
const link = 'https://civikos.example.org/consultations/projektligji-shoqatat';

const words = {
  sq: { subject: '[edhe 10 ditë] Projektligji për shoqatat, Ministria e Drejtësisë', hello: 'Përshëndetje Arta Shembulli,', title: 'Projektligji për shoqatat', institution: 'Ministria e Drejtësisë', what: 'Ministria e Drejtësisë e ka hapur këtë projektakt për konsultim publik.', closes: 'Edhe 10 ditë pune: mbyllet të premten, më 4 dhjetor 2026, në orën 23:59.', read: 'Lexo projektaktin', comment: 'Shkruaj koment', why: 'E merrni këtë njoftim sepse mund të flisni në emër të organizatës Shoqata Shembull, të cilën e prek ky projektakt.', whyCircular: 'E merrni këtë sepse mund të flisni në emër të organizatës Shoqata Shembull në rrjetin CiviKos.', stop: 'Ndalo këto e-maile', privacy: 'Ne nuk regjistrojmë nëse e hapni këtë e-mail ose nëse i ndiqni lidhjet e tij.', sms: `Projektligji per shoqatat. Komentoni deri me 4.12.2026 23:59 (edhe 10 dite). ${link}` },
  sr: { subject: '[još 10 dana] Nacrt zakona o udruženjima, Ministarstvo pravde', hello: 'Poštovani/a Jovana Primer,', title: 'Nacrt zakona o udruženjima', institution: 'Ministarstvo pravde', what: 'Ministarstvo pravde: ovaj nacrt je otvoren za javnu raspravu.', closes: 'Još 10 radnih dana: ističe u petak, 4. decembra 2026. u 23:59.', read: 'Pročitajte nacrt', comment: 'Napišite komentar', why: 'Ovo obaveštenje dobijate jer možete da govorite u ime organizacije Udruženje Primer, koje se ovaj nacrt tiče.', whyCircular: 'Ovo dobijate jer možete da govorite u ime organizacije Udruženje Primer u mreži CiviKos.', stop: 'Prekinite ove imejlove', privacy: 'Ne beležimo da li otvarate ovaj imejl niti da li pratite njegove veze.', sms: `Nacrt zakona o udruzenjima. Komentari do 4.12.2026 23:59 (jos 10 dana). ${link}` },
  en: { subject: '[10 days left] Draft Law on Associations, Ministry of Justice', hello: 'Dear Ada Example,', title: 'Draft Law on Associations', institution: 'Ministry of Justice', what: 'Ministry of Justice has put this draft up for public consultation.', closes: '10 working days left: it closes on Friday, 4 December 2026 at 23:59.', read: 'Read the draft', comment: 'Write a comment', why: 'You get this because you may speak for Example Association, which this draft concerns.', whyCircular: 'You get this because you may speak for Example Association in the CiviKos network.', stop: 'Stop these e-mails', privacy: 'We do not record whether you open this mail or follow its links.', sms: `Draft Law on Associations. Comment by 4.12.2026 23:59 (10 days left). ${link}` },
};

const sources = {
  email: '{greeting}\n\n# {title}\n{institution}\n\n{institution} e ka hapur këtë projektakt për konsultim publik.\n**{closes}**\n{size}\n\n[Lexo projektaktin]({link})\n[Shkruaj koment]({comment_link})\n[Ndrysho njoftimet]({settings_link})\n\n{answer}\n\n---\n{why}\n[Ndalo këto e-maile]({stop_link})',
  sms: '{title}. Još bez odgovora. Komentar do {deadline_short} ({days_short}). {link}',
  inbox: '{institution} e ka hapur këtë projektakt për konsultim publik. {closes}',
};

export const kinds: KindOfMessage[] = names.map((kind, index) => ({
  kind,
  heading: headings[kind] ?? null,
  texts: channels.filter(channel => channel === 'email' || !mailOnly.test(kind)).flatMap(channel => languages.map(language => ({
    language, channel,
    version: index === 0 && language === 'sq' ? 3 : 0,
    publishedAt: index === 0 && language === 'sq' ? '2026-11-12T09:20:00Z' : null,
    draft: index === 6 && language === 'sr' && channel === 'sms',
    behind: index === 0 && language !== 'sq',
  }))),
}));

export const folders: { items: Folder[]; revision: number } = {
  revision: 0,
  items: [
    { id: 'drafts', name: null, kinds: names.filter(kind => !mailOnly.test(kind)) },
    { id: 'letters', name: null, kinds: ['digest', 'silence'] },
    { id: 'notices', name: null, kinds: ['notice.link', 'notice.sms-not-relevant'] },
    { id: 'colleagues', name: null, kinds: ['notice.comment-review'] },
  ],
};

function html(language: TemplateLanguage, own?: { subject: string; lines: string[]; foot: string }): string {
  const w = words[language];
  const sans = "font-family:'Source Sans 3','Segoe UI',Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;color:#1c2224;";
  const bold = (line: string) => line.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>');
  const main = own ? own.lines.map(line => `<p style="margin:0 0 16px 0;">${bold(line)}</p>`).join('\n') : `<p style="margin:0 0 16px 0;">${w.hello}</p>
<h1 style="margin:0 0 8px 0;font-family:Georgia,serif;font-size:26px;line-height:34px;font-weight:600;">${w.title}</h1><p style="margin:0 0 16px 0;">${w.institution}</p>
<p style="margin:0 0 16px 0;">${w.what}<br><strong style="color:#8a4b00;">${w.closes}</strong></p>
<p><a href="${link}" style="display:inline-block;margin:0 12px 12px 0;padding:12px 20px;background:#0b5c5e;color:#ffffff;text-decoration:none;font-weight:600;border-radius:4px;">${w.read}</a>
<a href="${link}/comment" style="display:inline-block;padding:11px 19px;border:1px solid #0b5c5e;color:#0b5c5e;text-decoration:none;font-weight:600;border-radius:4px;">${w.comment}</a></p>`;
  return `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><title>${own?.subject ?? w.subject}</title></head><body style="margin:0;padding:24px 12px;background:#f7f5f0;">
<div style="max-width:600px;margin:0 auto;background:#fffefb;padding:24px 32px;${sans}">${main}
<p style="border-top:1px solid #d9d5cb;padding-top:16px;font-size:14px;color:#4f5a5c;">${own?.foot ?? w.why}<br><a href="${link}" style="color:#4f5a5c;">${w.stop}</a><br>${w.privacy}</p></div></body></html>`;
}

function look(language: TemplateLanguage, channel: TemplateChannel): Look {
  const w = words[language];
  if (channel === 'email') {
    return { subject: w.subject, text: `${w.hello}\n\n${w.title}\n${w.institution}\n\n${w.what}\n${w.closes}\n\n${w.read}: ${link}\n${w.comment}: ${link}/comment\n\n-- \n${w.why}\n${w.stop}: ${link}\n${w.privacy}\n`, html: html(language), asWritten: null, sent: null, plain: null, allLetters: null };
  }
  if (channel === 'inbox') return { subject: null, text: `${w.what} ${w.closes}`, html: null, asWritten: null, sent: null, plain: null, allLetters: null };
  return {
    subject: null, text: w.sms, html: null,
    asWritten: { text: w.sms, encoding: 'ucs-2', units: w.sms.length, segments: 3, price: 0.12 },
    sent: { text: w.sms, encoding: 'gsm-7', units: w.sms.length, segments: 1, price: 0.04 },
    plain: { text: w.sms, encoding: 'gsm-7', units: w.sms.length, segments: 1, price: 0.04 },
    allLetters: { text: w.title, encoding: 'ucs-2', units: 160, segments: 3, price: 0.12 },
  };
}

export function looks(kind: string): LookOf[] {
  return channels.filter(channel => channel === 'email' || !mailOnly.test(kind)).flatMap(channel => languages.map(language => ({ language, channel, version: language === 'sq' ? 3 : 0, draft: false, look: look(language, channel) })));
}

export function text(kind: string, language: string, channel: string): TemplateText {
  const changed = language === 'sq';
  return {
    kind, language: language as TemplateLanguage, channel: channel as TemplateChannel, version: changed ? 3 : 0,
    subject: channel === 'email' ? '[{days_left}] {title}, {institution}' : '', text: sources[channel as TemplateChannel], allLetters: false,
    publishedByName: changed ? 'Drita Shembulli' : null, publishedAt: changed ? '2026-11-12T09:20:00Z' : null,
    draft: channel === 'sms' ? { subject: '', text: sources.sms.replace('Još bez odgovora', 'Još niste odgovorili'), allLetters: false, basedOn: 0, byName: 'Drita Shembulli', at: '2026-11-18T14:00:00Z' } : null,
    placeholders: ['title', 'institution', 'deadline', 'deadline_short', 'days_left', 'closes', 'link', ...(channel === 'email' ? ['greeting', 'why', 'stop_link'] : [])]
      .map(word => ({ word, sample: word === 'title' ? words[language as TemplateLanguage].title : word === 'closes' ? words[language as TemplateLanguage].closes : '' })),
  };
}

const said = {
  sq: { letters: 'Këto shkronja nuk janë në alfabetin e SMS-it: š. Siç është shkruar do të dërgohej në UCS-2 dhe do të kushtonte 3 segmente (0.12 EUR). Dërgohet me shkronja të thjeshta (ë si e, č si c).', behind: 'Tekstet në gjuhët e tjera do të jenë më të vjetra se ky: srpski, English.', unknown: 'Këtu nuk ka vendmbajtës {titel}. Mos keni menduar {title}?' },
  sr: { letters: 'Ova slova nisu u azbuci SMS poruka: š. Ovako napisano slalo bi se u UCS-2 i koštalo 3 segmenta (0.12 EUR). Šalje se običnim slovima (ë kao e, č kao c).', behind: 'Tekstovi na drugim jezicima biće stariji od ovog: shqip, English.', unknown: 'Ovde nema oznake {titel}. Da li ste mislili {title}?' },
  en: { letters: 'These letters are outside the alphabet of SMS: š. As written it would be sent in UCS-2 and cost 3 segments (0.12 EUR). It is sent in plain letters (ë as e, č as c).', behind: 'The texts in other languages are older than this one will be: shqip, srpski.', unknown: 'There is no placeholder {titel} here. Do you mean {title}?' },
};

export function preview(language: string, channel: string, written: string, asker: string): { findings: Finding[]; look: Look | null } {
  const m = said[asker as TemplateLanguage] ?? said.sq;
  const at = written.indexOf('{titel}');
  if (at >= 0) return { findings: [{ code: 'unknown-placeholder-likely', refused: true, place: 'text', line: 1, column: at + 1, message: m.unknown }], look: null };
  const findings: Finding[] = [{ code: 'languages-behind', refused: false, place: 'text', line: 0, column: 0, message: m.behind }];
  if (channel === 'sms') findings.unshift({ code: 'sms-letters', refused: false, place: 'text', line: 0, column: 0, message: m.letters });
  return { findings, look: look(language as TemplateLanguage, channel as TemplateChannel) };
}

/** A text as an invented reader gets it: paragraphs and bold are enough to look at. */
export function circularLooks(texts: Partial<Record<TemplateLanguage, CircularText>>, by: string[], asker: string): CircularLook[] {
  const m = said[asker as TemplateLanguage] ?? said.sq;
  return languages.filter(language => texts[language]).map(language => {
    const w = words[language];
    const { subject, text, sms } = texts[language]!;
    const at = text.indexOf('{titel}');
    const findings: Finding[] = at < 0 ? [] : [{ code: 'unknown-placeholder-likely', refused: true, place: 'text', line: 1, column: at + 1, message: m.unknown }];
    const plain = sms.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    if (by.includes('sms') && plain !== sms) findings.push({ code: 'sms-letters', refused: false, place: 'sms', line: 0, column: 0, message: m.letters });
    const lines = text.replace('{greeting}', w.hello).split('\n\n');
    const foot = w.whyCircular;
    const mail: Look = {
      subject, text: `${lines.join('\n\n').replaceAll('**', '')}\n\n-- \n${foot}\n${w.stop}: https://civikos.example.org/unsubscribe/…\n${w.privacy}\n`, html: html(language, { subject, lines, foot }),
      asWritten: null, sent: null, plain: null, allLetters: null,
    };
    const cost = (written: string, large: boolean) => ({ text: written, encoding: large ? 'ucs-2' as const : 'gsm-7' as const, units: written.length, segments: large ? 2 : 1, price: large ? 0.08 : 0.04 });
    const message: Look = { subject: null, text: plain, html: null, asWritten: cost(sms, plain !== sms), sent: cost(plain, false), plain: cost(plain, false), allLetters: cost(sms, plain !== sms) };
    return { language, findings, mail: at < 0 ? mail : null, sms: by.includes('sms') ? message : null };
  });
}

export function versions(_language: string, channel: string): TextVersion[] {
  const source = sources[channel as TemplateChannel];
  return [
    { number: 1, subject: '', text: source, byName: 'Drita Shembulli', at: '2026-11-12T09:20:00Z', why: 'Më e qartë për lexuesit e rinj.', copyOf: null, subjectChanges: [], textChanges: [{ kind: 'same', text: source.slice(0, 12) }, { kind: 'removed', text: 'para' }, { kind: 'added', text: 'pas' }, { kind: 'same', text: source.slice(12) }] },
    { number: 0, subject: '', text: source, byName: null, at: null, why: '', copyOf: null, subjectChanges: [], textChanges: [{ kind: 'same', text: source }] },
  ];
}

const meeting = { subject: 'Takimi i rrjetit, 2 dhjetor 2026', text: '{greeting}\n\nTakohemi të **mërkurën** në orën 10:00.', sms: '' };
export const circulars: Circular[] = [
  { id: 'circular-1', texts: { sq: meeting }, audience: { scope: 'everybody', values: [] }, channels: ['email'], sendAt: '2026-11-24T08:00:00Z', status: 'scheduled', createdAt: '2026-11-20T07:00:00Z', byName: 'Drita Shembulli', alertId: null },
  { id: 'circular-2', texts: { sr: { ...meeting, subject: 'Poziv na obuku' } }, audience: { scope: 'fields', values: ['youth', 'media'] }, channels: ['email', 'sms'], sendAt: '2026-11-19T05:00:00Z', status: 'asks', createdAt: '2026-11-18T07:00:00Z', byName: 'Drita Shembulli', alertId: null },
  { id: 'circular-3', texts: { en: { ...meeting, subject: 'Report of the year' } }, audience: { scope: 'organisations', values: ['a', 'b', 'c'] }, channels: ['email'], sendAt: '2026-11-12T08:00:00Z', status: 'begun', createdAt: '2026-11-11T07:00:00Z', byName: null, alertId: 'alert-1' },
];
