import '../containers/origin/origin.ts';
import '../containers/smtp-server/smtp-server.ts';
import '../containers/udp-echo/udp-echo.ts';
import { createAuthority } from '../harness/wire/certificate-authority.ts';
import { labs } from '../labs/index.ts';
import '../harness/runtime/agent/serve-jobs.ts';

/*
 * Loads all that an agent loads, so that Node's compile cache (NODE_COMPILE_CACHE, which slots see but cannot write)
 * holds it: an agent then starts in half the time. Run once, after the packages were installed.
 */
await Promise.all([createAuthority(), ...labs.map((lab) => lab.load())]);
