import { Console } from 'node:console';
import { serveJobs } from './serve-jobs.ts';

// A peer's socket that fails late must not take the slot with it: the job that it belonged to is over.
process.on('unhandledRejection', (error) => process.stderr.write(`late: ${String(error)}\n`));

// Standard output is the channel: nothing else may write there.
globalThis.console = new Console(process.stderr);

serveJobs();
