import { expect, test } from 'vitest';
import { EnvironmentError, InfrastructureError } from '../errors.ts';
import { connectEngine, engineFailure, isNamedBy } from './engine.ts';

test.each([
  [undefined, { socketPath: '/var/run/docker.sock' }, true],
  ['unix:///run/user/1000/docker.sock', { socketPath: '/run/user/1000/docker.sock' }, true],
  ['unix:///run/user/1000/docker.sock', { socketPath: '/var/run/docker.sock' }, false],
  ['tcp://127.0.0.1:2375', { host: '127.0.0.1', port: '2375' }, true],
  ['tcp://127.0.0.1:2375', { socketPath: '/var/run/docker.sock' }, false],
])('DOCKER_HOST=%s and an engine at %j: %s', (dockerHost, destination, expected) => {
  expect(isNamedBy(dockerHost, destination)).toBe(expected);
});

test('an engine that DOCKER_HOST names and that is not there is not replaced by another one', async () => {
  const before = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST = 'unix:///nowhere/docker.sock';
  try {
    const error = await connectEngine().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(EnvironmentError);
    expect(String(error)).toContain('No Docker engine answers at DOCKER_HOST=unix:///nowhere/docker.sock');
    expect(String(error)).toContain('unset DOCKER_HOST');
  } finally {
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
  }
});

test('a full disk is told as one, with what frees it', () => {
  const refusal = Object.assign(new Error('write /var/lib/docker/tmp/x: no space left on device'), {
    statusCode: 500,
  });
  const failure = engineFailure('make a volume', refusal);
  expect(failure).toBeInstanceOf(InfrastructureError);
  expect(failure.message).toContain('could not make a volume');
  expect(failure.message).toContain('docker system prune');
});

test('an engine that is gone is told as gone', () => {
  const silence = Object.assign(new Error('connect ENOENT /var/run/docker.sock'), { code: 'ENOENT' });
  expect(engineFailure('start a container', silence).message).toContain(
    'Is the Docker engine still running?',
  );
});
