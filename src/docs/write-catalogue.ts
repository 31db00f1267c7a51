/** Writes what is made from the labs: `node src/docs/write-catalogue.ts`. */
import path from 'node:path';
import { appFolder } from '../../harness/runtime/product-paths.ts';
import { writePages } from './write-pages.ts';

for (const file of await writePages()) {
  process.stdout.write(`${path.relative('', path.join(appFolder, file))} is written\n`);
}
