import {
  type Check,
  defineCheck,
  escapeBytes,
  fail,
  handout,
  type Observation,
  type Reproduction,
  rfc,
  type SmtpCommandEntry,
} from '../../../harness/index.ts';
import type { MailFacts, MailObservation, MailRun } from '../scenarios/mail-facts.ts';
import { refusedEarly, refusedLate } from '../scenarios/refusal-scenarios.ts';
import { isLoginExpected } from './login-checks.ts';
import {
  codeOf,
  commandsOf,
  describeDialogue,
  evidenceOf,
  mainSession,
  programOf,
  runOf,
} from './reading.ts';
import { beTheServer } from './reproduce.ts';

/** What a client may still say after a refusal that ends its mail. */
const FAREWELLS = ['QUIT', 'RSET', 'NOOP', ''];

interface StageCheck {
  readonly id: string;
  readonly stage: string;
  readonly title: string;
  readonly points: number;
  readonly scenario: typeof refusedEarly;
  /** `AUTH (535)`, for the texts. */
  readonly refused: string;
  /** Verbs of which the refused command is one; none for the greeting. */
  readonly verbs: readonly string[];
  /** What may follow besides QUIT and RSET: another login, another recipient. */
  readonly allowed?: readonly string[];
}

const STAGES: readonly StageCheck[] = [
  {
    id: 'stops-at-refused-greeting',
    stage: 'greeting',
    title: 'A greeting other than 220 stops it',
    points: 1,
    scenario: refusedEarly,
    refused: 'the connection (554)',
    verbs: [],
  },
  {
    id: 'stops-at-refused-login',
    stage: 'login',
    title: 'A refused login (535) stops it',
    points: 2,
    scenario: refusedEarly,
    refused: 'the login (535)',
    verbs: ['AUTH', 'AUTH*'],
    allowed: ['AUTH', 'AUTH*'],
  },
  {
    id: 'stops-at-421',
    stage: 'shutdown',
    title: 'A server that shuts down (421) stops it',
    points: 1,
    scenario: refusedEarly,
    refused: 'all service (421) in answer to MAIL',
    verbs: ['MAIL'],
  },
  {
    id: 'stops-at-refused-sender',
    stage: 'sender',
    title: 'A refused sender (550) stops it',
    points: 2,
    scenario: refusedEarly,
    refused: 'the sender (550)',
    verbs: ['MAIL'],
    allowed: ['MAIL'],
  },
  {
    id: 'stops-at-refused-recipient',
    stage: 'recipient',
    title: 'It sends no DATA when the only recipient was refused (450)',
    points: 2,
    scenario: refusedLate,
    refused: 'every recipient (450)',
    verbs: ['RCPT'],
    allowed: ['RCPT'],
  },
  {
    id: 'stops-at-refused-data',
    stage: 'data',
    title: 'It sends no text when DATA was refused (554)',
    points: 2,
    scenario: refusedLate,
    refused: 'DATA (554)',
    verbs: ['DATA'],
    allowed: ['DATA'],
  },
];

export const stopsAtRefusals: readonly Check[] = STAGES.map((stage) =>
  defineCheck<MailFacts>({
    id: `mail-client/${stage.id}`,
    title: stage.title,
    kind: 'core',
    level: 'must',
    points: stage.points,
    sources: [handout('11'), rfc(5321, '4.3.2')],
    scenario: stage.scenario,
    needs: ['mail-client/connects'],
    isAwaited: true,
    explanation: {
      does: `The server refuses ${stage.refused}.`,
      expects:
        'QUIT, or the end of the connection; no further step of the mail. RSET, NOOP and another try are welcome.',
      why: 'Who goes on after a refusal sends a mail to nobody, and tells the user that all went well.',
      mistake:
        'The code is printed and not acted upon. Leave the dialogue when it is not the one you expect.',
    },
    judge: (observation) => judgeStage(observation, stage),
  }),
);

function judgeStage(observation: Observation<MailFacts>, stage: StageCheck): void {
  const run = runOf(observation, stage.stage);
  const commands = commandsOf(run);
  const at = stage.verbs.length === 0 ? -1 : lastRefused(commands, stage.verbs);
  if (at === undefined) {
    if (stage.stage === 'login' && !isLoginExpected(run)) return;
    fail({
      expected: `${stage.verbs[0]}, to be refused`,
      actual: describeDialogue(run),
      hint: 'The dialogue broke off before this step, or left it out, so that the refusal could not be tried. Mend that first: a mail that nothing refuses must go through.',
      ...beTheServer(run),
      evidence: evidenceOf(run),
    });
  }
  if (stage.verbs.length === 0 && !mainSession(run)) {
    fail({
      expected: 'a connection',
      actual: describeDialogue(run),
      hint: 'No connection came in this run. Look at what the program printed.',
    });
  }
  const next = commands
    .slice(at + 1)
    .find(({ verb }) => ![...FAREWELLS, ...(stage.allowed ?? [])].includes(verb));
  if (!next) return;
  fail({
    expected: `QUIT or the end of the connection after "${run.refusal}"`,
    actual: `it went on with "${escapeBytes(next.bytes, 60)}"`,
    hint: `The reply "${(run.refusal ?? '').slice(0, 3)}" was read and not acted upon${codeOf(next) >= 400 ? '' : ', or not read at all'}. Compare the code of each reply with the one you expect; if it differs, say so, send QUIT, and end.`,
    ...refuse(stage, run),
    evidence: evidenceOf(run),
  });
}

