import { expect, test } from 'vitest';
import { findImageFiles } from './image-files.ts';
import { benchRecipe, peerRecipes } from './image-recipe.ts';

test('the bench holds the agent and the stories, and no program and no test', async () => {
  const { sources, packages } = await findImageFiles(benchRecipe);
  expect(sources).toContain('harness/runtime/agent/main.ts');
  expect(sources).toContain('labs/proxy/lab.ts');
  const unwanted = /\.test\.ts$|\/testing\/|^labs\/[^/]+\/(program|starter)\/|^harness\/runtime\/docker\//;
  expect(sources.filter((file) => unwanted.test(file))).toEqual([]);
  expect(packages).toContain('node_modules/raw-socket');
});

test('what a package needs comes along, and development tools do not', async () => {
  const { packages } = await findImageFiles(peerRecipes['smtp-server']);
  expect(packages).toContain('node_modules/nodemailer');
  expect(packages.filter((name) => /vitest|biome|testcontainers/.test(name))).toEqual([]);
});

test('the hash is the same for the same product, and another for another image', async () => {
  const [once, twice, other] = await Promise.all([
    findImageFiles(peerRecipes.origin),
    findImageFiles(peerRecipes.origin),
    findImageFiles(peerRecipes['udp-echo']),
  ]);
  expect(once.hash).toBe(twice.hash);
  expect(once.hash).not.toBe(other.hash);
});
