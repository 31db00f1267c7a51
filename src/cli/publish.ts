import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Argument, type Command } from 'commander';
import { GradeError } from '../../harness/runtime/errors.ts';
import type { Results } from '../../reports/schema.ts';
import { formatCount, formatPoints } from '../../reports/text/format.ts';
import type { CanvasAccess } from '../publish/canvas-client.ts';
import { type Change, nameOf } from '../publish/plan-changes.ts';
import { exitStatus } from './exit-status.ts';
import { readResults } from './read-results.ts';
import { repeatable } from './repeatable.ts';
import { print, warn } from './terminal.ts';

interface PublishOptions {
  readonly url: string;
  readonly course: string;
  readonly assignment: readonly string[];
  readonly roster?: string;
  readonly bonus?: boolean;
  readonly apply?: boolean;
  readonly overwrite?: boolean;
}

/** `grade publish canvas RESULTS`: scores into the gradebook of Canvas. */
export function addPublishCommand(program: Command, done: (status: number) => void): void {
  program
    .command('publish')
    .description('show what would change in the gradebook of Canvas; --apply changes it')
    .addArgument(new Argument('<platform>', 'whose').choices(['canvas']))
    .argument('[results]', 'a results.json, or the folder of a report', 'grade-report')
    .requiredOption('--url <address>', 'where your Canvas is: https://canvas.example.edu')
    .requiredOption('--course <number>', 'as in the address of the course: /courses/4711')
    .addOption(repeatable('--assignment <lab=number>', 'where the scores of a lab go: proxy=90210', 'none'))
    .option('--roster <file>', 'who is who (default: the roster of the run)')
    .option('--bonus', 'count bonus points in the score')
    .option('--apply', 'send the scores')
    .option('--overwrite', 'also where Canvas has another score')
    .addHelpText('after', exitHelp)
    .action(async (_platform: string, location: string, options: PublishOptions) => {
      done(await publish(location, options));
    });
}

const exitHelp = `
The token is taken from the environment, CANVAS_TOKEN.

Exit status: 0 all is there, or would be, 2 usage, environment or Canvas, 3 somebody is left out.`;

async function publish(location: string, options: PublishOptions): Promise<number> {
  const { CanvasClient } = await import('../publish/canvas-client.ts');
  const { planPublication, sendChanges } = await import('../publish/publish-canvas.ts');
  const { url, course } = options;
  const results = await withRoster(await readResults(location), options.roster);
  const assignments = assignmentsOf(options.assignment, results);
  const client = new CanvasClient(accessOf(url));
  const place = {
    client,
    url: new URL(url).origin,
    course: numberOf(course, '--course'),
    journal: await journalOf(location),
  };
  const { changes, leftOut } = await planPublication(place, results, assignments, options.bonus === true);
  const isSent = ({ kind }: Change) =>
    kind === 'new' || kind === 'replaced' || (kind === 'conflict' && options.overwrite === true);
  const chosen = changes.filter(isSent);
  const conflicts = changes.filter((change) => change.kind === 'conflict' && !isSent(change));
  await print(shown(changes, chosen));
  const publication = options.apply ? await sendChanges(place, chosen, results.run.id) : undefined;
  await print(
    `${publication === undefined ? toSend(chosen.length) : `${formatCount(publication.sent, 'score')} sent.`}\n`,
  );
  const missing = [...leftOut, ...conflictNote(conflicts.length), ...(publication?.refused ?? [])];
  for (const sentence of missing) warn(sentence);
  return missing.length > 0 ? exitStatus.ungradable : exitStatus.graded;
}

function toSend(count: number): string {
  return count === 0
    ? 'Nothing to send.'
    : `${formatCount(count, 'score')} to send; nothing was sent. Send with --apply.`;
}

function conflictNote(count: number): string[] {
  if (count === 0) return [];
  return [`${formatCount(count, 'score')} on Canvas differ and stay as they are; --overwrite replaces them.`];
}

/** `ada (proxy): 70 -> 83`, of all that is not there yet. */
function shown(changes: readonly Change[], chosen: readonly Change[]): string {
  return changes
    .filter(({ kind }) => kind !== 'same')
    .map((change) => {
      const { labRun, current, points } = change;
      const from = current === undefined ? 'none' : formatPoints(current);
      const note = chosen.includes(change) ? '' : ' (stays)';
      return `${nameOf(labRun)}: ${from} -> ${formatPoints(points)}${note}\n`;
    })
    .join('');
}

async function withRoster(results: Results, file: string | undefined): Promise<Results> {
  if (file === undefined) return results;
  const { readRoster } = await import('../course/roster/read-roster.ts');
  return { ...results, roster: [...(await readRoster(file))] };
}

/** Beside the result, whichever of the two was named. */
async function journalOf(location: string): Promise<string> {
  const folder = (await stat(location)).isDirectory() ? location : path.dirname(location);
  return path.join(folder, 'canvas-published.jsonl');
}

function accessOf(url: string): CanvasAccess {
  const token = process.env.CANVAS_TOKEN;
  if (!token) {
    throw new GradeError(
      'no-token',
      'Which token? Make one on Canvas (Account, Settings, New Access Token) and set it as CANVAS_TOKEN in the environment.',
    );
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'https:' || parsed.username !== '') {
    throw new GradeError(
      'url',
      `Cannot use ${url}: --url is like https://canvas.example.edu, and https, as the token goes there.`,
    );
  }
  return { url: parsed.origin, token, notify: warn };
}

function assignmentsOf(options: readonly string[], { labs }: Results): Map<string, string> {
  const ids = labs.map(({ id }) => id);
  const pairs = options.map((option) => {
    const [lab = '', number = ''] = option.split('=');
    if (ids.includes(lab)) return [lab, numberOf(number, '--assignment')] as const;
    throw new GradeError(
      'assignment',
      `Cannot use --assignment ${option}: it is like ${ids[0] ?? 'proxy'}=90210; this result has ${ids.join(', ')}.`,
    );
  });
  if (pairs.length > 0) return new Map(pairs);
  throw new GradeError(
    'assignment',
    `Which assignment? Say --assignment ${ids[0] ?? 'proxy'}=NUMBER, as in its address: /assignments/90210.`,
  );
}

function numberOf(text: string, option: string): string {
  if (/^\d+$/.test(text)) return text;
  throw new GradeError(
    'number',
    `Cannot use ${option} with ${text}: it takes the number in the address of the page on Canvas.`,
  );
}
