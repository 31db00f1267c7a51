import { readFile } from 'node:fs/promises';
import { GradeError } from '../../harness/runtime/errors.ts';
import { type GraderRepository, parseRepository } from './grader-repository.ts';

/** A file for somebody else's continuous integration. */
export interface CiFile {
  /** Relative to the top of the repository that it is for. */
  readonly path: string;
  readonly content: string;
  /** What is left to do, a sentence each. */
  readonly nextSteps: readonly string[];
}

export interface CiRequest {
  /** As typed. */
  readonly repository: string;
  /** All of a repository is for this lab; absent: it has a folder for each. */
  readonly lab?: string;
}

interface Platform {
  readonly path: string;
  readonly template: string;
  readonly host: 'github.com' | 'gitlab.com';
  /** What stands for the lab in the template: an option, or its id alone. */
  readonly labText: (lab: string) => string;
  readonly nextSteps: readonly string[];
}

const labOption = (lab: string) => ` --lab ${lab}`;

const platforms: Readonly<Record<string, Platform>> = {
  github: {
    path: '.github/workflows/grade.yml',
    template: 'github.yml',
    host: 'github.com',
    labText: labOption,
    nextSteps: [
      'Settings, Pages, Source: choose GitHub Actions. Pages may be public where the repository is not: without them, take the job publish out.',
    ],
  },
  gitlab: {
    path: '.gitlab-ci.yml',
    template: 'gitlab.yml',
    host: 'gitlab.com',
    labText: labOption,
    nextSteps: [
      'The runner must let containers make namespaces; the file says how.',
      'Settings, General, Visibility, Pages: choose who may see the report, or take the job pages out.',
    ],
  },
  classroom50: {
    path: 'autograder.py',
    template: 'classroom50.py',
    host: 'github.com',
    labText: (lab) => lab,
    nextSteps: [
      'Move it to CLASSROOM/autograders/ASSIGNMENT/autograder.py in the classroom50 repository of your organisation. Without --lab the assignment has to be called like the lab.',
    ],
  },
};

export const ciPlatforms: readonly string[] = Object.keys(platforms);

/** Of Debian and Ubuntu: for worlds, for building raw-socket, and for the languages that submissions may be in. */
const packages =
  'bubblewrap iproute2 iptables util-linux python3 gcc g++ make default-jdk-headless golang-go';

/**
 * The file that has a platform grade each submission.
 * @throws GradeError when the repository of the grader cannot be used there
 */
export async function makeCiFile(platform: string, { repository, lab }: CiRequest): Promise<CiFile> {
  const { path, template, host, labText, nextSteps } = platformOf(platform);
  const grader = parseRepository(repository, host);
  if (platform === 'github' && grader.onGithub === undefined) {
    throw new GradeError(
      'repository',
      `Cannot use ${repository} in a workflow of GitHub: it checks the grader out from github.com. Write --repository owner/name`,
    );
  }
  const text = await readFile(new URL(`./templates/${template}.template`, import.meta.url), 'utf8');
  const values = {
    ...valuesOf(platform, grader),
    LAB: lab === undefined ? '' : labText(lab),
    PACKAGES: packages,
  };
  return { path, content: fillIn(text, values), nextSteps: [...nextSteps, ...pinNote(grader)] };
}

function platformOf(name: string): Platform {
  const platform = platforms[name];
  if (platform !== undefined) return platform;
  throw new GradeError('platform', `There is no ${name}; there are: ${ciPlatforms.join(', ')}.`);
}

/** The checkout of GitHub takes an empty name for the main branch, git wants HEAD. */
function valuesOf(platform: string, { url, onGithub = '', ref }: GraderRepository): Record<string, string> {
  return { URL: url, REPOSITORY: onGithub, REF: ref ?? (platform === 'github' ? '' : 'HEAD') };
}

function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/@([A-Z]+)@/g, (all, name: string) => values[name] ?? all);
}

function pinNote({ ref }: GraderRepository): string[] {
  if (ref !== undefined) return [];
  return ['Without @TAG or @COMMIT behind --repository, verdicts change whenever the grader does.'];
}
