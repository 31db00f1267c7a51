import { execa } from 'execa';
import { missingTool } from './agent/program/command.ts';
import { EnvironmentError } from './errors.ts';
import { mendKernel, mendNamespaces } from './namespace/mend-namespaces.ts';
import { openRuntime } from './open-runtime.ts';
import type { RuntimeName } from './runtime.ts';
import { findPython2 } from './tools.ts';

/** What works on this machine, why not, and what mends it. */
export interface Finding {
  readonly subject: string;
  readonly isOk: boolean;
  /** A version, or the reason why not. */
  readonly detail: string;
  /** One command. */
  readonly mend?: string;
}

/** Languages a class may hand in; none of them is needed for the others. */
const languages: readonly {
  readonly subject: string;
  readonly tools: readonly string[];
  readonly package: string;
}[] = [
  { subject: 'Python 3', tools: ['python3'], package: 'python3' },
  { subject: 'C and C++', tools: ['gcc', 'g++', 'make'], package: 'gcc g++ make' },
  { subject: 'Java', tools: ['java', 'javac'], package: 'default-jdk-headless' },
  { subject: 'Go', tools: ['go'], package: 'golang-go' },
];

/** Looks at everything `grade` may need. Opens a real world to know whether worlds can be made. */
export async function examine(): Promise<readonly Finding[]> {
  return [
    { subject: 'Node.js', isOk: true, detail: process.version },
    ...(await Promise.all([examineRuntime('namespace'), examineDockerRuntime(), examineRuntime('process')])),
    ...(await Promise.all(languages.map(examineLanguage))),
    { subject: 'JavaScript and TypeScript', isOk: true, detail: `Node.js ${process.version}` },
    await examinePython2(),
  ];
}

async function examineRuntime(name: RuntimeName): Promise<Finding> {
  const subject = `runtime ${name}`;
  try {
    await using runtime = await openRuntime(name);
    await using _slot = await runtime.openSlot();
    return { subject, isOk: true, detail: runtime.isIsolated ? 'works' : 'works, but isolates nothing' };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const mend = await mendNamespaces();
    return { subject, isOk: false, detail, ...(mend !== undefined && { mend }) };
  }
}

async function examineDockerRuntime(): Promise<Finding> {
  const subject = 'runtime docker';
  const { examineDocker } = await import('./docker/examine-docker.ts');
  try {
    return { subject, isOk: true, detail: await examineDocker() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    // What an engine or an image lacks is said by the message itself.
    const mend = error instanceof EnvironmentError ? undefined : await mendKernel();
    return { subject, isOk: false, detail, ...(mend !== undefined && { mend }) };
  }
}

async function examineLanguage({
  subject,
  tools,
  package: name,
}: (typeof languages)[number]): Promise<Finding> {
  const missing = await missingTool(tools, []);
  if (missing !== undefined) {
    const detail = `${missing} is missing: such programs are ungradable`;
    return { subject, isOk: false, detail, mend: `sudo apt-get install ${name}` };
  }
  return { subject, isOk: true, detail: await versionOf(tools[0] ?? '') };
}

async function versionOf(tool: string): Promise<string> {
  const { all = '' } = await execa(tool, [tool === 'go' ? 'version' : '--version'], {
    reject: false,
    timeout: 10_000,
    all: true,
    env: { PATH: '/usr/bin:/bin:/usr/local/bin:/usr/local/go/bin' },
  });
  return all.split('\n')[0] ?? '';
}

async function examinePython2(): Promise<Finding> {
  const found = await findPython2();
  const subject = 'Python 2';
  if (found !== undefined) return { subject, isOk: true, detail: 'found' };
  return {
    subject,
    isOk: false,
    detail: 'no python2 on the PATH: such programs are explained and ungradable',
  };
}
