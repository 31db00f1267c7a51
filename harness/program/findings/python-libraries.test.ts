import { expect, test } from 'vitest';
import { mailClient, pinger, proxy, proxyPy, server, webServerPy } from '../testing/plan-kit.ts';
import { findingsOf } from './testing/findings-of.ts';

const handler = `class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(open(self.path[1:], 'rb').read())
`;

test('a web server that is http.server is noticed, with its lines', async () => {
  const source = `from http.server import HTTPServer, BaseHTTPRequestHandler\n\n${handler}\nHTTPServer(('', 8080), Handler).serve_forever()\n`;
  expect(await findingsOf({ 'server.py': source }, server, ['http-server'])).toEqual([
    {
      id: 'ready-made/http-server',
      title: 'Answers HTTP with a library: http.server',
      detail:
        "server.py:1: from http.server import HTTPServer, BaseHTTPRequestHandler; server.py:9: HTTPServer(('', 8080), Handler).serve_forever(); server.py:3: class Handler(BaseHTTPRequestHandler):. The lab asks for this to be written by hand.",
      part: 'server',
      audience: 'staff',
    },
  ]);
});

test.each([
  [
    'the handler of the library on a plain socket server',
    'import http.server\nimport socketserver\nwith socketserver.TCPServer(("", 8000), http.server.SimpleHTTPRequestHandler) as httpd:\n    httpd.serve_forever()\n',
    'http.server',
  ],
  [
    'Python 2',
    'import SimpleHTTPServer, SocketServer\nSocketServer.TCPServer(("", 8000), SimpleHTTPServer.SimpleHTTPRequestHandler).serve_forever()\n',
    'SimpleHTTPServer',
  ],
  [
    'a framework',
    'from flask import Flask, send_from_directory\napp = Flask(__name__)\n@app.route("/<path:p>")\ndef page(p):\n    return send_from_directory(".", p)\napp.run(port=8080)\n',
    'flask',
  ],
  [
    'an import while it runs',
    'import importlib\nh = importlib.import_module("http.server")\nh.HTTPServer(("", 80), h.SimpleHTTPRequestHandler).serve_forever()\n',
    'http.server',
  ],
])('a web server by %s', async (_, source, name) => {
  const findings = await findingsOf({ 'server.py': source }, server, ['http-server']);
  expect(findings.map(({ title }) => title)).toEqual([`Answers HTTP with a library: ${name}`]);
});

test.each([
  ['sockets alone', webServerPy],
  [
    'a line that is commented out',
    `# from http.server import HTTPServer\n#HTTPServer(('', 80), H)\n${webServerPy}`,
  ],
  [
    'a text that speaks of it',
    `"""Not like http.server:\nimport http.server\n"""\nprint("import http.server")\n${webServerPy}`,
  ],
  ['the status codes of a table', `from http import HTTPStatus\n${webServerPy}print(HTTPStatus.OK)\n`],
  [
    'socketserver with a request that it reads itself',
    'import socketserver\nclass H(socketserver.StreamRequestHandler):\n    def handle(self):\n        line = self.rfile.readline()\n        self.wfile.write(b"HTTP/1.1 200 OK\\r\\n\\r\\n")\nsocketserver.TCPServer(("", 80), H).serve_forever()\n',
  ],
  ['its own module of that name', `from flask import pages\n${webServerPy}pages()\n`],
])('no web server from a library: %s', async (name, source) => {
  const own: Record<string, string> = name.startsWith('its own') ? { 'flask.py': 'def pages(): pass\n' } : {};
  expect(await findingsOf({ 'server.py': source, ...own }, server, ['http-server'])).toEqual([]);
});

test('an import that is never used is a weaker finding', async () => {
  const source = `import http.server\n${webServerPy}`;
  const [finding] = await findingsOf({ 'server.py': source }, server, ['http-server']);
  expect(finding?.title).toBe('Imports a library and does not seem to use it: http.server');
});

test('a file that is not started is a weaker finding, and none when it only imports', async () => {
  const old = 'from http.server import HTTPServer, SimpleHTTPRequestHandler\n';
  const used = `${old}def main():\n    HTTPServer(("", 80), SimpleHTTPRequestHandler).serve_forever()\n`;
  const [finding] = await findingsOf({ 'web_server.py': webServerPy, 'old.py': used }, server, [
    'http-server',
  ]);
  expect(finding?.title).toBe('A file beside the program answers HTTP with a library: http.server');
  expect(finding?.part).toBeUndefined();
  expect(await findingsOf({ 'web_server.py': webServerPy, 'old.py': old }, server, ['http-server'])).toEqual(
    [],
  );
});

test('a module of the program belongs to it', async () => {
  const files = {
    'server.py': 'import answer\nanswer.serve()\n',
    'answer.py':
      'from http.server import HTTPServer as S, SimpleHTTPRequestHandler as H\ndef serve():\n    S(("", 80), H).serve_forever()\n',
  };
  const [finding] = await findingsOf(files, server, ['http-server']);
  expect(finding).toMatchObject({ title: 'Answers HTTP with a library: http.server', part: 'server' });
  expect(finding?.detail).toContain('answer.py:3: S(("", 80), H).serve_forever()');
});

test('tests that a student wrote may use what they like', async () => {
  const files = {
    'server.py': webServerPy,
    'test_server.py': 'import http.server\nhttp.server.HTTPServer(("", 1), None)\n',
  };
  expect(await findingsOf(files, server, ['http-server'])).toEqual([]);
});

