import type { Figure } from './figure.ts';

type Column = NonNullable<Figure['column']>;

/** Headings stand at most so far before their values. */
const LONGEST_HEADING = 240;
/** Stretches between colons, commas and the like: `rtt min/avg/max/loss`, then ` `. */
const NEAREST_STRETCHES = 3;

/** Beginnings of words for a share of the pings. */
const SHARE =
  /^(?:loss|lost|rate|ratio|percent|%|perd|pérd|pert|taux|tasa|taxa|verl|quote|kay[ıi]p|förlust|strat|потер|доля|процент|丢|丟|損失|ロス|손실|率)|(?:rate|quote|verlust|率)$/u;
/** And for how many there were. */
const COUNT =
  /^(?:sent|send|recei|recv|recib|receb|transmi|packe?t|paque|pacot|paket|enviad|envoy|reçu|gesend|empfang|tx$|rx$|count|total|отправ|получ|发送|發送|接收|送信|受信|전송|수신)/u;
/** And for a time, or what is made of times. */
const TIME =
  /^(?:min|mín|max|máx|maks|avg|aver|mean|medi|médi|prom|moy|mitt|durchschn|schnitt|gem|ort|sre|śre|m?dev|sdev|std|stdd?ev|sd$|desv|desvio|écart|ecart|abweich|jitter|var|rtt|мин|макс|сред|откл|медиан|最|平均|标准|標準|偏差|中位|최소|최대|평균|표준)/u;
const UNIT = /^(?:ms|s|sec|us|μs|ns)$/u;

/**
 * What the headings before a list of `count` values say of each: `rtt min/avg/max/loss: 53/95/130/30%`. Words that are
 * not known here say nothing, which costs nothing.
 * @param text lower case
 * @param offset where the first value stands
 * @returns empty when there are no headings, or another number of them
 */
export function columnsOf(text: string, offset: number, count: number): (Column | undefined)[] {
  const before = text.slice(Math.max(0, offset - LONGEST_HEADING), offset);
  const stretches = before.split(/[:=,;\n]/).slice(-NEAREST_STRETCHES);
  const headings = stretches
    .map((stretch) => stretch.split(/[/|]/).map(wordsOf))
    .findLast((cells) => cells.length === count && cells.every(({ length }) => length > 0));
  // Before the first heading a sentence may stand.
  return (headings ?? []).map((words, index) => columnOf(index === 0 ? words.slice(-1) : words));
}

function wordsOf(cell: string): string[] {
  return [...cell.matchAll(/[\p{L}\p{M}]+|%/gu)].map(([word]) => word).filter((word) => !UNIT.test(word));
}

function columnOf(words: readonly string[]): Column | undefined {
  const [first = ''] = words;
  if (words.some((word) => SHARE.test(word)) || COUNT.test(first)) return 'number';
  return TIME.test(first) ? 'time' : undefined;
}
