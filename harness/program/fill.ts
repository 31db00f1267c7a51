import type { StartInputs } from '../engine/world.ts';
import type { Meaning } from './types.ts';

/** What is given where the scenario has no input of its own. Every address and name answers in the world. */
const defaults: Readonly<Record<Exclude<Meaning, 'url'>, string>> = {
  host: '10.0.0.1',
  port: '12000',
  sender: 'alice@example.com',
  recipient: 'bob@example.com',
  cc: '',
  subject: 'A test message',
  body: 'Hello from the mail client.',
  user: 'alice@example.com',
  password: 'secret',
  count: '10',
  timeout: '1',
  interval: '1',
  size: '56',
  continue: 'y',
  mode: '1',
  file: 'index.html',
  folder: '.',
  name: 'alice',
  unknown: '1',
};

/** The value for a meaning: the scenario's input, or a harmless default. Several recipients are parted by commas. */
export function inputFor(meaning: Meaning, inputs: StartInputs): string {
  switch (meaning) {
    case 'port':
      return String(inputs.port ?? defaults.port);
    case 'count':
      return String(inputs.count ?? defaults.count);
    case 'recipient':
      return inputs.recipients?.join(',') ?? defaults.recipient;
    case 'url':
      return `http://${inputs.host ?? defaults.host}${inputs.port === undefined ? '' : `:${inputs.port}`}/`;
    case 'host':
    case 'sender':
    case 'subject':
    case 'body':
    case 'user':
    case 'password':
    case 'file':
    case 'name':
      return inputs[meaning] ?? defaults[meaning];
    default:
      return defaults[meaning];
  }
}

/** Puts the inputs in the place of `{host}`, `{port}` and the like. Other braces stay. */
export function fillPlaceholders(text: string, inputs: StartInputs): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    isMeaning(name) ? inputFor(name, inputs) : whole,
  );
}

function isMeaning(name: string): name is Meaning {
  return name === 'url' || Object.hasOwn(defaults, name);
}
