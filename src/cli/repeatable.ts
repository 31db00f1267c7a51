import { Option } from 'commander';

/**
 * An option that may be given more than once; its value is the list.
 * @param absent what it stands for when it is not given, for the help
 */
export function repeatable(flags: string, description: string, absent: string): Option {
  return new Option(flags, `${description}; may be repeated`)
    .argParser((value: string, earlier: readonly string[]) => [...earlier, value])
    .default([], absent);
}
