import { expect, test } from 'vitest';
import type { Part } from '../../engine/lab.ts';
import { mailClient, pinger, proxy, server } from '../testing/plan-kit.ts';
import type { Craft } from './craft.ts';
import { findingsOf } from './testing/findings-of.ts';

async function titles(file: string, source: string, part: Part, craft: Craft): Promise<string[]> {
  return (await findingsOf({ [file]: source }, part, [craft])).map(({ title }) => title);
}

const java = (imports: string, body: string) =>
  `${imports}\npublic class Main {\n  public static void main(String[] args) throws Exception {\n    ${body}\n  }\n}\n`;

test.each([
  [
    'com.sun.net.httpserver',
    java('import com.sun.net.httpserver.HttpServer;', 'HttpServer.create(null, 0).start();'),
  ],
  [
    'com.sun.net.httpserver',
    java('import com.sun.net.httpserver.*;', 'HttpServer s = HttpServer.create(null, 0);'),
  ],
  ['com.sun.net.httpserver', java('', 'var s = com.sun.net.httpserver.HttpServer.create(null, 0);')],
])('Java: a web server that is %s', async (name, source) => {
  expect(await titles('Main.java', source, server, 'http-server')).toEqual([
    `Answers HTTP with a library: ${name}`,
  ]);
});

test.each([
  [
    'sockets',
    java('import java.net.*;\nimport java.io.*;', 'ServerSocket s = new ServerSocket(80); s.accept();'),
  ],
  [
    'a comment',
    java(
      '// import com.sun.net.httpserver.HttpServer;\nimport java.net.ServerSocket;',
      '/* HttpServer */ new ServerSocket(80);',
    ),
  ],
])('Java: no web server from a library: %s', async (_, source) => {
  expect(await titles('Main.java', source, server, 'http-server')).toEqual([]);
});

test('Java: an import that is never used is a weaker finding', async () => {
  const source = java(
    'import com.sun.net.httpserver.HttpServer;\nimport java.net.ServerSocket;',
    'new ServerSocket(80).accept();',
  );
  expect(await titles('Main.java', source, server, 'http-server')).toEqual([
    'Imports a library and does not seem to use it: com.sun.net.httpserver',
  ]);
});

test.each([
  [
    'java.net.URL',
    proxy,
    'http-client',
    'Fetches over HTTP',
    java('import java.net.*;', 'new ServerSocket(80); new URL(args[0]).openStream();'),
  ],
  [
    'java.net.http',
    proxy,
    'http-client',
    'Fetches over HTTP',
    java(
      'import java.net.http.HttpClient;\nimport java.net.*;',
      'new ServerSocket(80); HttpClient.newHttpClient();',
    ),
  ],
  [
    'javax.mail',
    mailClient,
    'smtp',
    'Sends mail',
    java('import javax.mail.Transport;', 'Transport.send(null);'),
  ],
  ['jakarta.mail', mailClient, 'smtp', 'Sends mail', java('import jakarta.mail.*;', 'Transport.send(null);')],
  [
    'InetAddress.isReachable',
    pinger,
    'ping',
    'Pings',
    java('import java.net.InetAddress;', 'InetAddress.getByName(args[0]).isReachable(1000);'),
  ],
] as const)('Java: %s', async (name, part, craft, words, source) => {
  expect(await titles('Main.java', source, part, craft)).toEqual([`${words} with a library: ${name}`]);
});

test.each([
  [
    proxy,
    'http-client',
    java('import java.net.*;', 'new ServerSocket(80); String h = new URL(args[0]).getHost();'),
  ],
  [
    proxy,
    'http-client',
    java('import java.net.*;', 'new ServerSocket(80); new Socket("x", 80).getOutputStream();'),
  ],
  [
    mailClient,
    'smtp',
    java('import javax.net.ssl.*;', 'SSLSocketFactory.getDefault().createSocket("x", 465);'),
  ],
  [
    mailClient,
    'smtp',
    java(
      'import java.net.Socket;\nimport java.util.Base64;',
      'new Socket("x", 25); String s = "javax.mail.Transport";',
    ),
  ],
] as const)('Java: what the %s may use', async (part, craft, source) => {
  expect(await titles('Main.java', source, part, craft)).toEqual([]);
});

const go = (imports: string, body: string) =>
  `package main\n\nimport (\n${imports}\n)\n\nfunc main() {\n${body}\n}\n`;

