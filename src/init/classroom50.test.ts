import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCiFile } from './ci-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'classroom50-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Stands for the product: tells what it was called with, and ends as `statuses` say. */
const grader = `#!/bin/sh
echo "$* token=\${GITHUB_TOKEN:-none}" >> "$(dirname "$0")/../../calls"
case $1 in
  lab) exit "$(cat "$(dirname "$0")/../../status")" ;;
  export) echo '{"score": 1}' > result.json ;;
esac
`;

async function script(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, 0o755);
}

/** As the runner does: in the checkout, with what it says in the environment. */
async function runAutograder(gradeStatus: number) {
  const { content } = await makeCiFile('classroom50', { repository: 'our-course/grade@v1' });
  const [tools, checkout] = [path.join(folder, 'tools'), path.join(folder, 'checkout')];
  for (const tool of ['apt-get', 'sudo', 'sysctl']) await script(path.join(tools, tool), '#!/bin/sh\n');
  // `git init -q FOLDER` brings the grader; what else git is asked is written down.
  await script(
    path.join(tools, 'git'),
    `#!/bin/sh\necho "git $*" >> ${folder}/calls\n[ "$1" != init ] || { mkdir -p "$3"; cp ${folder}/grade "$3/grade"; }\n`,
  );
  await script(path.join(folder, 'grade'), grader);
  await writeFile(path.join(folder, 'status'), String(gradeStatus));
  await writeFile(path.join(folder, 'autograder.py'), content);
  await mkdir(checkout);
  await writeFile(path.join(checkout, 'result.json'), '{"score": 100}');
  const { exitCode } = await execa('python3', [path.join(folder, 'autograder.py')], {
    cwd: checkout,
    reject: false,
    extendEnv: false,
    env: {
      PATH: `${tools}:/usr/bin:/bin`,
      ASSIGNMENT: 'proxy',
      GITHUB_TOKEN: 'secret',
      RUNNER_TEMP: folder,
    },
  });
  const calls = (await readFile(path.join(folder, 'calls'), 'utf8')).trim().split('\n');
  return { exitCode, calls, left: await readdir(checkout) };
}

test('grades the assignment without the token of the job, and exports', async () => {
  const { exitCode, calls, left } = await runAutograder(0);
  expect(exitCode).toBe(0);
  expect(calls[1]).toMatch(
    /^git -C \S+\/grader fetch -q --depth 1 https:\/\/github\.com\/our-course\/grade v1$/,
  );
  expect(calls[3]).toMatch(/^lab proxy \. --out \S+\/report token=none$/);
  expect(calls[4]).toMatch(/^export classroom50 \S+\/report --out \./);
  expect(left).toEqual(['result.json']);
});

test('leaves no result of the student behind where the grader failed', async () => {
  const { exitCode, calls, left } = await runAutograder(2);
  expect(exitCode).toBe(2);
  expect(calls.some((call) => call.startsWith('export'))).toBe(false);
  expect(left).toEqual([]);
});
