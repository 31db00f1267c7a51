import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Lab } from '../engine/lab.ts';
import { appFolder } from '../runtime/product-paths.ts';
import { planPrograms } from './plan.ts';

const labsFolder = path.join(appFolder, 'labs');
const names = readdirSync(labsFolder, { withFileTypes: true })
  .filter(({ name }) => existsSync(path.join(labsFolder, name, 'lab.ts')))
  .map(({ name }) => name);

test.each(names)('in the program folder of %s every part is found, by its own entry', async (name) => {
  const { default: lab } = (await import(path.join(labsFolder, name, 'lab.ts'))) as { default: Lab };
  const result = await planPrograms(path.join(labsFolder, name, 'program'), lab.parts);
  const plans = result.kind === 'plans' ? result.plans : [];
  const found = Object.fromEntries(plans.map(({ part, entry }) => [part, `program/${entry}`]));
  expect(found).toEqual(lab.reference);
});
