import type { Command } from 'commander';
import { exitStatus } from './exit-status.ts';
import { print } from './terminal.ts';

/** Either is enough to grade with. */
const isolated = ['runtime namespace', 'runtime docker'];

/** `grade doctor`: what works here, why not, and the mend. */
export function addDoctorCommand(program: Command, done: (status: number) => void): void {
  program
    .command('doctor')
    .description('tell what works on this machine, why not, and what mends it')
    .action(async () => {
      // Loaded when it is wanted: every other command starts sooner without it.
      const { examine } = await import('../../harness/runtime/doctor.ts');
      const findings = await examine();
      for (const { subject, isOk, detail, mend } of findings) {
        await print(`${isOk ? '✓' : '✗'} ${subject.padEnd(26)} ${detail}\n`);
        if (mend !== undefined) await print(`    mend it with: ${mend}\n`);
      }
      const canGrade = findings.some(({ subject, isOk }) => isOk && isolated.includes(subject));
      done(canGrade ? exitStatus.graded : exitStatus.unusable);
    });
}
