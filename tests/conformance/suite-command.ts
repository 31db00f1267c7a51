import { parseArgs } from 'node:util';

export interface SuiteOptions {
  /** Folder of the suite. */
  readonly checkout: string;
  /** File for the raw results. */
  readonly save: string | undefined;
  readonly updatesPage: boolean;
}

/**
 * Runs one suite as a command of its own: `CHECKOUT [--save FILE] [--update-page]`. Exit status: what `run` returns, 2
 * when it throws or the arguments are wrong.
 */
export async function runSuiteCommand(
  usage: string,
  run: (options: SuiteOptions) => Promise<0 | 1>,
): Promise<void> {
  try {
    const options = parseOptions();
    if (options) process.exitCode = await run(options);
    else console.log(usage);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nSee --help.`);
    process.exitCode = 2;
  }
}

/** @returns undefined when help is asked for */
function parseOptions(): SuiteOptions | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      save: { type: 'string' },
      'update-page': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  const [checkout, ...others] = positionals;
  if (checkout === undefined || others.length > 0)
    throw new Error('Name the folder of the suite, and nothing else.');
  return { checkout, save: values.save, updatesPage: values['update-page'] };
}
