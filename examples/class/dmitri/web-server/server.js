// Web server on raw sockets, no http module. Start: node server.js
const net = require('net');
const fs = require('fs');
const path = require('path');

const PORT = 8000;
const ROOT = __dirname;

const types = { '.html': 'text/html', '.css': 'text/css', '.png': 'image/png', '.txt': 'text/plain' };

const server = net.createServer((socket) => {
  socket.on('error', (err) => console.log('socket error', err.code));
  socket.once('data', (data) => {
    const [requestLine] = data.toString().split('\r\n');
    console.log(requestLine);
    const parts = requestLine.split(' ');
    let url = parts[1] || '/';
    if (url === '/') url = '/index.html';
    let file;
    try {
      file = path.join(ROOT, decodeURIComponent(url.split('?')[0])).replaceAll('\0', '');
    } catch (err) {
      return socket.destroy();
    }

    fs.readFile(file, (err, content) => {
      if (err) {
        // the browser shows this page
        content = Buffer.from('<html><body><h1>404</h1><p>File not found</p></body></html>');
      }
      const type = err ? 'text/html' : types[path.extname(file)] || 'application/octet-stream';
      socket.write('HTTP/1.1 200 OK\r\n');
      socket.write('Date: ' + new Date().toUTCString() + '\r\n');
      socket.write('Content-Type: ' + type + '\r\n');
      socket.write('Content-Length: ' + content.length + '\r\n');
      socket.write('Connection: close\r\n');
      socket.write('\r\n');
      socket.end(content);
    });
  });
});

server.listen(PORT, () => console.log(`http://localhost:${PORT}/HelloWorld.html`));
