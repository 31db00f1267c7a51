import { basename } from 'node:path/posix';
import { isSecret, redactLabRun, wholeSeconds } from './redact.ts';
import { safeName } from './safe-name.ts';
import { countVerdicts, type LabRun, type Results, type ScenarioRun } from './schema.ts';

/** What a student may see of one lab run. */
export interface StudentEdition {
  readonly results: Results;
  /** Files that belong to it: from the folder of the whole report, to that of this edition. */
  readonly files: readonly { readonly from: string; readonly to: string }[];
}

/** Whether what a student may see of these results is less than all. */
export function isRestricted({ labs, labRuns }: Results): boolean {
  const isForStaff = labRuns.some(({ findings }) => findings.some(({ audience }) => audience === 'staff'));
  return isForStaff || labs.some(({ checks }) => checks.some(isSecret));
}

/**
 * What one student may see: no hidden check by name, number of points gained, or story; of those shown by verdict alone
 * nothing that was sent or came; nothing of anybody else. Left out of the data, so that no rendering can show it.
 */
export function studentEdition(whole: Results, student: string): StudentEdition {
  const own = whole.labRuns.filter((labRun) => labRun.student === student);
  const labs = whole.labs.filter(({ id }) => own.some(({ lab }) => lab === id));
  const labRuns = own.map((labRun) =>
    redactLabRun(
      labRun,
      labs.find(({ id }) => id === labRun.lab),
    ),
  );
  const { command: _command, jobs: _jobs, pending: _pending, ...run } = whole.run;
  const isHidden = labs.some(({ checks }) => checks.some(isSecret));
  const person = whole.roster?.find((each) => each.student === student);
  return {
    results: {
      schema: whole.schema,
      run: {
        ...run,
        // Who knows the seed can try a hidden story as often as it takes.
        ...(isHidden && { seed: 'not-shown' }),
        durationMs: wholeSeconds(own.reduce((all, { durationMs }) => all + durationMs, 0)),
        counts: countVerdicts(labRuns),
        notes: [],
      },
      labs: labs.map((lab) => ({ ...lab, checks: lab.checks.filter((check) => !isSecret(check)) })),
      labRuns: labRuns.map(withOwnPaths),
      ...(person && { roster: [person] }),
    },
    files: labRuns.flatMap((labRun) =>
      labRun.scenarios.flatMap((scenario) =>
        pathsOf(scenario).map((from) => ({ from, to: ownPath(labRun, from) })),
      ),
    ),
  };
}

function pathsOf({ transcript, output, pcap }: ScenarioRun): string[] {
  return [...new Set([transcript, output, pcap])].filter((path) => path !== undefined);
}

/** `ada/proxy/cache.json` is `proxy/cache.json` in her own edition. */
function ownPath({ lab }: LabRun, path: string): string {
  return `${safeName(lab)}/${basename(path)}`;
}

function withOwnPaths(labRun: LabRun): LabRun {
  const own = (path: string) => ownPath(labRun, path);
  return {
    ...labRun,
    scenarios: labRun.scenarios.map(({ transcript, output, pcap, ...rest }) => ({
      ...rest,
      ...(transcript !== undefined && { transcript: own(transcript) }),
      ...(output !== undefined && { output: own(output) }),
      ...(pcap !== undefined && { pcap: own(pcap) }),
    })),
  };
}
