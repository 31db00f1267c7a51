import { randomBytes } from 'node:crypto';
import { html } from '../../reports/html/markup.ts';

/** Our own file, by its address on this server. */
export interface AddedFiles {
  readonly script: string;
  readonly style?: string;
  /** `data-` attributes that the script reads. */
  readonly data?: Readonly<Record<string, string>>;
}

const policyPattern = /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)/;

/**
 * Puts a script of this server into a page of the report, and lets the policy of the page allow it, by a number that is
 * used once, and its listening to this server. A page without that policy is not ours: undefined.
 */
export function addScript(page: string, { script, style, data = {} }: AddedFiles): string | undefined {
  const policy = policyPattern.exec(page)?.[2];
  if (policy === undefined || !policy.includes('script-src ') || !policy.includes('style-src '))
    return undefined;
  const nonce = randomBytes(16).toString('base64');
  const widened = `${policy
    .replace('script-src ', `script-src 'nonce-${nonce}' `)
    .replace('style-src ', `style-src 'nonce-${nonce}' `)}; connect-src 'self'`;
  const attributes = Object.entries(data).map(([name, value]) => html` data-${name}="${value}"`);
  const scriptTag = html`<script nonce="${nonce}" src="${script}"${attributes}></script>`;
  const styleTag = style === undefined ? '' : html`<link rel="stylesheet" nonce="${nonce}" href="${style}">`;
  const bodyEnd = page.lastIndexOf('</body>');
  const withScript = `${page.slice(0, bodyEnd)}${scriptTag}\n${page.slice(bodyEnd)}`;
  return withScript
    .replace(policyPattern, (_, before: string, __, after: string) => `${before}${widened}${after}`)
    .replace('</head>', () => `${styleTag}</head>`);
}

/** The product's name in the bar of a page leads to the live page. */
export function linkToLivePage(page: string): string {
  return page.replace(
    '<span class="brand">grade</span>',
    '<a class="brand" href="/" data-inside aria-label="grade: live page">grade</a>',
  );
}
