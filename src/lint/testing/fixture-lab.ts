import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Check, Lab } from '../../../harness/engine/lab.ts';
import { defineScenario, handout } from '../../../harness/engine/lab.ts';
import { formatCheckIds, idsOfLab } from '../check-ids.ts';

const scenario = defineScenario({
  id: 'greeting',
  title: 'A client that greets',
  part: 'server',
  timeoutMs: 1000,
  run: async () => {},
});

export const check: Check = {
  id: 'greeter/greets-back',
  title: 'A greeting is answered',
  kind: 'core',
  level: 'course',
  points: 60,
  sources: [handout('1')],
  scenario,
  explanation: { does: 'Says hello.', expects: 'An answer.', why: 'Manners.', mistake: 'Silence.' },
  judge: () => {},
};

const named: Check = { ...check, id: 'greeter/says-the-name', points: 40, needs: ['greeter/greets-back'] };

/** A small lab with nothing wrong. */
export const fixtureLab: Lab = {
  id: 'greeter',
  title: 'Greeter',
  summary: 'Answers greetings.',
  version: 1,
  parts: [{ id: 'server', title: 'The greeter', role: 'server', transport: 'tcp', clues: [] }],
  checks: [check, named],
  reference: { server: 'program/main.ts' },
  mutants: [
    {
      id: 'silent',
      title: 'Says nothing',
      part: 'server',
      edits: [{ file: 'main.ts', find: 'hello', replace: '' }],
      fails: ['greeter/greets-back'],
    },
    { id: 'ends', title: 'Ends', part: 'server', folder: 'ends', fails: ['greeter/server-starts'] },
    {
      id: 'nameless',
      title: 'Names nobody',
      part: 'server',
      folder: 'nameless',
      fails: ['greeter/says-the-name'],
    },
  ],
  variants: [
    {
      id: 'polite',
      title: 'Says more than it must',
      part: 'server',
      folder: 'polite',
      passes: ['greeter/greets-back', 'greeter/says-the-name'],
    },
  ],
};

const files: Readonly<Record<string, string>> = {
  'lab.ts': "export default { id: 'greeter' };\n",
  'handout.md': '# Greeter\n\n1. Answer.\n2. Say the name.\n',
  'checks/greets.ts': "// what is checked\nexport const greets = { id: 'greeter/greets-back' };\n",
  'scenarios/greeting.ts': "export const greeting = { id: 'greeting', timeoutMs: 1000, run() {} };\n",
  'program/main.ts': "socket.end('hello');\n",
  'mutants/nameless/main.py': 'pass\n',
  'mutants/ends/main.py': 'pass\n',
  'variants/polite/main.py': 'pass\n',
  'check-ids.json': formatCheckIds({ checks: [...idsOfLab(fixtureLab)], retired: [] }),
};

interface LabFolder extends AsyncDisposable {
  readonly folder: string;
}

/** The files of the fixture, some of them changed, in a folder of their own. */
export async function fixtureFolder(changed: Readonly<Record<string, string>> = {}): Promise<LabFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lab-'));
  for (const [name, text] of Object.entries({ ...files, ...changed })) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
