import { deflateSync } from 'node:zlib';
import { defineScenario, type Random } from '../../../harness/index.ts';
import type { MailFacts } from './mail-facts.ts';
import { mailInputs } from './mail-inputs.ts';
import { openMailServers } from './mail-servers.ts';
import { playRun } from './play-run.ts';

/** Mails that are harder to write: beyond ASCII, with a file, with a dot in the wrong place, with a forged field. */
export const content = defineScenario<MailFacts>({
  id: 'content',
  title:
    'A mail in UTF-8; one with a picture; one whose text begins with a dot; one with a line break in its subject',
  part: 'client',
  timeoutMs: 60_000,
  async run(world, facts) {
    const servers = await openMailServers(world);
    const { random } = world;
    const utf8 = {
      subject: `Grüße aus Kraków ${random.word(6)} 你好`,
      body: `Schöne Grüße, ${random.word(6)}: naïve café, 3 €, Привет.`,
    };
    await playRun(world, servers, facts, { id: 'utf-8', inputs: mailInputs(random, utf8) });
    const attachment = { name: 'picture.png', bytes: pictureBytes(random) };
    await playRun(world, servers, facts, { id: 'picture', inputs: mailInputs(random), attachment });
    const dots = { body: `.${random.word(6)} is a hidden file.` };
    await playRun(world, servers, facts, { id: 'dots', inputs: mailInputs(random, dots) });
    const forged = { subject: `Hello\r\nBcc: spy.${random.word(6)}@evil.example` };
    await playRun(world, servers, facts, { id: 'injection', inputs: mailInputs(random, forged) });
  },
});

/** A PNG of random grey pixels: bytes of every value, line ends among them. */
function pictureBytes(random: Random): Uint8Array {
  const side = 24;
  const rows = Array.from({ length: side }, () => [0, ...random.bytes(side)]).flat();
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND')];
  return Uint8Array.from(Buffer.concat([signature, ...chunks]));
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // Nobody looks at the picture: the checksum may stay empty.
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}
