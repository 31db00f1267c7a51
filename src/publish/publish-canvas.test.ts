import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  cleanRun,
  failedRun,
  resultsOf,
  ungradableRun,
} from '../../reports/export/testing/fixture-exports.ts';
import { CanvasClient } from './canvas-client.ts';
import { planPublication, sendChanges } from './publish-canvas.ts';
import { FakeCanvas } from './testing/fake-canvas.ts';

const server = setupServer();
let canvas: FakeCanvas;
let folder: string;
let waits: number[];

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());
beforeEach(async () => {
  canvas = new FakeCanvas();
  server.resetHandlers(...canvas.handlers());
  folder = await mkdtemp(path.join(tmpdir(), 'canvas-'));
  waits = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const [ada, grace] = [cleanRun(), failedRun()];
const results = resultsOf(ada, grace);
const gracePoints = grace.score.points;

function place(token = canvas.token) {
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  const client = new CanvasClient({ url: canvas.url, token, sleep });
  return { client, url: canvas.url, course: '7', journal: path.join(folder, 'sent.jsonl') };
}

const plan = (of = results, where = place()) => planPublication(where, of, new Map([['proxy', '90']]), false);

async function sendAll(of = results) {
  const { changes } = await plan(of);
  return sendChanges(
    place(),
    changes.filter(({ kind }) => kind === 'new' || kind === 'replaced'),
    'run-1',
  );
}

const kinds = async (of = results) => (await plan(of)).changes.map(({ user, kind }) => `${user} ${kind}`);
const once = (on: RegExp, answer: () => Response) => canvas.faults.push({ on, answer });

describe('what would change', () => {
  test('is read from every page, and sends nothing', async () => {
    const { changes, leftOut } = await plan(resultsOf(ada, grace, cleanRun('dennis.ritchie')));
    expect(changes.map(({ user, points, kind }) => ({ user, points, kind }))).toEqual([
      { user: '501', points: 100, kind: 'new' },
      { user: '502', points: gracePoints, kind: 'new' },
      { user: '503', points: 100, kind: 'new' },
    ]);
    expect(leftOut).toEqual([]);
    expect(canvas.puts).toEqual([]);
    expect(canvas.requests).toBe(5);
  });

  test('leaves out who has no score, is excused, is unknown, or is not one alone', async () => {
    canvas.excused.add('502');
    const shared = [cleanRun('Ada Lovelace'), ada];
    const { changes, leftOut } = await plan(resultsOf(...shared, grace, ungradableRun(), cleanRun('nobody')));
    expect(changes).toEqual([]);
    expect(leftOut.toSorted()).toEqual([
      'Ada Lovelace (proxy) fits the same student as somebody else, and was left out.',
      'ada.lovelace (proxy) fits the same student as somebody else, and was left out.',
      'dennis.ritchie (proxy) was not graded: nothing is sent, which is not a zero.',
      'grace.hopper (proxy) is excused on Canvas, and was left out.',
      'nobody (proxy) is not in this course on Canvas, and was left out.',
    ]);
  });

  test('takes the roster for who is who, and scales to what the assignment is worth', async () => {
    canvas.assignment = { ...canvas.assignment, points_possible: 50 };
    const of = { ...resultsOf(cleanRun('team-1')), roster: [{ student: 'team-1', sisId: 'S1' }] };
    const { changes } = await plan(of);
    expect(changes).toMatchObject([{ user: '501', points: 50, kind: 'new' }]);
  });

  test('tells a score that is there from one that somebody else gave', async () => {
    canvas.scores.set('501', 100).set('502', 12);
    expect(await kinds()).toEqual(['501 same', '502 conflict']);
  });

  test('refuses an assignment that takes no points', async () => {
    canvas.assignment = { ...canvas.assignment, grading_type: 'pass_fail' };
    await expect(plan()).rejects.toThrow(/Proxy takes no points on Canvas \(pass_fail\)/);
  });
});

describe('sending', () => {
  test('sends each score once, and writes it down', async () => {
    expect(await sendAll()).toEqual({ sent: 2, refused: [] });
    expect(canvas.puts).toEqual(['501=100', `502=${gracePoints}`]);
    const journal = (await readFile(path.join(folder, 'sent.jsonl'), 'utf8')).trim().split('\n');
    expect(JSON.parse(journal[0] ?? '')).toMatchObject({
      user: '501',
      course: '7',
      points: 100,
      stored: 100,
      run: 'run-1',
    });
    expect(await kinds()).toEqual(['501 same', '502 same']);
  });

  test('replaces its own score, and not one that was changed since', async () => {
    await sendAll();
    canvas.scores.set('502', 99);
    const regraded = resultsOf(failedRun('ada.lovelace'), cleanRun('grace.hopper'));
    expect(await kinds(regraded)).toEqual(['501 replaced', '502 conflict']);
  });

  test('goes on where it was stopped', async () => {
    once(/PUT .*502/, () =>
      HttpResponse.json({ errors: [{ message: 'Invalid access token.' }] }, { status: 401 }),
    );
    await expect(sendAll()).rejects.toThrow(/does not accept the token.* 1 of 2 scores were sent before/);
    // The crash cut the last line short.
    const file = path.join(folder, 'sent.jsonl');
    await writeFile(file, `${await readFile(file, 'utf8')}\n{"at":"2026-`);
    expect(await sendAll()).toEqual({ sent: 1, refused: [] });
    expect(canvas.puts).toEqual(['501=100', `502=${gracePoints}`]);
    expect(await kinds()).toEqual(['501 same', '502 same']);
  });

  test.each([404, 422])('a score that is refused with %d holds up no other', async (status) => {
    once(/PUT .*501/, () => HttpResponse.json({ errors: [{ message: 'not \u001b[31m now' }] }, { status }));
    const { sent, refused } = await sendAll();
    expect(sent).toBe(1);
    expect(refused).toEqual([
      expect.stringMatching(/^ada\.lovelace \(proxy\) was not taken: .*\(not .*now\)\.$/),
    ]);
    expect(refused[0]).not.toContain('\u001b');
    expect(canvas.puts).toEqual([`502=${gracePoints}`]);
  });
});

describe('limits and faults', () => {
  test('waits as long as Canvas says', async () => {
    once(/PUT .*501/, () => new HttpResponse('', { status: 429, headers: { 'Retry-After': '7' } }));
    expect(await sendAll()).toEqual({ sent: 2, refused: [] });
    expect(waits).toEqual([7000]);
  });

  test('knows the limit that is a 403, and waits longer each time', async () => {
    for (let count = 0; count < 3; count += 1)
      once(/PUT .*501/, () => new HttpResponse('403 Forbidden (Rate Limit Exceeded)', { status: 403 }));
    expect(await sendAll()).toEqual({ sent: 2, refused: [] });
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  test('goes slower before the limit', async () => {
    const few = { headers: { 'X-Rate-Limit-Remaining': '12.5' } };
    once(/GET .*assignments\/90$/, () => HttpResponse.json(canvas.assignment, few));
    await plan();
    expect(waits).toEqual([1000]);
  });

  test('a 403 that is no limit ends it at once', async () => {
    once(/PUT .*501/, () =>
      HttpResponse.json({ errors: [{ message: 'user not authorized' }] }, { status: 403 }),
    );
    await expect(sendAll()).rejects.toThrow(/may grade in this course \(user not authorized\)\. 0 of 2/);
    expect(waits).toEqual([]);
  });

  test('tries again after a fault of the server and of the network', async () => {
    once(/PUT .*501/, () => new HttpResponse('<html>', { status: 500 }));
    once(/PUT .*501/, () => HttpResponse.error());
    expect(await sendAll()).toEqual({ sent: 2, refused: [] });
    expect(waits).toEqual([1000, 2000]);
    expect(canvas.puts).toEqual(['501=100', `502=${gracePoints}`]);
  });

  test('gives up in the end, and says so', async () => {
    for (let count = 0; count < 6; count += 1) once(/GET .*assignments\/90$/, () => HttpResponse.error());
    await expect(plan()).rejects.toThrow(/canvas\.example\.edu was asked for .* and could not be reached/);
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  });

  test('a wrong token, a wrong course and a wrong address are each said', async () => {
    await expect(plan(results, place('wrong'))).rejects.toThrow(
      /does not accept the token\. .*\(Invalid access token\.\)/,
    );
    await expect(plan(results, { ...place(), course: '8' })).rejects.toThrow(
      /no such course, assignment or student/,
    );
    once(/GET .*assignments\/90$/, () => HttpResponse.text('<html>Welcome</html>'));
    await expect(plan()).rejects.toThrow(/is not the API of a Canvas/);
  });

  test('the token goes to no other host', async () => {
    const headers = { Link: '<https://elsewhere.example.org/api/v1/x>; rel="next"' };
    once(/GET .*submissions$/, () => HttpResponse.json([], { headers }));
    await expect(plan()).rejects.toThrow(
      /elsewhere, at https:\/\/elsewhere\.example\.org, where the token does not go/,
    );
  });
});
