import { html as honoHtml, raw } from 'hono/html';
import { clipText } from '../text/clip-text.ts';
import { visibleParts, visibleText } from '../text/visible-text.ts';

/** HTML that is safe to put into a page as it is. */
export type Markup = ReturnType<typeof raw>;

type Value = string | number | false | null | undefined | Markup | readonly Value[];

/** No single text of a submission takes more than this much of a page. */
const maxTextLength = 20_000;

/**
 * Builds HTML. Every string put in is taken for hostile: `<>&"'` are escaped, control and bidi characters become
 * visible escapes, and a text without end is clipped with a note.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const built = honoHtml(strings, ...values.map(disarm));
  if (built instanceof Promise) throw new TypeError('A page is built from values, not from promises');
  return built;
}

/** Text in which each escape of a hidden character is set apart from the characters of the text itself. */
export function codeText(text: string): Markup {
  const parts = visibleParts(clipText(text, maxTextLength));
  return html`${parts.map((part) => (part.isEscape ? html`<i class="esc">${part.text}</i>` : part.text))}`;
}

/** Our own constant text, put in as it is. Never for anything that was computed from a result. */
export function trustedHtml(text: string): Markup {
  return raw(text);
}

/** A link to an outside page; plain text where the address is not https. */
export function outsideLink(text: string, url: string | undefined): Markup {
  if (!url?.startsWith('https://')) return html`${text}`;
  return html`<a href="${url}" rel="noopener noreferrer external">${text}</a>`;
}

function disarm(value: Value): unknown {
  if (typeof value === 'string') return visibleText(clipText(value, maxTextLength));
  if (Array.isArray(value)) return value.map(disarm);
  return value;
}
