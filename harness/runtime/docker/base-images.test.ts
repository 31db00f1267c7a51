import { expect, test } from 'vitest';
import { chooseBases, offlineBase } from './base-images.ts';

test('the Dockerfiles name their bases themselves', () => {
  expect(chooseBases({}, undefined)).toEqual({ buildArguments: {}, content: '' });
});

test('a base of Debian packages serves for all of it, and is known by its content', () => {
  const { buildArguments, content } = chooseBases({}, 'sha256:1');
  expect(buildArguments).toEqual({ BASE: offlineBase, PYTHON2: offlineBase });
  expect(chooseBases({}, 'sha256:2').content).not.toBe(content);
});

test('each base has a name of its own in the environment', () => {
  const mirrored = { GRADE_BASE: 'mirror/node:24', GRADE_PYTHON2: 'mirror/python:2.7' };
  const all = chooseBases(mirrored, 'sha256:1');
  expect(all.buildArguments).toEqual({ BASE: 'mirror/node:24', PYTHON2: 'mirror/python:2.7' });
  expect(all.content).toBe(chooseBases(mirrored, undefined).content);
  const { GRADE_BASE } = mirrored;
  expect(chooseBases({ GRADE_BASE }, undefined).buildArguments).toEqual({ BASE: GRADE_BASE });
  expect(chooseBases({ GRADE_BASE }, undefined).content).not.toBe(all.content);
});
