/** Round-trip times on the wire, ms; two of ten pings are lost. */
export const TRUTHS = [81.2, 140.7, undefined, 52.9, 118.4, 66.1, undefined, 103.5, 155.3, 92.8];
/** What the program itself measured: a little later than the wire. */
export const OWN = TRUTHS.map((truth) => (truth === undefined ? undefined : truth + 0.7));

/** How a program tells its round-trip times. */
export interface Manner {
  readonly name: string;
  readonly answered: (n: number, ms: number) => string;
  readonly lost: (n: number) => string;
  readonly unit: string;
  readonly label: 'right' | 'missing' | 'wrong';
}

const manner = (
  name: string,
  unit: string,
  label: Manner['label'],
  answered: Manner['answered'],
  lost: Manner['lost'] = () => 'Request timed out\n',
): Manner => ({ name, unit, label, answered, lost });

const epoch = (n: number) => 1_763_856_000.1 + n;
export const date = (n: number) => `Mon Nov 23 12:00:${String(n).padStart(2, '0')} 2026`;

export const MANNERS: readonly Manner[] = [
  manner('the report', 'ms', 'right', (n, ms) => `Ping ${n} ${date(n)}\nRTT: ${ms.toFixed(2)} ms\n`),
  manner(
    'bare seconds',
    's',
    'missing',
    (n, ms) => `Reply from 10.0.0.1: PING ${n} ${epoch(n)}\nRTT: ${ms / 1000}\n`,
  ),
  manner('bare seconds behind a name', 's', 'missing', (_, ms) => `RTT = ${(ms / 1000).toFixed(4)}\n`),
  manner(
    'seconds in words',
    's',
    'right',
    (n, ms) => `${n}\nPING\nround trip time is ${ms / 1000} seconds\n`,
  ),
  manner('microseconds', 'us', 'right', (n, ms) => `PING ${n}: ${Math.round(ms * 1000)} µs\n`),
  manner(
    'Python timedelta',
    's',
    'right',
    (n, ms) => `Ping ${n} 12:00:0${n % 10} 0:00:00.${String(Math.round(ms * 1000)).padStart(6, '0')}\n`,
  ),
  manner('scientific', 's', 'right', (n, ms) => `ping ${n} took ${(ms / 1000).toExponential(3)} s\n`),
  manner(
    'comma decimals, Portuguese',
    'ms',
    'right',
    (n, ms) => `Resposta ${n}: tempo=${ms.toFixed(2).replace('.', ',')} milissegundos\n`,
    (n) => `Pacote ${n} perdido\n`,
  ),
  manner(
    'Chinese',
    'ms',
    'right',
    (n, ms) => `第${n}次 往返时间：${ms.toFixed(1)}毫秒\n`,
    (n) => `第${n}次 请求超时\n`,
  ),
  manner(
    'ping itself',
    'ms',
    'right',
    (n, ms) => `64 bytes from 10.0.0.1: icmp_seq=${n} ttl=64 time=${ms.toFixed(3)} ms\n`,
  ),
  manner('tuples', 'ms', 'right', (n, ms) => `('Ping', ${n}, ${ms}, 'ms')\n`),
  manner('unit in front', 'ms', 'right', (n, ms) => `${n}: rtt(ms)=${ms.toFixed(1)}\n`),
  manner(
    'table',
    'ms',
    'right',
    (n, ms) => `${n}\t${ms.toFixed(2)}\n`,
    (n) => `${n}\t*\n`,
  ),
  manner(
    'comma separated',
    'ms',
    'missing',
    (n, ms) => `${n},${ms.toFixed(3)},ok\n`,
    (n) => `${n},,lost\n`,
  ),
  manner('seconds called ms', 's', 'wrong', (n, ms) => `Ping ${n} RTT ${(ms / 1000).toFixed(5)} ms\n`),
  manner(
    'smoothed beside',
    'ms',
    'right',
    (n, ms) => `${n} time=${ms.toFixed(1)}ms RTT=${(ms * 0.9 + 9).toFixed(1)}ms\n`,
  ),
  manner(
    'hundred times',
    '100 times too large',
    'wrong',
    (_, ms) => `27 bytes: time=${(ms * 100).toFixed(1)}ms\n`,
  ),
  manner(
    'sent line before',
    'ms',
    'right',
    (n, ms) => `Sending ${n}\nPING ${n}\n${ms.toFixed(1)} ms\n`,
    (n) => `Sending ${n}\nPing ${n} lost\n`,
  ),
  manner(
    'digest in the answer',
    's',
    'right',
    (n, ms) => `Reply ${n} ${epoch(n)} 9e107d9d372bb6826bd81d3542a419d6 in ${ms / 1000}s\n`,
  ),
];

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, us: 0.001, '100 times too large': 0.01 };

/** All that a program prints in this manner, and then `tail`. */
export function printed(manner: Manner, tail = ''): string {
  const head = manner.name === 'table' ? 'n\trtt [ms]\n' : `Pinging 10.0.0.1:12000 with 10 packets\n`;
  return (
    head +
    OWN.map((ms, i) => (ms === undefined ? manner.lost(i + 1) : manner.answered(i + 1, ms))).join('') +
    tail
  );
}

/** Those of `OWN`, in the unit of this manner. */
export function statistics(manner: Manner): { min: string; avg: string; max: string; stddev: string } {
  const times = OWN.filter((ms) => ms !== undefined);
  const avg = times.reduce((a, b) => a + b) / times.length;
  const variance = times.reduce((a, b) => a + (b - avg) ** 2, 0) / times.length;
  const unit = UNIT_MS[manner.unit] ?? 1;
  const show = (ms: number) => (ms / unit).toFixed(unit === 1000 ? 5 : 2);
  return {
    min: show(Math.min(...times)),
    avg: show(avg),
    max: show(Math.max(...times)),
    stddev: show(Math.sqrt(variance)),
  };
}
