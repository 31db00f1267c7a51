import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { ProgramRecord } from '../../../engine/observation.ts';
import type { StartInputs } from '../../../engine/world.ts';
import { fillPlaceholders } from '../../../program/fill.ts';
import { answerFor, endsWithKnownPrompt, looksLikePrompt } from '../../../program/prompt.ts';
import type { ProgramPlan } from '../../../program/types.ts';
import { isWaitingForInput } from '../process-tree.ts';
import type { OutputLog } from './output-log.ts';

type Answer = ProgramRecord['answers'][number];

/** Programs that read in an event loop never sit in `read`; a quiet line that looks like a prompt tells of them. */
const quietBeforeAnswerMs = 400;
/** The same after a question that stands in the source: there is hardly a doubt that it is one. */
const quietAfterKnownMs = 60;
const mostAnswers = 60;
/** Reads in a row without a word printed in between, after which the input is ended: it reads to the end. */
const mostSilentReads = 3;

/** Types at a program's prompts, as a person would: when it waits, and by what it asks. */
export class Answering {
  readonly answers: Answer[] = [];
  readonly #plan: ProgramPlan;
  readonly #inputs: StartInputs;
  readonly #input: Writable;
  readonly #output: OutputLog;
  readonly #elapsedMs: () => number;
  /** How much it had printed when it was answered last. */
  #answeredAtLength: number | undefined;
  #silentReads = 0;
  #isEnded = false;

  constructor(
    plan: ProgramPlan,
    inputs: StartInputs,
    input: Writable,
    output: OutputLog,
    elapsedMs: () => number,
  ) {
    this.#plan = plan;
    this.#inputs = inputs;
    this.#input = input;
    this.#output = output;
    this.#elapsedMs = elapsedMs;
    // A program may close its input at any time.
    input.on('error', () => {});
    if (plan.stdin !== undefined) this.#end(fillPlaceholders(plan.stdin, inputs));
  }

  /** Whether the source asks questions, or the program has asked one. */
  get isExpected(): boolean {
    return !this.#isEnded && (this.#plan.prompts.length > 0 || this.answers.length > 0);
  }

  /**
   * To be called now and then with the program's processes. What it printed before it waited may still lie in its pipe, for
   * timers come before reading when we were held up: so what it asks is known one turn after it was seen to wait.
   */
  async attend(pids: readonly number[]): Promise<void> {
    if (!this.#isAsking(pids)) return;
    await setImmediate();
    if (this.#isAsking(pids)) this.#answer();
  }

  #isAsking(pids: readonly number[]): boolean {
    if (this.#isEnded || this.#input.destroyed) return false;
    if (pids.some(isWaitingForInput)) return this.#input.writableLength === 0 && this.#hasReadLastAnswer();
    const quietMs = this.#elapsedMs() - this.#output.lastAtMs;
    if (quietMs <= quietAfterKnownMs || this.#output.length === this.#answeredAtLength) return false;
    const sinceAnswer = this.#output.tail(this.#answeredAtLength);
    // The line break that follows a question, once it was answered, is none.
    if (sinceAnswer.trim() === '' && this.#answeredAtLength !== undefined) return false;
    if (quietMs <= quietBeforeAnswerMs && !endsWithKnownPrompt(sinceAnswer, this.#plan.prompts)) return false;
    return looksLikePrompt(this.#output.tail());
  }

  /** An answer that was just typed takes a moment to be read. */
  #hasReadLastAnswer(): boolean {
    const last = this.answers.at(-1);
    return last === undefined || this.#elapsedMs() - last.atMs > 15;
  }

  #answer(): void {
    const isSilent = this.#output.length === this.#answeredAtLength;
    this.#silentReads = isSilent ? this.#silentReads + 1 : 0;
    this.#answeredAtLength = this.#output.length;
    if (this.#silentReads >= mostSilentReads || this.answers.length >= mostAnswers) {
      this.#end('');
      return;
    }
    const prompt = this.#output.tail();
    const answer = answerFor(prompt, this.#plan.prompts, this.answers, this.#inputs);
    const question = prompt.trimEnd().split('\n').at(-1)?.trim() ?? '';
    this.answers.push({ atMs: this.#elapsedMs(), prompt: question.slice(-200), answer });
    this.#input.write(`${answer}\n`);
  }

  #end(lastWords: string): void {
    this.#isEnded = true;
    this.#input.end(lastWords);
  }
}
