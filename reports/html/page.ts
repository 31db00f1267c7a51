import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, type Markup, trustedHtml } from './markup.ts';
import { shareRules } from './share-class.ts';

const styles = [
  'base',
  'frame',
  'sections',
  'score',
  'findings',
  'mend',
  'scenarios',
  'ladder',
  'ladder-rows',
  'charts',
  'class',
  'labs',
  'gradebook',
  'narrow',
  'print',
];
const style = [...styles.map((name) => read(`./style/${name}.css`)), shareRules()].join('\n');
const script = read('./page-script.js');

/** Nothing is loaded from anywhere, and no script or style runs but the two written here. */
const contentPolicy = [
  "default-src 'none'",
  `style-src '${hashOf(style)}'`,
  `script-src '${hashOf(script)}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const icon =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"%3E%3Crect width="16" height="16" rx="3" fill="%230b5c7a"/%3E%3Cpath d="M4 3v10M12 3v10M4 5l8 2.5L4 11" fill="none" stroke="%23fff" stroke-width="1.5"/%3E%3C/svg%3E';

export interface PageOptions {
  readonly title: string;
  /** Between the product's name and the switch of colours: where the reader is. */
  readonly trail: Markup;
  readonly content: Markup;
  readonly footer: Markup;
}

/** A whole HTML document that needs nothing but itself. */
export function renderPage({ title, trail, content, footer }: PageOptions): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${icon}">
<style>${trustedHtml(style)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the report</a>
<header class="bar">
<nav aria-label="Where you are"><span class="brand">grade</span>${trail}</nav>
<button type="button" class="theme" data-theme-switch hidden>Dark colours</button>
</header>
<main id="content" tabindex="-1">
${content}
</main>
<footer>${footer}</footer>
<script>${trustedHtml(script)}</script>
</body>
</html>
`;
  return page.toString();
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
