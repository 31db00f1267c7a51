import { codeText, html, type Markup } from '../../reports/html/markup.ts';
import { renderPage } from '../../reports/html/page.ts';
import { formatCount } from '../../reports/text/format.ts';
import type { Excerpt } from './program-text.ts';
import type { ComparedProgram, SimilarInLab, SimilarPair, SimilarPrograms } from './similar-programs.ts';

/** All pairs on one page that needs nothing but itself. */
export function renderSimilarPage({ labs, atLeast }: SimilarPrograms): string {
  return renderPage({
    title: 'Similar programs',
    trail: html` <span aria-current="page">Similar programs</span>`,
    content: html`<header class="score"><div class="who"><h1>Similar programs</h1><p class="student">Pairs of which at least ${percent(atLeast)} is alike</p></div></header>
<p class="notice">Alike is not copied. Two programs may share a textbook, a tutorial or a good idea. Read both before you ask.</p>
${labs.map(labSection)}`,
    footer: html`<p>What a lab hands out is left out, and in a class of ten and more, what more than half of the programs share. Names, texts, comments and layout do not count.</p>`,
  });
}

function labSection({ lab, title, programs, earlier, pairs, notes }: SimilarInLab): Markup {
  const compared = `${formatCount(programs, 'submission')} compared${earlier > 0 ? `, also with ${earlier} of earlier classes` : ''}.`;
  const anchor = (index: number) => `${lab}-${index + 1}`;
  return html`<section aria-labelledby="${lab}"><h2 id="${lab}">${title}</h2><p class="lead">${compared} ${pairs.length === 0 && 'No pair is that similar.'}</p>
${
  pairs.length > 0 &&
  html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${lab}"><table class="grid"><thead><tr><th scope="col">Pair</th><th scope="col">Language</th><th scope="col">Places</th><th scope="col">Alike</th></tr></thead>
<tbody>${pairs.map((pair, index) => html`<tr><th scope="row"><a href="#${anchor(index)}">${names(pair)}</a></th><td class="num">${languages[pair.language] ?? pair.language}</td><td class="num">${pair.fragments.length}</td><td class="num">${percent(pair.similarity)}</td></tr>`)}</tbody></table></div>`
}
${notes.length > 0 && html`<ul class="remarks">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${pairs.map((pair, index) => pairDetails(pair, anchor(index)))}</section>`;
}

const languages: Readonly<Record<string, string>> = {
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  java: 'Java',
  go: 'Go',
  cpp: 'C or C++',
};

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function names({ left, right }: SimilarPair): string {
  return `${nameOf(left)} and ${nameOf(right)}`;
}

/** Also for the terminal. */
export function nameOf({ student, from }: ComparedProgram): string {
  return from === 'earlier' ? `${student} (earlier)` : student;
}

function pairDetails(pair: SimilarPair, anchor: string): Markup {
  return html`<h3 id="${anchor}">${names(pair)}: ${percent(pair.similarity)} alike</h3>
${pair.fragments.map(({ left, right }) => html`<div class="compare">${side(left, pair.left)}${side(right, pair.right)}</div>`)}`;
}

function side({ file, fromLine, toLine, text }: Excerpt, program: ComparedProgram): Markup {
  const place = `${file}, ${fromLine === toLine ? `line ${fromLine}` : `lines ${fromLine} to ${toLine}`}`;
  return html`<div><p class="label">${nameOf(program)}: ${place}</p><pre class="printed" tabindex="0" aria-label="${nameOf(program)}, ${place}">${codeText(text)}</pre></div>`;
}
