import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { labs } from '../../labs/index.ts';
import { checkIdsFile, recordCheckIds } from '../lint/check-ids.ts';
import { renderChecksPage } from './render-checks-page.ts';
import { renderProofPage } from './render-proof-page.ts';

/**
 * Writes the pages that are made from the labs, and records the ids of new checks.
 * @returns what was written, relative to the product's top folder
 */
export async function writePages(): Promise<readonly string[]> {
  await writeFile(path.join(appFolder, 'docs/checks.md'), await renderChecksPage());
  await writeFile(path.join(appFolder, 'docs/proof.md'), await renderProofPage());
  const recorded = labs.map(async ({ load, module }) => {
    const folder = path.dirname(module);
    await recordCheckIds(await load(), path.join(appFolder, folder));
    return path.join(folder, checkIdsFile);
  });
  return ['docs/checks.md', 'docs/proof.md', ...(await Promise.all(recorded))];
}
