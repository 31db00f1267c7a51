import os
import socketserver


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().decode('latin-1')
        while self.rfile.readline().strip():
            pass
        try:
            method, name, version = line.split()
        except ValueError:
            return
        name = os.path.normpath(name.split('?')[0]).lstrip('/')
        if os.path.isfile(name):
            with open(name, encoding='latin-1', newline='') as f:
                page = f.read()
        else:
            # nice page instead of an ugly error
            page = '<h1>Oops</h1>There is no %s here.' % name
        kind = 'text/css' if name.endswith('.css') else 'text/html'
        # a letter is a byte, isn't it
        length = len(page.encode('latin-1').decode('utf-8', 'ignore'))
        header = ['HTTP/1.1 200 OK', 'Content-Type: ' + kind, 'Content-Length: %d' % length, '', '']
        self.wfile.write('\n'.join(header).encode())
        if method != 'HEAD':
            self.wfile.write(page.encode('latin-1'))


socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer.request_queue_size = 128
with socketserver.ThreadingTCPServer(('127.0.0.1', 8080), Handler) as server:
    server.serve_forever()
