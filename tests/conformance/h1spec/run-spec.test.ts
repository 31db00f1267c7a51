import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePublishedScores, parseSpecOutput } from './parse-output.ts';
import { renderFailures, renderScores } from './render.ts';
import { runSpec } from './run-spec.ts';

/** Uses of Deno what h1spec does, and prints as it does. */
const SPEC = `
const [host, port] = Deno.args;
async function ask(text: string): Promise<number> {
  const connection = await Deno.connect({ hostname: host, port: Number(port) });
  await connection.write(new TextEncoder().encode(text));
  const buffer = new Uint8Array(1024);
  const length = await connection.read(buffer);
  const rest = await connection.read(new Uint8Array(4096));
  connection.close();
  console.log(rest === null ? 'ended' : 'not ended');
  return Number(/HTTP\\/1.1 (\\d+)/.exec(new TextDecoder().decode(buffer.subarray(0, length || 0)))?.[1]);
}
const good = await ask('GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n');
console.log((good === 200 ? '✅' : '❌') + ' Good: Response Status Code ' + good + ', Expected ranges: [[200,299]]');
const bad = await ask('GET / \\r\\n\\r\\n');
console.error((bad === 200 ? '✅' : '❌') + ' Bad one: Response Status Code ' + bad);
console.log('\\n1 out of 2 tests passed.');
Deno.exit(1);
export {};
`;

test('a spec for Deno runs against the web server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fake-h1spec-'));
  try {
    await writeFile(join(folder, 'http_test.ts'), SPEC);
    expect(await runSpec(folder)).toEqual([
      {
        description: 'Good',
        hasPassed: true,
        detail: 'Response Status Code 200, Expected ranges: [[200,299]]',
      },
      { description: 'Bad one', hasPassed: false, detail: 'Response Status Code 400' },
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a case that broke off has failed; lines that are missing are noticed', () => {
  const output = '✅ A: waited\nError in test "B": refused\n\n1 out of 2 tests passed.';
  expect(parseSpecOutput(output).map(({ hasPassed }) => hasPassed)).toEqual([true, false]);
  expect(() => parseSpecOutput('✅ A: waited\n\n1 out of 2 tests passed.')).toThrow('1 cases, of 2');
  expect(() => parseSpecOutput('SyntaxError')).toThrow('unknown number');
});

test('published scores are read from the README', () => {
  const readme = '# h1spec\n| Deno     | Node.js | mrhttp\n|---|---|---|\n| 31/33 | 32/33 | 17/33 |\n';
  expect(parsePublishedScores(readme)).toEqual([
    { name: 'Deno', passed: 31 },
    { name: 'Node.js', passed: 32 },
    { name: 'mrhttp', passed: 17 },
  ]);
  expect(parsePublishedScores('# h1spec')).toEqual([]);
});

test('the tables name every server and every failure', () => {
  const cases = [
    { description: 'A', hasPassed: true, detail: '' },
    { description: 'B', hasPassed: false, detail: '' },
  ];
  const rows = renderScores(cases, [{ name: 'Deno', passed: 2 }]).split('\n');
  expect(rows.map((row) => row.replace(/ +/g, ' ')).filter((row) => !row.includes('---'))).toEqual([
    '| server | passed, of 2 |',
    '| web server of the lab | 1 |',
    '| Deno | 2 |',
  ]);
  expect(renderFailures(cases, new Map([['B', 'For a reason.']]))).toBe(
    'What fails, and why:\n\n- "B": For a reason.',
  );
});
