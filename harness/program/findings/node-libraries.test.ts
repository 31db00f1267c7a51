import { expect, test } from 'vitest';
import { mailClient, pinger, proxy, server } from '../testing/plan-kit.ts';
import { findingsOf } from './testing/findings-of.ts';

const listen =
  "const net = require('net');\nnet.createServer((s) => s.end('HTTP/1.1 200 OK\\r\\n\\r\\n')).listen(8080);\n";

test.each([
  ['http', "const http = require('http');\nhttp.createServer((q, s) => s.end('hi')).listen(8080);\n"],
  ['http', "import { createServer } from 'node:http';\ncreateServer((q, s) => s.end('hi')).listen(8080);\n"],
  ['http', "require('http').createServer((q, s) => s.end('hi')).listen(8080);\n"],
  [
    'http',
    "const { createServer: make } = require('node:http');\nmake((q, s) => s.end('hi')).listen(8080);\n",
  ],
  ['express', "import express from 'express';\nexpress().use(express.static('.')).listen(8080);\n"],
  ['http', "const http = await import('node:http');\nhttp.createServer().listen(80);\n"],
])('a web server that is %s', async (name, source) => {
  const findings = await findingsOf({ 'server.mjs': source }, server, ['http-server']);
  expect(findings.map(({ title }) => title)).toEqual([`Answers HTTP with a library: ${name}`]);
});

test.each([
  ['sockets alone', listen],
  [
    'the table of reasons',
    `const { STATUS_CODES } = require('http');\n${listen}console.log(STATUS_CODES[404]);\n`,
  ],
  [
    'the table of reasons, through the module',
    `import http from 'node:http';\n${listen}console.log(http.STATUS_CODES[404]);\n`,
  ],
  [
    'a comment and a text',
    `// const http = require('http');\n/* http.createServer() */\n${listen}console.log("use require('http')");\n`,
  ],
  ['a module of its own', `import { createServer } from './http.ts';\n${listen}createServer();\n`],
  ['a type', `import type { Server } from 'node:http';\n${listen}let s: Server | undefined;\n`],
])('no web server from a library: %s', async (name, source) => {
  const files = {
    'server.ts': source,
    ...(name.startsWith('a module') && { 'http.ts': 'export function createServer() {}\n' }),
  };
  expect(await findingsOf(files, server, ['http-server'])).toEqual([]);
});

test('an import that is never used is a weaker finding', async () => {
  const [finding] = await findingsOf({ 'server.js': `const http = require('http');\n${listen}` }, server, [
    'http-server',
  ]);
  expect(finding?.title).toBe('Imports a library and does not seem to use it: http');
  expect(finding?.detail).toContain("server.js:1: const http = require('http');");
});

const relay =
  "import net from 'node:net';\nnet.createServer((s) => net.connect(80, 'origin').pipe(s)).listen(8888);\n";

test.each([
  ['fetch', `${relay}const page = await fetch('http://x/');\n`],
  ['axios', `import axios from 'axios';\n${relay}await axios.get('http://x/');\n`],
  ['https', `import * as https from 'node:https';\n${relay}https.get('https://x/');\n`],
])('a proxy that fetches with %s', async (name, source) => {
  const findings = await findingsOf({ 'proxy.mjs': source }, proxy, ['http-client']);
  expect(findings.map(({ title }) => title)).toEqual([`Fetches over HTTP with a library: ${name}`]);
});

test.each([
  [
    'a function of its own called fetch',
    `${relay}async function fetch(url) { return url; }\nawait fetch('x');\n`,
  ],
  [
    'a method called fetch',
    `${relay}class Cache {\n  async fetch(key) {\n    return key;\n  }\n}\nnew Cache().fetch('x');\n`,
  ],
])('no fetching with a library: %s', async (_, source) => {
  expect(await findingsOf({ 'proxy.mjs': source }, proxy, ['http-client'])).toEqual([]);
});

test.each([
  ['http-proxy', "const p = require('http-proxy');\np.createProxyServer({}).listen(8000);\n"],
  ['proxy', "import { createProxy } from 'proxy';\ncreateProxy().listen(3128);\n"],
])('a proxy that is %s', async (name, source) => {
  const [finding] = await findingsOf({ 'main.mjs': source }, proxy, ['proxy']);
  expect(finding?.title).toBe(`Relays requests with a library: ${name}`);
});

test.each([
  ['nodemailer', "const nodemailer = require('nodemailer');\nnodemailer.createTransport({}).sendMail({});\n"],
  ['emailjs', "import { SMTPClient } from 'emailjs';\nnew SMTPClient({}).send({});\n"],
])('a mail client that is %s', async (name, source) => {
  const [finding] = await findingsOf({ 'mail.mjs': source }, mailClient, ['smtp']);
  expect(finding?.title).toBe(`Sends mail with a library: ${name}`);
});

test.each([
  [
    'tls and sockets',
    "const tls = require('tls');\nconst s = tls.connect(465, 'smtp.example.org');\ns.write('EHLO me\\r\\n');\n",
  ],
  [
    'a word in a text',
    "const net = require('net');\nconsole.log('nodemailer is not allowed');\nnet.connect(25, 'x').write('HELO me\\r\\n');\n",
  ],
])('no mail library: %s', async (_, source) => {
  expect(await findingsOf({ 'mail.js': source }, mailClient, ['smtp'])).toEqual([]);
});

test('ping packages are noticed, the raw socket is not', async () => {
  const ping = "const ping = require('ping');\nping.promise.probe('example.com');\n";
  const net = "const p = require('net-ping');\np.createSession().pingHost('1.2.3.4', () => {});\n";
  const raw = "const raw = require('raw-socket');\nraw.createSocket({ protocol: raw.Protocol.ICMP });\n";
  expect((await findingsOf({ 'a.js': ping }, pinger, ['ping']))[0]?.title).toBe('Pings with a library: ping');
  expect((await findingsOf({ 'a.js': net }, pinger, ['ping']))[0]?.title).toBe(
    'Pings with a library: net-ping',
  );
  expect(await findingsOf({ 'a.js': raw }, pinger, ['ping'])).toEqual([]);
});
