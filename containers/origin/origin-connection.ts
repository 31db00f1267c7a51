import type { Socket } from 'node:net';
import { HttpParser } from '../../harness/protocols/http/http-parser.ts';
import type { HttpMessage } from '../../harness/protocols/http/message.ts';
import type { ConversationRecorder } from '../../harness/wire/recorder.ts';
import type { UntilRead } from '../../harness/wire/until-read.ts';
import { findObject } from './find-object.ts';
import type { OriginEntry, OriginScript } from './script.ts';
import { sendAnswer } from './send-answer.ts';

/** More than any request of ours needs; a program that sends for ever is not read for ever. */
const MAX_REQUEST_BYTES = 64 * 2 ** 20;

export interface ConnectionHost {
  readonly conversation: ConversationRecorder;
  readonly untilRead?: UntilRead | undefined;
  script(): OriginScript;
  elapsedMs(): number;
  note(entry: OriginEntry): void;
}

/** Reads requests from one connection and answers them in order. Never throws for what the program sends. */
export function serveOriginConnection(socket: Socket, host: ConnectionHost): void {
  const { conversation } = host;
  let parser = new HttpParser('request');
  let bytesOfRequest = 0;
  let isAnswering = false;
  let isFinished = false;
  const waiting: Uint8Array[] = [];

  conversation.event('program', 'open');
  socket.on('data', (bytes: Buffer) => {
    conversation.data('program', bytes);
    waiting.push(bytes);
    read();
  });
  socket.on('end', () => {
    conversation.event('program', 'end');
    // What the program began and will not finish is noted all the same.
    if (!isAnswering && !isFinished && parser.isHeadComplete && !parser.isComplete)
      host.note(entryOf(parser.message(), host));
    if (!isAnswering) finish();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    const isReset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
    conversation.event('program', isReset ? 'reset' : 'error', error.code ?? error.message);
  });

  function read(): void {
    while (!isAnswering && !isFinished) {
      const bytes = waiting.shift();
      if (!bytes) return;
      bytesOfRequest += bytes.length;
      parser.push(bytes);
      if (bytesOfRequest > MAX_REQUEST_BYTES) return void socket.destroy();
      if (parser.isComplete) void answer();
    }
  }

  async function answer(): Promise<void> {
    isAnswering = true;
    const request = parser.message();
    const { rest } = parser;
    host.note(entryOf(request, host));
    const canGoOn = await sendAnswer(socket, host, findObject(host.script(), request), request);
    isAnswering = false;
    parser = new HttpParser('request');
    bytesOfRequest = 0;
    if (rest.length > 0) waiting.unshift(rest);
    if (canGoOn && !socket.readableEnded) read();
    else finish();
  }

  /** The rest is read and dropped: closing with unread bytes would reset the answer away. */
  function finish(): void {
    if (isFinished) return;
    isFinished = true;
    if (!socket.writable) return;
    conversation.event('peer', 'end');
    socket.end();
  }
}

function entryOf(request: HttpMessage, { conversation, elapsedMs }: ConnectionHost): OriginEntry {
  return {
    atMs: elapsedMs(),
    conversation: conversation.id,
    method: request.method ?? '',
    target: request.target ?? '',
    version: request.version ?? '',
    headers: request.fields.map(({ name, value }) => [name, value] as const),
    body: Uint8Array.from(request.body),
    head: Uint8Array.from(request.headBytes),
  };
}
