/** What was answered so far, by the name of the question. */
export type Answers = Readonly<Record<string, string>>;

/** What is wrong with an answer, as a sentence for the user; undefined when nothing is. */
export type Rule = (answer: string) => string | undefined | Promise<string | undefined>;

/** One thing that a program needs to know before it starts. */
export interface Question {
  /** Name of the option that carries the answer: `port` for `--port`. */
  readonly name: string;
  readonly message: string;
  /** The answer when nothing is typed; where it is empty, the option may be left out. Without one an answer is needed. */
  readonly default?: string | ((earlier: Answers) => string);
  readonly rule: Rule;
  /** Offered as a list to choose from, instead of a line to type. */
  readonly choices?: readonly { readonly value: string; readonly name: string }[];
  /** The words of the answer go behind the options, without a name. */
  readonly isPositional?: true;
  /** Whether it is asked at all after these answers. */
  readonly isNeeded?: (earlier: Answers) => boolean;
}

/** The command line that says the same as the answers. An empty answer leaves its option out. */
export function argumentsFor(questions: readonly Question[], answers: Answers): string[] {
  const given = questions.flatMap((question) => {
    const answer = answers[question.name] ?? '';
    return answer === '' ? [] : [{ question, answer }];
  });
  const options = given.filter(({ question }) => !question.isPositional);
  const positionals = given.filter(({ question }) => question.isPositional);
  return [
    ...options.flatMap(({ question, answer }) => asOption(question.name, answer)),
    ...positionals.flatMap(({ answer }) => answer.split(/\s+/)),
  ];
}

/** A value that begins with a hyphen would be taken for an option of its own. */
function asOption(name: string, value: string): string[] {
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}
