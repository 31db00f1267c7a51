import { defineScenario } from '../../../harness/index.ts';
import { htmlPage, largeText } from './documents.ts';
import type { PageFact } from './pages.ts';
import { question } from './requests.ts';
import { Visitor } from './visitor.ts';

/** The same page, asked for after each hardship. */
export interface HardshipFacts {
  afterGarbage: PageFact;
  afterEmptyConnection: PageFact;
  afterVanishedClient: PageFact;
  /** Asked while a hundred connections are open and silent. */
  besideIdleConnections: PageFact;
}

const IDLE_CONNECTIONS = 100;

export const hardship = defineScenario<HardshipFacts>({
  id: 'hardship',
  title: 'Garbage, an empty connection, a client that vanishes in mid-answer, a hundred idle connections',
  part: 'server',
  timeoutMs: 60_000,
  async run(world, facts) {
    const { random } = world;
    const hello = htmlPage('HelloWorld.html', random);
    const large = largeText(`large-${random.word(5)}.txt`, 4_000_000, random);
    const visitor = await Visitor.begin(world, [hello, large]);
    if (!visitor.isUp) return;
    const askForHello = async (): Promise<PageFact> => ({
      exchange: await visitor.ask(question(`/${hello.path}`)),
      expected: hello.bytes,
    });

    await sendGarbage(visitor, random.bytes(200));
    facts.afterGarbage = await askForHello();
    await connectAndLeave(visitor);
    facts.afterEmptyConnection = await askForHello();
    await vanishInMidAnswer(visitor, `/${large.path}`);
    facts.afterVanishedClient = await askForHello();
    await using idle = new AsyncDisposableStack();
    for (const client of await openIdle(visitor)) idle.use(client);
    facts.besideIdleConnections = await askForHello();
  },
});

async function sendGarbage(visitor: Visitor, garbage: Uint8Array): Promise<void> {
  await using client = await visitor.connect('garbage-client');
  await client.send(garbage);
  await client.send('\r\n\r\n');
  client.end();
  await client.receiveAll(1_000);
}

async function connectAndLeave(visitor: Visitor): Promise<void> {
  await using client = await visitor.connect('empty-client');
  client.end();
  await client.receiveAll(1_000);
}

async function vanishInMidAnswer(visitor: Visitor, target: string): Promise<void> {
  await using client = await visitor.connect('vanishing-client');
  await client.send(question(target).bytes);
  await client.receiveUntil((bytes) => bytes.length > 0, 3_000);
  client.reset();
}

/** A server with a short queue does not take them all; those that it does not take do not matter. */
function openIdle(visitor: Visitor) {
  return Promise.all(Array.from({ length: IDLE_CONNECTIONS }, () => visitor.connect('idle-client', 1_000)));
}
