import { expect, test } from 'vitest';
import { chooseRuntime } from './choose-runtime.ts';
import { mendNamespaces } from './namespace/mend-namespaces.ts';

const works = async () => undefined;
const lacks = async () => 'it is missing';
const forbids = async () => 'the kernel forbids it';

test.each([
  ['namespaces work', 'linux', works, works, lacks, 'namespace'],
  ['both work', 'linux', works, works, works, 'namespace'],
  ['a tool is missing, and an engine answers', 'linux', lacks, works, works, 'docker'],
  ['a tool is missing, and no engine answers', 'linux', lacks, works, lacks, 'namespace'],
  ['the kernel forbids namespaces, to containers too', 'linux', forbids, forbids, works, 'namespace'],
  ['another system, with an engine', 'darwin', works, works, works, 'docker'],
  ['another system, without one', 'win32', works, works, lacks, 'docker'],
] as const)('%s', async (_, platform, whyNoNamespaces, whyNotInKernel, whyNoEngine, chosen) => {
  expect(await chooseRuntime({ platform, whyNoNamespaces, whyNotInKernel, whyNoEngine })).toBe(chosen);
});

test('a system on which namespaces work gets them, by the probes that the product uses', async () => {
  const isFit = process.platform === 'linux' && (await mendNamespaces()) === undefined;
  expect((await chooseRuntime()) === 'namespace' || !isFit).toBe(true);
});
