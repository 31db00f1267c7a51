import { html } from '../../reports/html/markup.ts';
import { renderPage } from '../../reports/html/page.ts';
import { liveParts, liveTitle, partNames } from './live-parts.ts';
import type { LiveView } from './live-view.ts';

/** The page that shows how a run goes on, a whole HTML document; its script replaces the parts as they change. */
export function renderLivePage(view: LiveView): string {
  const parts = liveParts(view);
  return renderPage({
    title: liveTitle(view),
    trail: html` <span aria-current="page">Live</span>`,
    content: html`<p class="notice" data-connection role="alert" hidden></p>
${partNames.map((name) => html`<div data-part="${name}">${parts[name]}</div>`)}`,
    footer: html`<p>This page keeps itself up to date. It is served on this machine alone, and nothing is loaded from elsewhere.</p>`,
  });
}

/** What the script of the page needs to bring it up to date, as JSON. */
export function livePageUpdate(view: LiveView): string {
  const parts = liveParts(view);
  return JSON.stringify({
    title: liveTitle(view),
    parts: Object.fromEntries(partNames.map((name) => [name, parts[name]?.toString() ?? ''])),
  });
}

/** A page of one sentence, for what is not there. */
export function renderNotice(title: string, sentence: string): string {
  return renderPage({
    title,
    trail: html` <a href="/" data-inside>Live</a>`,
    content: html`<header class="score"><div class="who"><h1>${title}</h1></div></header><p class="lead">${sentence}</p>`,
    footer: html`<p>Served on this machine alone.</p>`,
  });
}