test.each([
  [
    'net/http',
    server,
    'http-server',
    'Answers HTTP',
    go('\t"net/http"', '\thttp.ListenAndServe(":80", http.FileServer(http.Dir(".")))'),
  ],
  [
    'net/http',
    proxy,
    'http-client',
    'Fetches over HTTP',
    go('\tweb "net/http"\n\t"net"', '\tnet.Listen("tcp", ":80")\n\tweb.Get("http://x/")'),
  ],
  [
    'net/http/httputil',
    proxy,
    'proxy',
    'Relays requests',
    go('\t"net/http/httputil"', '\thttputil.NewSingleHostReverseProxy(nil)'),
  ],
  [
    'net/smtp',
    mailClient,
    'smtp',
    'Sends mail',
    'package main\n\nimport "net/smtp"\n\nfunc main() {\n\tsmtp.SendMail("x:25", nil, "a", nil, nil)\n}\n',
  ],
  [
    'gopkg.in/gomail',
    mailClient,
    'smtp',
    'Sends mail',
    go('\t"gopkg.in/gomail.v2"', '\tgomail.NewMessage()'),
  ],
  [
    'github.com/prometheus-community/pro-bing',
    pinger,
    'ping',
    'Pings',
    go('\t"github.com/prometheus-community/pro-bing"', '\tprobing.NewPinger("x")'),
  ],
] as const)('Go: %s', async (name, part, craft, words, source) => {
  expect(await titles('main.go', source, part, craft)).toEqual([`${words} with a library: ${name}`]);
});

test.each([
  [server, 'http-server', go('\t"net"', '\tnet.Listen("tcp", ":80")')],
  [
    server,
    'http-server',
    go('\t"net"\n\t"net/http"', '\tnet.Listen("tcp", ":80")\n\tprintln(http.StatusText(404))'),
  ],
  [
    mailClient,
    'smtp',
    go('\t"crypto/tls"\n\t// "net/smtp"', '\ttls.Dial("tcp", "x:465", nil) // smtp.SendMail'),
  ],
  [pinger, 'ping', go('\t"net"', '\tnet.Dial("ip4:icmp", "x")')],
] as const)('Go: what the %s may use', async (part, craft, source) => {
  expect(await titles('main.go', source, part, craft)).toEqual([]);
});

const c = (includes: string, body: string) =>
  `#include <stdio.h>\n#include <sys/socket.h>\n${includes}\nint main(void) {\n  ${body}\n  return 0;\n}\n`;

test.each([
  [
    'libmicrohttpd',
    server,
    'http-server',
    'Answers HTTP',
    c('#include <microhttpd.h>', 'MHD_start_daemon(0, 80, 0, 0, 0, 0, 0);'),
  ],
  ['mongoose', server, 'http-server', 'Answers HTTP', c('#include "mongoose.h"', 'mg_mgr_init(0);')],
  [
    'libcurl',
    proxy,
    'http-client',
    'Fetches over HTTP',
    c('#include <curl/curl.h>', 'curl_easy_perform(curl_easy_init());'),
  ],
  [
    'libcurl',
    mailClient,
    'smtp',
    'Sends mail',
    c('#include <curl/curl.h>', 'curl_easy_setopt(0, CURLOPT_MAIL_FROM, "a");'),
  ],
  ['liboping', pinger, 'ping', 'Pings', c('#include <oping.h>', 'ping_send(ping_construct());')],
] as const)('C: %s', async (name, part, craft, words, source) => {
  expect(await titles('main.c', source, part, craft)).toEqual([`${words} with a library: ${name}`]);
});

test.each([
  [server, 'http-server', c('#include <netinet/in.h>', 'listen(socket(AF_INET, SOCK_STREAM, 0), 5);')],
  [
    server,
    'http-server',
    c('// #include <microhttpd.h>', 'listen(socket(2, 1, 0), 5); /* MHD_start_daemon() */'),
  ],
  [mailClient, 'smtp', c('#include <openssl/ssl.h>', 'connect(0, 0, 0); puts("curl_easy_init()");')],
  [pinger, 'ping', c('#include <netinet/ip_icmp.h>', 'socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);')],
] as const)('C: what the %s may use', async (part, craft, source) => {
  expect(await titles('main.c', source, part, craft)).toEqual([]);
});
