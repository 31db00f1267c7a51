import type { Mutant } from '../../../harness/index.ts';

const onlyReplies = { file: 'classify.ts', find: 'if (message[0] !== version.replyType) return ignored;' };

/** Faults in what is taken for an answer. */
export const replyMutants: readonly Mutant[] = [
  {
    id: 'takes-any-identifier',
    title: 'It does not compare the identifier',
    part: 'client',
    edits: [
      {
        file: 'classify.ts',
        find: 'if (!echo || !isOurs(echo, own)) return ignored;',
        replace: 'if (!echo || !states.has(echo.sequence)) return ignored;',
      },
    ],
    fails: ['icmp-ping/ignores-foreign-replies'],
  },
  {
    id: 'takes-own-request',
    title: 'It takes a request for a reply',
    part: 'client',
    edits: [
      {
        ...onlyReplies,
        replace: 'if (message[0] !== version.replyType && message[0] !== 8) return ignored;',
      },
    ],
    fails: ['icmp-ping/ignores-own-request'],
  },
  {
    id: 'takes-other-types',
    title: 'Any message that is no request ends the wait',
    part: 'client',
    edits: [
      {
        ...onlyReplies,
        replace:
          "if (message[0] === 8) return ignored;\n  if (message[0] !== version.replyType) return { kind: 'reply', sequence: Math.max(...states.keys()) };",
      },
    ],
    fails: ['icmp-ping/ignores-other-types'],
  },
  {
    id: 'takes-any-sequence',
    title: 'It takes every reply to one of its requests for that to the last one',
    part: 'client',
    edits: [
      {
        file: 'classify.ts',
        find: 'return { kind: kindOfReply(states.get(echo.sequence)), sequence: echo.sequence };',
        replace: "return { kind: 'reply', sequence: Math.max(...states.keys()) };",
      },
    ],
    fails: ['icmp-ping/duplicate-replies', 'icmp-ping/late-replies'],
  },
  {
    id: 'trusts-damaged-replies',
    title: 'It does not check the checksum of replies',
    part: 'client',
    edits: [
      {
        file: 'classify.ts',
        find: 'version.hasOwnChecksum && !isIntact(message)',
        replace: 'message.length < 8',
      },
    ],
    fails: ['icmp-ping/corrupted-replies'],
  },
  {
    id: 'assumes-20-bytes',
    title: 'It takes every IPv4 header to be 20 bytes long',
    part: 'client',
    edits: [
      {
        file: 'ipv4.ts',
        find: 'payload: packet.subarray(headerLength),',
        replace: 'payload: packet.subarray(20),',
      },
    ],
    fails: ['icmp-ping/ip-options'],
  },
  {
    id: 'ttl-as-text',
    title: 'It reads the TTL as a character, and dies of one above 127',
    part: 'client',
    edits: [
      {
        file: 'ipv4.ts',
        find: 'ttl: packet.readUInt8(8),',
        replace:
          "ttl: new TextDecoder('utf-8', { fatal: true }).decode(packet.subarray(8, 9)).charCodeAt(0),",
      },
    ],
    fails: ['icmp-ping/high-ttl'],
  },
  {
    id: 'takes-foreign-errors',
    title: 'It does not look at whose request an error quotes',
    part: 'client',
    edits: [
      {
        file: 'classify.ts',
        find: 'return isOurs(about, own) ?',
        replace: 'return own.states.has(about.sequence) ?',
      },
      {
        file: 'pinger.ts',
        find: "if (meaning.kind === 'ignored') return;",
        replace: "if (meaning.kind === 'ignored' || meaning.kind === 'late') return;",
      },
    ],
    fails: ['icmp-ping/matches-errors-to-requests'],
  },
];
