/** Loaded before the suite's server, which knows no address to listen on: keeps it to this machine. */
import { Server } from 'node:net';

const listen = Server.prototype.listen;

Server.prototype.listen = function (this: Server, port: unknown, callback?: () => void) {
  return listen.call(this, { port: Number(port), host: '127.0.0.1' }, callback);
} as typeof listen;
