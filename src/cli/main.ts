import { Command, CommanderError } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import { productVersion } from '../run/versions.ts';
import { addAllCommand } from './all.ts';
import { addDiffCommand } from './diff.ts';
import { addDoctorCommand } from './doctor.ts';
import { exitStatus } from './exit-status.ts';
import { addExplainCommand } from './explain.ts';
import { addExportCommand } from './export.ts';
import { addInitCommand } from './init.ts';
import { addLabCommand } from './lab.ts';
import { addLintCommand } from './lint.ts';
import { addListCommand } from './list.ts';
import { addPackCommand } from './pack.ts';
import { addPublishCommand } from './publish.ts';
import { addRunCommand } from './run.ts';
import { addServeCommand } from './serve.ts';
import { addSimilarCommand } from './similar.ts';
import { warn } from './terminal.ts';
import { explainUsageErrors } from './usage-error.ts';

const usageExamples = `
Examples:
  grade all submissions/            a whole class; report in grade-report/
  grade lab proxy                   the program in this folder
  grade lab udp-pinger client.py    one file
  grade explain web-server/crlf
  grade run                         a menu of the finished programs

Exit status: 0 graded, 1 below --fail-under, 2 usage or environment, 3 something was ungradable.`;

async function main(): Promise<number> {
  let status: number = exitStatus.graded;
  const done = (code: number) => {
    status = code;
  };
  const program = new Command('grade')
    .description(
      'Runs network programs in a closed world of hosts, watches the wire, and grades what it saw.',
    )
    .version(productVersion)
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', usageExamples);
  addAllCommand(program, done);
  addLabCommand(program, done);
  addListCommand(program);
  addLintCommand(program, done);
  addExplainCommand(program);
  addDoctorCommand(program, done);
  addRunCommand(program, done);
  addServeCommand(program, done);
  addSimilarCommand(program, done);
  addExportCommand(program, done);
  addInitCommand(program);
  addPackCommand(program);
  addPublishCommand(program, done);
  addDiffCommand(program, done);
  explainUsageErrors(program);
  try {
    await program.parseAsync();
    return status;
  } catch (error) {
    return statusOfError(error);
  }
}

function statusOfError(error: unknown): number {
  // Commander has said what was wrong; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.graded : exitStatus.unusable;
  if (error instanceof GradeError) warn(error.message);
  else if (isSystemError(error)) warn(`${error.message}. Nothing that was finished is lost.`);
  else warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitStatus.unusable;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

// Whoever reads our output may have had enough: `grade list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitStatus.graded);
  throw error;
});

process.exitCode = await main();
