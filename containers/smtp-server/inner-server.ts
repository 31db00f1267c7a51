import { SMTPServer } from 'smtp-server';
import type { SmtpScript } from './script.ts';

/**
 * The server behind the gateway. It never listens: sessions are handed to it in memory. TLS, AUTH's offer and PIPELINING (which
 * would make it legal not to wait) are the gateway's business.
 */
export function createInnerServer(credentials: () => SmtpScript['credentials']): SMTPServer {
  const server = new SMTPServer({
    name: 'mail.grade.example',
    disabledCommands: ['STARTTLS'],
    authMethods: ['PLAIN', 'LOGIN'],
    authOptional: true,
    allowInsecureAuth: true,
    hidePIPELINING: true,
    disableReverseLookup: true,
    maxAllowedUnauthenticatedCommands: false,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const wanted = credentials();
      if (!wanted || (username === wanted.user && password === wanted.password)) {
        done(null, { user: username ?? '' });
      } else {
        done(Object.assign(new Error('Authentication credentials invalid'), { responseCode: 535 }));
      }
    },
    onData(stream, _session, done) {
      stream.on('end', () => done(null, 'Message accepted for delivery'));
      stream.resume();
    },
  });
  server.on('error', () => undefined);
  return server;
}
