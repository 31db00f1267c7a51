import type { LaunchableProgram } from '../launchable-program.ts';
import { anyText, fileToRead, host, mailAddress, mailAddresses, optional, portToReach } from '../rules.ts';

/** Where servers take mail, by how the connection is protected. */
const mailPorts: Readonly<Record<string, string>> = { implicit: '465', starttls: '587', none: '25' };

export const mailClient: LaunchableProgram = {
  lab: 'mail-client',
  part: 'client',
  name: 'mail-client',
  title: 'Mail client',
  summary: 'Sends a message by SMTP. It asks for the text and the password itself.',
  file: 'labs/mail-client/program/main.ts',
  // Never the password: arguments are seen by everybody on the machine.
  questions: [
    { name: 'host', message: 'Mail server:', rule: host },
    {
      name: 'tls',
      message: 'Encryption:',
      default: 'implicit',
      choices: [
        { value: 'implicit', name: 'TLS from the first byte' },
        { value: 'starttls', name: 'TLS after STARTTLS' },
        { value: 'none', name: 'none, and no login' },
      ],
      rule: anyText,
    },
    {
      name: 'port',
      message: 'Port of the mail server:',
      default: ({ tls = '' }) => mailPorts[tls] ?? '465',
      rule: portToReach,
    },
    {
      name: 'user',
      message: 'User name for the login (empty for no login):',
      default: '',
      rule: anyText,
      isNeeded: ({ tls }) => tls !== 'none',
    },
    { name: 'from', message: 'From, an address:', rule: mailAddress },
    { name: 'to', message: 'To, one or more addresses with commas between them:', rule: mailAddresses },
    { name: 'subject', message: 'Subject:', default: 'Hello', rule: anyText },
    { name: 'attach', message: 'File to attach (empty for none):', default: '', rule: optional(fileToRead) },
  ],
};
