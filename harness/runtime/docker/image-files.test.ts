import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { appFolder } from '../product-paths.ts';
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

test('every image has the same base, by its digest, also for those who start the peers by hand', async () => {
  const files = [benchRecipe, ...Object.values(peerRecipes)].map(({ dockerfile }) => dockerfile);
  const texts = await Promise.all(
    [...files, 'containers/compose.yaml'].map((file) => readFile(path.join(appFolder, file), 'utf8')),
  );
  const bases = texts.map((text) => /^ARG BASE=(.*)$|GRADE_BASE:-(.*)\}/m.exec(text)?.slice(1).join(''));
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:24[\d.]*-bookworm-slim@sha256:[0-9a-f]{64}$/);
});
