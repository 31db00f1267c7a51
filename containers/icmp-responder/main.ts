import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Recorder } from '../../harness/wire/recorder.ts';
import { startIcmpResponder } from './icmp-responder.ts';
import type { IcmpReaction } from './script.ts';

const help = `Usage: node containers/icmp-responder/main.ts [options]

Answers echo requests to every address of this network namespace. Its kernel must be silent:
  sysctl net.ipv4.icmp_echo_ignore_all=1
Needs root or CAP_NET_RAW.

  --delay MS      before each reply (default 0)
  --lose N        every N-th request gets no reply (default: none)
  --copies N      copies of each reply (default 1)
  --ttl N         time to live of the replies (default 64)
  --unreachable CODE   answers Destination Unreachable with this code instead
  --help          shows this
`;

const { values } = parseArgs({
  options: {
    delay: { type: 'string', default: '0' },
    lose: { type: 'string', default: '0' },
    copies: { type: 'string', default: '1' },
    ttl: { type: 'string', default: '64' },
    unreachable: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** A long list stands for "every N-th": the last reaction of a list would go on for ever. */
function reactionsFrom(): IcmpReaction[] {
  const message = {
    delayMs: Number(values.delay),
    ttl: Number(values.ttl),
    ...(values.unreachable !== undefined && {
      kind: 'unreachable' as const,
      code: Number(values.unreachable),
    }),
  };
  const answered: IcmpReaction = { messages: Array.from({ length: Number(values.copies) }, () => message) };
  const every = Number(values.lose);
  if (every === 0) return [answered];
  return Array.from({ length: every * 10_000 }, (_, index) =>
    (index + 1) % every === 0 ? { messages: [] } : answered,
  );
}

if (values.help) {
  process.stdout.write(help);
} else {
  const recorder = new Recorder();
  await using responder = await startIcmpResponder({ reactions: reactionsFrom() }, { recorder });
  process.stdout.write('icmp-responder: answering. Ctrl-C ends it and shows what was said.\n');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  for (const { dialled, events } of recorder.transcript()) {
    for (const { atMs, from, kind, text } of events) {
      process.stdout.write(`${dialled} ${atMs.toFixed(3)} ms ${from} ${kind} ${text ?? ''}\n`);
    }
  }
  process.stdout.write(`${(await responder.log()).length} messages came\n`);
}