test.each([
  ['requests', `import requests\n${proxyPy}r = requests.get("http://origin.example.com/")\n`],
  ['urllib.request', `from urllib.request import urlopen\n${proxyPy}page = urlopen("http://x/").read()\n`],
  ['urllib2', `import urllib2\n${proxyPy}page = urllib2.urlopen("http://x/")\n`],
  ['http.client', `import http.client\n${proxyPy}h = http.client.HTTPConnection("x")\n`],
  ['urllib', `import urllib\n${proxyPy}page = urllib.urlopen("http://x/")\n`],
])('a proxy that fetches with %s', async (name, source) => {
  const findings = await findingsOf({ 'proxy.py': source }, proxy, ['http-client']);
  expect(findings.map(({ title }) => title)).toEqual([`Fetches over HTTP with a library: ${name}`]);
});

test.each([
  ['parsing a URL', `from urllib.parse import urlparse, quote\n${proxyPy}u = urlparse("http://x/")\n`],
  ['quoting as in Python 2', `import urllib\n${proxyPy}name = urllib.quote("a b")\n`],
  ['the table of reasons', `import http.client\n${proxyPy}print(http.client.responses[404])\n`],
  ['a name that only looks like it', `${proxyPy}requests = []\nrequests.append(1)\n`],
])('no fetching with a library: %s', async (_, source) => {
  expect(await findingsOf({ 'proxy.py': source }, proxy, ['http-client'])).toEqual([]);
});

const mail = `from socket import *
c = socket(AF_INET, SOCK_STREAM)
c.connect(("smtp.example.org", 25))
c.send(b"HELO me\\r\\n")
c.send(b"MAIL FROM:<a@example.org>\\r\\n")
c.send(b"RCPT TO:<b@example.org>\\r\\n")
`;

test.each([
  [
    'smtplib',
    'import smtplib\nwith smtplib.SMTP_SSL("smtp.gmail.com", 465) as s:\n    s.sendmail("a@b.c", "d@e.f", "hi")\n',
  ],
  ['smtplib', 'from smtplib import *\ns = SMTP("mail.example.org")\ns.quit()\n'],
  ['yagmail', 'import yagmail\nyagmail.SMTP("me").send("you", "hi")\n'],
])('a mail client that is %s', async (name, source) => {
  const findings = await findingsOf({ 'mail_client.py': source }, mailClient, ['smtp']);
  expect(findings.map(({ title }) => title)).toEqual([`Sends mail with a library: ${name}`]);
});

test.each([
  ['sockets alone', mail],
  [
    'building the message with email and base64',
    `from email.mime.text import MIMEText\nimport base64, ssl\n${mail}m = MIMEText("hi")\n`,
  ],
  ['a name in a comment', `${mail}# smtplib.SMTP would do all of this\n`],
])('no mail library: %s', async (_, source) => {
  expect(await findingsOf({ 'mail_client.py': source }, mailClient, ['smtp'])).toEqual([]);
});

test.each([
  ['scapy', 'from scapy.all import *\nans = sr1(IP(dst="example.com")/ICMP(), timeout=1)\nprint(ans)\n'],
  ['pythonping', 'from pythonping import ping\nping("example.com", verbose=True)\n'],
  ['icmplib', 'import icmplib as ic\nprint(ic.ping("example.com").avg_rtt)\n'],
])('a pinger that is %s', async (name, source) => {
  const findings = await findingsOf({ 'pinger.py': source }, pinger, ['ping']);
  expect(findings.map(({ title }) => title)).toEqual([`Pings with a library: ${name}`]);
});

test.each([
  [
    'a raw socket',
    'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.getprotobyname("icmp"))\n',
  ],
  [
    'functions of its own called ping',
    'import socket\ndef ping(host):\n    s = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\nping("x")\n',
  ],
])('no ping library: %s', async (_, source) => {
  expect(await findingsOf({ 'pinger.py': source }, pinger, ['ping'])).toEqual([]);
});

test('DNS: resolving with the system or a library is noticed where that is the work', async () => {
  const system = 'import socket\nprint(socket.gethostbyname("example.com"))\n';
  const library = 'import dns.resolver\nprint(dns.resolver.resolve("example.com", "A"))\n';
  const own =
    'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.sendto(b"q", ("9.9.9.9", 53))\n';
  expect((await findingsOf({ 'dns.py': own, 'a.py': '' }, server, ['dns'])).length).toBe(0);
  expect((await findingsOf({ 'client.py': own }, server, ['dns'])).length).toBe(0);
  expect((await findingsOf({ 'client.py': system }, server, ['dns']))[0]?.title).toBe(
    'Asks DNS with a library: getaddrinfo',
  );
  expect((await findingsOf({ 'client.py': library }, server, ['dns']))[0]?.title).toBe(
    'Asks DNS with a library: dns.resolver',
  );
  expect(await findingsOf({ 'client.py': system }, server, ['http-server'])).toEqual([]);
});

test('a proxy library, and what the lab allows by name', async () => {
  const source = 'from mitmproxy.tools.main import mitmdump\nmitmdump(["-p", "8080"])\n';
  const twisted = 'from twisted.web.proxy import Proxy\nprint(Proxy())\n';
  expect((await findingsOf({ 'p.py': source }, proxy, ['proxy']))[0]?.title).toBe(
    'Relays requests with a library: mitmproxy',
  );
  expect((await findingsOf({ 'p.py': twisted }, proxy, ['proxy']))[0]?.title).toBe(
    'Relays requests with a library: twisted.web.proxy',
  );
  expect(await findingsOf({ 'p.py': source }, proxy, ['proxy'], ['mitmproxy'])).toEqual([]);
  expect(await findingsOf({ 'p.py': source }, proxy, ['smtp'])).toEqual([]);
});
