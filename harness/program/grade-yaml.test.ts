import { describe, expect, it } from 'vitest';
import { planPrograms } from './plan.ts';
import {
  planOf,
  server,
  submission,
  udpClient,
  udpClientPy,
  udpServer,
  udpServerPy,
  webServerPy,
} from './testing/plan-kit.ts';

describe('grade.yaml of a submission', () => {
  it('comes before what was worked out', async () => {
    const plan = await planOf(
      {
        'a.py': webServerPy,
        'grade.yaml':
          'run: python3 -u a.py\nargs: [--port, "{port}"]\nenv: {DEBUG: 1}\nstdin: [yes, "{host}"]\nbuild: make it\n',
      },
      server,
    );
    expect(plan).toMatchObject({
      command: ['python3', '-u', 'a.py'],
      candidates: [{ args: ['--port', '{port}'], why: 'grade.yaml' }],
      env: { DEBUG: '1' },
      stdin: 'yes\n{host}\n',
      build: { command: ['make', 'it'], cwd: '.' },
      why: 'the run line of grade.yaml',
    });
  });

  it('makes a plan for a language that is not known', async () => {
    expect(await planOf({ 'a.rb': '', 'grade.yaml': 'run: ruby a.rb' }, server)).toMatchObject({
      language: 'other',
      entry: 'a.rb',
      command: ['ruby', 'a.rb'],
      needs: ['ruby'],
    });
  });

  const pingers = { 'a.rb': '', 'b.rb': '' };

  it('names a program for each part', async () => {
    const text =
      'env: {DEBUG: 1}\nparts:\n  client: {run: ruby a.rb}\n  server: {run: ruby b.rb, env: {DEBUG: 2}}\n';
    const result = await planPrograms(await submission({ ...pingers, 'grade.yaml': text }), [
      udpClient,
      udpServer,
    ]);
    expect(result).toMatchObject({
      kind: 'plans',
      plans: [
        { part: udpClient.id, command: ['ruby', 'a.rb'], env: { DEBUG: '1' } },
        { part: udpServer.id, command: ['ruby', 'b.rb'], env: { DEBUG: '2' } },
      ],
    });
  });

  it.each([
    [
      'parts:\n  sever: {run: x}\n',
      'grade.yaml: the part `sever` is not known; the parts of this lab are client, server.',
    ],
    [
      'parts:\n  server: {rum: x}\n',
      'grade.yaml, line 2: the key `rum` is not known; the keys are run, build, args, stdin and env.',
    ],
    [
      'parts:\n  server: x\n',
      'grade.yaml, line 2: the value of `server` must be keys and values, such as `run: python3 main.py`.',
    ],
    ['args: {a: b}\n', 'grade.yaml, line 1: the value of `args` must be a text or a list of texts.'],
  ])('is refused for what is wrong in a part: %j', async (text, reason) => {
    const folder = await submission({ ...pingers, 'grade.yaml': text });
    expect(await planPrograms(folder, [udpClient, udpServer])).toEqual({ kind: 'nothing', reason });
  });

  it('does not start one program for every part', async () => {
    const files = {
      'UDPServer.py': udpServerPy,
      'UDPClient.py': udpClientPy,
      'grade.yaml': 'run: python3 UDPServer.py\n',
    };
    const result = await planPrograms(await submission(files), [udpClient, udpServer]);
    expect(result).toMatchObject({ kind: 'nothing', reason: expect.stringContaining('below `parts:`') });
  });

  it('is refused with file, line and key', async () => {
    const result = await planPrograms(
      await submission({ 'a.py': webServerPy, 'grade.yaml': 'args: x\nrunn: y\n' }),
      [server],
    );
    expect(result).toEqual({
      kind: 'nothing',
      reason:
        'grade.yaml, line 2: the key `runn` is not known; the keys are run, build, args, stdin, env and parts.',
    });
  });
});