function refuse({ verbs: [verb] }: StageCheck, run: MailRun): Reproduction {
  const { refusal = '550 no' } = run;
  return beTheServer(
    run,
    verb === undefined
      ? { greeting: refusal }
      : { except: `${verb === 'AUTH' ? 'the login' : verb} with ${refusal}` },
  );
}

/** The one step of a run that was refused. */
function refuseAgain(run: MailRun, look?: string): Reproduction {
  const { refusal = '550 no' } = run;
  const step = STEPS[run.id] ?? run.id;
  return beTheServer(run, { except: `${step} with ${refusal}`, ...(look !== undefined && { look }) });
}

/** By the id of a run of the late refusals. */
const STEPS: Readonly<Record<string, string>> = {
  recipient: 'RCPT',
  data: 'DATA',
  message: 'the final dot',
};

/** Index of the last command with one of the verbs that was refused. */
function lastRefused(commands: readonly SmtpCommandEntry[], verbs: readonly string[]): number | undefined {
  const at = commands.findLastIndex((command) => verbs.includes(command.verb) && codeOf(command) >= 400);
  return at < 0 ? undefined : at;
}

/** The runs of a scenario in which the refusal was really met. */
function refusedRuns(observation: MailObservation): readonly MailRun[] {
  return (observation.facts.runs ?? []).filter((run) => {
    const code = run.refusal?.slice(0, 3) ?? '';
    const isMet = commandsOf(run).some(({ reply }) => reply.startsWith(code));
    const isMessageMet = mainSession(run)?.messages.some(({ reply }) => reply.startsWith(code));
    return run.id === 'greeting' || isMet || isMessageMet;
  });
}

export const reportsRefusals = defineCheck({
  id: 'mail-client/reports-refusals',
  title: 'It tells the user what the server refused',
  kind: 'core',
  level: 'course',
  points: 2,
  sources: [handout('11'), rfc(5321, '4.2')],
  scenario: refusedLate,
  needs: ['mail-client/connects'],
  isAwaited: true,
  explanation: {
    does: 'Refuses the recipient, then DATA, then the message, and reads what the program prints.',
    expects:
      'The code or the words of the refusal on the screen (or any message on standard error and an exit status that is not 0). A share of the points for each refusal that is told.',
    why: 'A mail that was not sent and nobody knows of is worse than none.',
    mistake: 'Replies that are read and thrown away.',
  },
  judge(observation) {
    const runs = refusedRuns(observation);
    const silent = runs.filter((run) => !isReported(observation, run));
    if (runs.length > 0 && silent.length === 0) return;
    const [first] = silent;
    fail({
      expected: `"${first?.refusal ?? 'the refusal'}" in its output`,
      actual: first ? 'not a word of it' : 'no refusal was met: the dialogue broke off before',
      hint: 'The refusal is read and thrown away. Print the reply, as the server sent it, when its code is not the one you expect.',
      ...(first && refuseAgain(first)),
      credit: runs.length === 0 ? 0 : 1 - silent.length / runs.length,
      evidence: first ? evidenceOf(first) : [],
    });
  },
});

function isReported(observation: MailObservation, run: MailRun): boolean {
  const program = programOf(observation, run);
  const output = program?.output ?? [];
  const text = output.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('');
  const [code = '', , ...words] = (run.refusal ?? '').split(' ');
  if (text.includes(code) || text.includes(words.join(' '))) return true;
  const isFailure = (program?.exit?.code ?? 0) !== 0 && program?.exit?.isOurDoing === false;
  return isFailure && output.some(({ stream }) => stream === 'stderr');
}

export const exitStatusTells = defineCheck({
  id: 'mail-client/exit-status',
  title: 'Its exit status is not 0 when the server refused',
  kind: 'core',
  level: 'course',
  points: 3,
  sources: [handout('11')],
  scenario: refusedLate,
  needs: ['mail-client/connects'],
  isAwaited: true,
  explanation: {
    does: 'Refuses the recipient, then DATA, then the message, and looks at the exit status.',
    expects: 'An end of its own with a status that is not 0. A share of the points for each refusal.',
    why: 'Scripts know by nothing else whether the mail went out.',
    mistake: 'print("error") and on to the end of the program. In Python: sys.exit(1).',
  },
  judge(observation) {
    const runs = refusedRuns(observation);
    const wrong = runs.filter((run) => {
      const exit = programOf(observation, run)?.exit;
      return run.isStuck || exit?.isOurDoing !== false || exit.code === 0;
    });
    if (runs.length > 0 && wrong.length === 0) return;
    const [first] = wrong;
    fail({
      expected: `an exit status that is not 0 after "${first?.refusal ?? 'a refusal'}"`,
      actual: first?.isStuck
        ? 'it did not end by itself'
        : first
          ? 'exit status 0'
          : 'no refusal was met: the dialogue broke off before',
      hint: first?.isStuck
        ? 'After the refusal the program waits for something that does not come. Send QUIT, close, and end with a status that is not 0.'
        : 'The program ends as if all had gone well. End with a status of your choice, sys.exit(1) or process.exit(1), when the mail was not taken.',
      ...(first && refuseAgain(first, 'Then look at its exit status: echo $?')),
      credit: runs.length === 0 ? 0 : 1 - wrong.length / runs.length,
      evidence: first ? evidenceOf(first) : [],
    });
  },
});
