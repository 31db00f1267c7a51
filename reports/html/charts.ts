import { findExchanges } from '../picture/exchanges.ts';
import type { LadderRow } from '../picture/ladder-row.ts';
import { isChartable, pingChart, pingChartHeight, pingChartText } from '../picture/ping-chart.ts';
import { pingPoints } from '../picture/ping-points.ts';
import { type TracedExchange, traceOrigins } from '../picture/trace-origins.ts';
import { layOutWaterfall, waterfallSvg, waterfallText } from '../picture/waterfall.ts';
import { formatCount } from '../text/format.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import { scenarioAnchor } from './anchors.ts';
import { html, type Markup } from './markup.ts';

/** What a ladder shows badly: how times compare, and what went on at once. */
export function charts(scenario: string, file: TranscriptFile, rows: readonly LadderRow[]): Markup {
  return html`${pings(scenario, file)}${requests(scenario, file, rows)}`;
}

interface Chart {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly height: number;
  readonly drawing: Markup;
  readonly key: Markup;
}

function chart({ id, name, title, text, height, drawing, key }: Chart): Markup {
  return html`<figure class="chart ${name}"><figcaption><strong>${title}</strong> <span class="quiet">${key}</span></figcaption>
<svg role="img" aria-labelledby="${id}-title ${id}-desc" width="100%" height="${height}"><title id="${id}-title">${title}</title><desc id="${id}-desc">${text}</desc>
${drawing}</svg></figure>`;
}

function pings(scenario: string, file: TranscriptFile): Markup | null {
  const points = pingPoints(file);
  if (!isChartable(points)) return null;
  return chart({
    id: `${scenarioAnchor(scenario)}-times`,
    name: 'times',
    title: 'Times that were printed, against the wire',
    text: pingChartText(points),
    height: pingChartHeight,
    drawing: pingChart(points),
    key: html`○ on the wire, ● printed, ◆ printed and not what the wire says${points.some(({ wireMs }) => wireMs === undefined) && ', ✕ lost'}${points.some(({ isLate }) => isLate) && ', ▽ answered too late'}`,
  });
}

function requests(scenario: string, file: TranscriptFile, rows: readonly LadderRow[]): Markup | null {
  const browser = findExchanges(rows, file, 'caller');
  const isProxy = file.conversations.some(
    ({ peer, openedBy }) => peer === 'origin' && openedBy === 'program',
  );
  const traced: TracedExchange[] = isProxy
    ? traceOrigins(browser, findExchanges(rows, file, 'called'))
    : browser.map((each) => ({ ...each, origin: [] }));
  const waterfall = layOutWaterfall(traced, isProxy ? 2 : 3);
  if (!waterfall) return null;
  const { shown, hidden } = waterfall;
  return chart({
    id: `${scenarioAnchor(scenario)}-requests`,
    name: 'requests',
    title: isProxy ? cacheTitle(shown) : `${formatCount(shown.length, 'request')} in time`,
    text: waterfallText(waterfall),
    height: waterfall.height,
    drawing: waterfallSvg(waterfall),
    key: html`pale: waiting for the first byte; full: the answer arrives${isProxy && '; thin: what the proxy asked the origin'}; a dash at the foot: a pause is left out${hidden > 0 && `; ${formatCount(hidden, 'more request')} not shown`}`,
  });
}

function cacheTitle(shown: readonly TracedExchange[]): string {
  const count = (name: TracedExchange['source']) => shown.filter(({ source }) => source === name).length;
  const reached = count('fetched') + count('revalidated');
  return `${formatCount(shown.length, 'request')}: ${reached} reached the origin, ${count('cached')} answered from the cache`;
}
