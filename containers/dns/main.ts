import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Recorder } from '../../harness/wire/recorder.ts';
import { startDns } from './dns.ts';

const help = `Usage: node containers/dns/main.ts [options]

A name server that knows every name: each has one address in 198.18.0.0/15. Names under .invalid do not exist.

  --port NUMBER            UDP and TCP port to listen on (default 53; 0 picks one)
  --host ADDRESS           address to bind (default 0.0.0.0)
  --address NAME=ADDRESS   gives a name this address (repeatable)
  --unknown NAME           this name and all below it do not exist (repeatable)
  --delay MS               waits before each answer (default 0)
  --help                   shows this

Try it: node containers/dns/main.ts --port 5300 & dig -p 5300 @127.0.0.1 www.example.com
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '53' },
    host: { type: 'string', default: '0.0.0.0' },
    address: { type: 'string', multiple: true, default: [] },
    unknown: { type: 'string', multiple: true, default: [] },
    delay: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(help);
} else {
  const addresses = Object.fromEntries(
    values.address.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
  );
  await using server = await startDns(
    { addresses, unknown: values.unknown, delayMs: Number(values.delay) },
    { recorder: new Recorder(), host: values.host, port: Number(values.port) },
  );
  process.stdout.write(`dns: listening on ${values.host}:${server.port}, UDP and TCP. Ctrl-C ends it.\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  for (const { name, type, answer } of await server.log()) {
    process.stdout.write(`${type} ${name} ${answer ?? '-'}\n`);
  }
}
