const net = require('net');

const port = Number(process.argv[2]) || 8080;
const cache = new Map(); // host + pathname -> answer

function parse(head) {
  const [requestLine] = head.split('\r\n');
  const [method, target, version] = requestLine.split(' ');
  if (!version || !version.startsWith('HTTP/')) return null;
  try {
    const url = new URL(target.startsWith('/') ? 'http:/' + target : target);
    return { method, url };
  } catch (err) {
    return null;
  }
}

function sendError(client, status, text) {
  const body = `<html><body><h1>${status} ${text}</h1></body></html>`;
  client.end(
    `HTTP/1.1 ${status} ${text}\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const server = net.createServer((client) => {
  let head = '';
  client.on('error', () => client.destroy());
  const onData = (data) => {
    head += data.toString('latin1');
    if (!head.includes('\r\n\r\n')) return;
    client.off('data', onData);
    const request = parse(head);
    if (!request) return sendError(client, 400, 'Bad Request');
    if (request.method !== 'GET') return sendError(client, 501, 'Not Implemented');

    const { url } = request;
    const key = url.host + url.pathname;
    if (cache.has(key)) {
      console.log('HIT ', key);
      return client.end(cache.get(key));
    }
    console.log('MISS', key);
    const chunks = [];
    const origin = net.connect(Number(url.port) || 80, url.hostname, () => {
      origin.write(`GET ${url.pathname}${url.search} HTTP/1.0\r\nHost: ${url.host}\r\nConnection: close\r\n\r\n`);
    });
    origin.on('data', (chunk) => {
      chunks.push(chunk);
      client.write(chunk);
    });
    origin.on('end', () => {
      cache.set(key, Buffer.concat(chunks));
      client.end();
    });
    origin.on('error', (err) => {
      console.log(err.message);
      if (chunks.length === 0) sendError(client, 502, 'Bad Gateway');
      else client.destroy();
    });
  };
  client.on('data', onData);
});

server.listen(port, () => console.log('proxy listening on port', port));
