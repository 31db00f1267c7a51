import type { LaunchableProgram } from '../launchable-program.ts';
import { folder, portToListenOn } from '../rules.ts';
import { listenAddress } from './listen-address.ts';

export const webServer: LaunchableProgram = {
  lab: 'web-server',
  part: 'server',
  name: 'web-server',
  title: 'Web server',
  summary: 'Serves the files of a folder over HTTP.',
  file: 'labs/web-server/program/main.ts',
  questions: [
    { name: 'root', message: 'Folder to serve:', default: '.', rule: folder },
    { name: 'port', message: 'Port to listen on:', default: '6789', rule: portToListenOn },
    listenAddress,
  ],
};
