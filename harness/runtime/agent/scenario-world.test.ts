import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openRuntime } from '../open-runtime.ts';
import type { ScenarioOutcome } from '../runtime.ts';
import { SlotPool } from '../slot-pool.ts';
import { pythonPlan, serverPart } from '../testing/python-plan.ts';

async function play(lab: string, scenario: string, source: string, times = 1) {
  await using runtime = await openRuntime('namespace');
  await using pool = new SlotPool(runtime, 1);
  await mkdir(path.join(runtime.runFolder, 'program'));
  await writeFile(path.join(runtime.runFolder, 'program', 'main.py'), source);
  const played: ScenarioOutcome[] = [];
  for (let time = 0; time < times; time++) {
    played.push(
      await pool.run({
        kind: 'scenario',
        labModule: `harness/runtime/testing/${lab}.ts`,
        scenario,
        program: { part: serverPart, plan: pythonPlan('program'), folder: 'program', candidate: 0 },
        seed: 'any',
      }),
    );
  }
  return played;
}

function printedIn(world: ScenarioOutcome | undefined): string {
  const output = world?.observation.programs.flatMap((program) => program.output) ?? [];
  return Buffer.concat(output.map(({ bytes }) => bytes)).toString();
}

/** Listens when it is started for the first time, and then never again. */
const listensOnce = `import os, socket, time
if not os.path.exists("started"):
    open("started", "w").close()
    s = socket.socket()
    s.bind(("", 8080))
    s.listen()
time.sleep(600)
`;

test('a story whose time runs out while the program starts again is over at once, and no fault of ours', async () => {
  const worlds = await play('restart-lab', 'restarts', listensOnce, 2);
  expect(worlds).toHaveLength(2);
  for (const { observation, harnessError } of worlds) {
    expect(harnessError).toBeUndefined();
    expect(observation.timedOut?.during).toBe('starting the program');
    expect(observation.programs.map(({ isUp }) => isUp)).toEqual([true, false]);
  }
}, 60_000);

const listens = 'import socket, time\ns = socket.socket()\ns.bind(("", 8080))\ns.listen()\ntime.sleep(600)\n';

test('starts that are asked for at once take turns', async () => {
  const worlds = await play('restart-lab', 'together', listens, 2);
  for (const { observation, harnessError } of worlds) {
    expect(harnessError).toBeUndefined();
    expect(observation.programs.map(({ isUp }) => isUp)).toEqual([true, true, true]);
  }
}, 60_000);

test('a program trusts the mail servers of its story where one was there before it', async () => {
  const [one] = await play('restart-lab', 'one-more', listens);
  expect(one?.harnessError).toBeUndefined();
  const [late] = await play('restart-lab', 'too-late', listens);
  expect(late?.harnessError).toContain('must be opened before the program is started');
}, 60_000);

/** Is held up before it reads. */
const readsLate = `import socket, time
s = socket.socket()
s.bind(("", 8080))
s.listen()
time.sleep(0.5)
c = s.accept()[0]
time.sleep(0.3)
print(c.recv(100), flush=True)
time.sleep(0.3)
print(c.recv(100), flush=True)
`;

test('the first piece is read by itself, however late it is read', async () => {
  const [world] = await play('pieces-lab', 'pieces', readsLate);
  expect(printedIn(world)).toBe("b'first,'\nb'second'\n");
}, 60_000);

/** Sends small pieces until it would have to wait for two seconds. */
const sendsLines = `import select, socket
s = socket.socket()
s.bind(("", 8080))
s.listen()
c = s.accept()[0]
c.setblocking(False)
sent = 0
while sent < 32 * 2 ** 20 and select.select([], [c], [], 2)[1]:
    sent += c.send(b"x" * 64)
print("sent", sent)
`;

test('a peer that does not read holds up a sender, however small its pieces', async () => {
  const [world] = await play('unread-lab', 'unread', sendsLines);
  const sent = Number(/sent (\d+)/.exec(printedIn(world))?.[1]);
  expect(sent).toBeGreaterThan(0);
  expect(sent).toBeLessThan(8 * 2 ** 20);
}, 60_000);
