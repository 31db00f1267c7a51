import {
  type Check,
  defineCheck,
  escapeBytes,
  expectThat,
  fieldTokens,
  handout,
  parseHttp,
  rfc,
} from '../../../harness/index.ts';
import { type ConnectionsFacts, connections } from '../scenarios/connections.ts';
import { describeAnswer, evidenceOf } from './answer.ts';
import { expectBody, seen } from './expectations.ts';
import { explain, FORWARDS } from './explain.ts';
import { reproduce } from './reproduce.ts';

const common = { kind: 'extension', scenario: connections, needs: FORWARDS } as const;

export const connectionsChecks: readonly Check[] = [
  defineCheck<ConnectionsFacts>({
    ...common,
    id: 'proxy/keep-alive',
    title: 'Two requests can be made on one connection',
    level: 'should',
    points: 3,
    sources: [handout('17'), rfc(9112, '9.3')],
    explanation: explain(
      'Sends a second request on the connection on which the first was answered.',
      'Both pages come; the first answer tells its length, or is in chunks.',
      'Opening a connection costs a round trip, and a page has a hundred objects.',
      'After an answer read the next request from the same socket; close only when told to, or when nothing comes.',
    ),
    judge(observation) {
      const { facts } = observation;
      for (const [which, answered] of [
        ['first', seen(observation, facts.first, 'a first answer')],
        ['second', seen(observation, facts.second, 'a second answer')],
      ] as const) {
        const { message } = parseHttp('response', answered.bytes);
        const isRight = answered.ended === 'whole' && Buffer.compare(message.body, answered.body) === 0;
        const says = fieldTokens(message.fields, 'connection').includes('close');
        expectThat(isRight && !(which === 'first' && says), () => ({
          expected: `the ${which} page, and the connection left open`,
          actual: `${escapeBytes(answered.bytes, 40) || 'nothing'}, and then ${says ? 'Connection: close' : answered.ended === 'timeout' ? 'silence' : 'the connection was closed'}`,
          hint: 'The connection to the browser does not outlive the first answer. Send Content-Length or chunks, and go on reading requests from the same socket.',
          evidence: [{ kind: 'conversation', id: answered.conversation }],
        }));
      }
    },
  }),
  defineCheck<ConnectionsFacts>({
    ...common,
    id: 'proxy/open-origin',
    title: 'The answer comes at once from an origin that keeps its connection open',
    level: 'must',
    points: 3,
    sources: [handout('17'), rfc(9112, '6.3')],
    explanation: explain(
      'The origin answers with Content-Length and closes only if the request asks for it.',
      'The whole page, without waiting for the origin to close.',
      'Every real server keeps HTTP/1.1 connections open, often for minutes.',
      'Send "Connection: close" to the origin, or stop reading after Content-Length bytes.',
    ),
    judge(observation) {
      const relayed = seen(observation, observation.facts.openOrigin, 'the page');
      const { ended } = relayed.fetch;
      expectBody(
        relayed,
        'An origin that keeps its connection open holds the page up. Send "Connection: close" to it, or stop reading at Content-Length.',
      );
      expectThat(ended !== 'timeout', () => ({
        expected: 'a complete answer',
        actual: describeAnswer(relayed.fetch),
        hint: 'The browser cannot tell where the page ends. Close the connection to it after the answer, or send a Content-Length.',
        ...reproduce(relayed.fetch),
        evidence: evidenceOf(relayed.fetch),
      }));
    },
  }),
  defineCheck<ConnectionsFacts>({
    ...common,
    id: 'proxy/connect',
    isTimed: true,
    title: 'CONNECT opens a tunnel that carries bytes both ways, unread and unchanged',
    level: 'must',
    points: 4,
    sources: [handout('15'), rfc(9110, '9.3.6')],
    explanation: explain(
      'Sends CONNECT www.something.com:443, and after the 200 some bytes that are not for the proxy.',
      'Any 2xx; then the bytes of either side arrive at the other exactly as sent.',
      'This is how HTTPS passes a proxy: nobody on the way can read or change it.',
      'Connect first, answer "HTTP/1.1 200 Connection Established" and an empty line, then copy in both directions.',
    ),
    judge(observation) {
      const tunnel = seen(observation, observation.facts.tunnel, 'an answer to CONNECT');
      const { status = 0 } = parseHttp('response', tunnel.answer, { requestMethod: 'CONNECT' }).message;
      expectThat(status >= 200 && status < 300, () => ({
        expected: 'a 2xx answer to CONNECT',
        actual: escapeBytes(tunnel.answer, 60) || 'nothing',
        hint: 'CONNECT asks for a tunnel, not for a page. Connect to host and port of its target, and answer "HTTP/1.1 200 Connection Established\\r\\n\\r\\n" once the connection stands.',
        reproduce: `curl -v -p -x http://localhost:${tunnel.port} https://www.example.com/`,
      }));
      const request = tunnel.origin[0];
      const arrived = request ? Buffer.concat([request.head, request.body]) : Buffer.alloc(0);
      expectThat(Buffer.compare(arrived, tunnel.sent) === 0, () => ({
        expected: `the ${tunnel.sent.length} bytes sent into the tunnel, unchanged`,
        actual: `${arrived.length} bytes: ${escapeBytes(arrived, 40) || 'nothing'}`,
        hint: 'Bytes are lost or changed on their way to the host. After the 200 the proxy only copies; it neither reads nor adds anything.',
      }));
      expectThat(Buffer.compare(tunnel.received, tunnel.expected) === 0, () => ({
        expected: `the ${tunnel.expected.length} bytes that the host sent back, unchanged`,
        actual: `${tunnel.received.length} bytes: ${escapeBytes(tunnel.received, 40) || 'nothing'}`,
        hint: 'Only one direction is copied. Copy from the host to the browser as well, in a thread of its own or with select.',
      }));
    },
  }),
];
