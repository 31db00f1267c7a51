/** Writes `docs/checks.md` from the labs: `node src/docs/write-catalogue.ts`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { renderChecksPage } from './render-checks-page.ts';

const file = path.join(appFolder, 'docs/checks.md');
await writeFile(file, await renderChecksPage());
process.stdout.write(`${path.relative('', file)} is written\n`);
