import type { Status } from '../schema.ts';
import { statusMarks } from '../status-words.ts';
import { html, type Markup } from './markup.ts';

/** `✗ failed`, coloured. */
export function statusMark(status: Status): Markup {
  return html`<span class="mark ${status}"><span aria-hidden="true">${statusMarks[status]}</span> ${status}</span>`;
}
