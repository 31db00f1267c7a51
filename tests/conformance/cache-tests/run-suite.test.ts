import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSuite } from './run-suite.ts';
import { loadSuite } from './suite.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fake-suite-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A suite of the same form as the public one, in so far as the script relies on it. */
const FILES = {
  'tests/index.mjs': `export default [{ tests: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B', kind: 'optimal' },
    { id: 'c', name: 'C', browser_only: true },
  ] }]`,
  'results/index.mjs': `export default [{ file: 'x.json', name: 'X', type: 'rev-proxy', version: '1' }]`,
  'results/x.json': '{"a": true}',
  'test-engine/lib/results.mjs': `export const resultTypes = { pass: ['ok'], fail: ['no'] }
    export const determineTestResult = (groups, id, results) =>
      groups.length && results[id] === true ? resultTypes.pass : resultTypes.fail`,
  'test-engine/server/server.mjs': `import http from 'http'
    const server = http.createServer((request, response) => {
      response.writeEarlyHints({ link: '</x>; rel=preload' })
      response.setHeader('Cache-Control', 'max-age=60')
      response.end(JSON.stringify({ via: request.headers.via, address: request.socket.localAddress }))
    })
    server.listen(process.env.npm_config_port, () =>
      console.log('Listening on http://[' + server.address().address + ']:' + server.address().port + '/'))`,
  'test-engine/cli.mjs': `const base = process.env.npm_config_base
    const undici = await import('undici')
    const seen = []
    const collect = (dispatch) => (options, handler) => dispatch(options, {
      onRequestStart: (...all) => handler.onRequestStart?.(...all),
      onResponseStart: (controller, status, ...rest) => {
        seen.push(status)
        handler.onResponseStart?.(controller, status, ...rest)
      },
      onResponseData: (...all) => handler.onResponseData?.(...all),
      onResponseEnd: (...all) => handler.onResponseEnd?.(...all),
      onResponseError: (...all) => handler.onResponseError?.(...all),
    })
    const dispatcher = new undici.Agent().compose(collect)
    const first = await fetch(base + '/test/1', { dispatcher })
    const second = await fetch(base + '/test/1')
    const state = await fetch(base + '/state/1')
    console.log(JSON.stringify({
      first: await first.json(), second: second.headers.get('age'), state: await state.json(), seen,
      id: process.env.npm_config_id || process.env.npm_package_config_id,
    }))
    process.exit(0)`,
};

async function writeSuite(): Promise<void> {
  for (const [path, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

test('the suite is read from its checkout', async () => {
  await writeSuite();
  const suite = await loadSuite(folder);
  expect(suite.commit).toBe('unknown');
  expect(suite.cases.map(({ id, kind }) => [id, kind])).toEqual([
    ['a', 'required'],
    ['b', 'optimal'],
  ]);
  expect(suite.published).toMatchObject([{ name: 'x', kind: 'rev-proxy', results: { a: true } }]);
  expect(suite.hasPassed('a', { a: true })).toBe(true);
  expect(suite.hasPassed('b', { a: true })).toBe(false);
});

test('tests go through the proxy, interim answers included; the rest goes to the server', async () => {
  await writeSuite();
  const results: Record<string, unknown> = await runSuite(await loadSuite(folder));
  expect(results).toMatchObject({
    first: { via: expect.stringMatching(/^1\.1 proxy-/), address: '127.0.0.1' },
    second: expect.stringMatching(/^\d+$/),
    state: { address: '127.0.0.1' },
    seen: [103, 200],
    id: '',
  });
  expect(results.state).not.toHaveProperty('via');
});

test('another folder is refused, with the way to the suite', async () => {
  await expect(loadSuite(folder)).rejects.toThrow('git clone https://github.com/http-tests/cache-tests');
});

test('a server that does not start is told, with what it printed', async () => {
  await writeSuite();
  await writeFile(join(folder, 'test-engine/server/server.mjs'), "console.log('no way'); process.exit(3)");
  await expect(runSuite(await loadSuite(folder))).rejects.toThrow(/ended with 3[\s\S]*no way/);
});
