import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { labs } from '../../../labs/index.ts';
import { appFolder } from '../../runtime/product-paths.ts';
import { planPrograms } from '../plan.ts';
import { findFindings } from './find-findings.ts';

const folders = labs.flatMap((lab) =>
  ['program', 'starter/python', 'starter/typescript']
    .map((name) => ({ lab, location: path.join(appFolder, path.dirname(lab.module), name) }))
    .filter(({ location }) => existsSync(location)),
);

test.each(folders)('$lab.id: nothing is found in our own $location', async ({ lab, location }) => {
  const { parts, libraries } = await lab.load();
  const planned = await planPrograms(location, parts);
  if (planned.kind === 'nothing') throw new Error(planned.reason);
  expect(libraries?.ownWork).not.toHaveLength(0);
  expect(await findFindings({ location, plans: planned.plans, scenarios: [] }, libraries)).toEqual([]);
});
