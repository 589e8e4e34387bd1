import { useMemo, useRef } from 'react';

/**
 * A mail as a mail program shows it, in a frame in which nothing runs. Our own pages allow no style that is written into the
 * page, so the mail's styles are taken out and set by hand.
 */
export function MailFrame({ html, title, language }: { html: string; title: string; language: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { bare, css } = useMemo(() => undress(html), [html]);
  const dress = () => {
    const inside = frame.current?.contentDocument;
    const view = inside?.defaultView as (Window & typeof globalThis) | null | undefined;
    if (!inside || !view || !('adoptedStyleSheets' in inside)) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(css);
    inside.adoptedStyleSheets = [sheet];
    for (const element of inside.querySelectorAll<HTMLElement>('[data-style]')) element.style.cssText = element.dataset['style'] ?? '';
    inside.addEventListener('click', event => event.preventDefault());
    frame.current!.style.height = `${inside.documentElement.scrollHeight + 8}px`;
  };
  return <iframe ref={frame} className="mail-frame" sandbox="allow-same-origin" srcDoc={bare} title={title} lang={language} onLoad={dress} />;
}

/** Done on the text: a parser of the browser, too, counts each style that is written into a page as an offence. */
function undress(html: string): { bare: string; css: string } {
  const css: string[] = [];
  const bare = html
    .replace(/<style>([^]*?)<\/style>/g, (_, rules: string) => {
      css.push(rules);
      return '';
    })
    .replace(/<[a-z][^>]*>/g, tag => tag.replace(/ style="/g, ' data-style="'));
  return { bare, css: css.join('\n') };
}
