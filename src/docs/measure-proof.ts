/** Runs the proofs of labs, keeps what they saw, and writes the pages: `node src/docs/measure-proof.ts [LAB ...]`. */
import path from 'node:path';
import { execa } from 'execa';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { labs } from '../../labs/index.ts';
import { writePages } from './write-pages.ts';

const known = labs.map(({ id }) => id);
const asked = process.argv.slice(2);
const unknown = asked.filter((id) => !known.includes(id));
if (unknown.length > 0) {
  process.stderr.write(`There is no lab ${unknown.join(', ')}. There are: ${known.join(', ')}.\n`);
  process.exit(2);
}
const proofs = (asked.length > 0 ? asked : known).map((id) => `labs/${id}/lab.test.ts`);
const vitest = path.join(appFolder, 'node_modules/vitest/vitest.mjs');
const { exitCode } = await execa(process.execPath, [vitest, 'run', ...proofs], {
  cwd: appFolder,
  env: { RECORD_PROOF: '1' },
  stdio: 'inherit',
  reject: false,
});
await writePages();
process.exitCode = exitCode === 0 ? 0 : 1;
