# One thread, no blocking call: every connection is a little state machine in a table.
import email.utils
import mimetypes
import os
import selectors
import socket
import urllib.parse

sel = selectors.DefaultSelector()
HERE = os.path.realpath(os.path.dirname(os.path.abspath(__file__)))


class Client:
    def __init__(self, sock):
        self.sock, self.got, self.out, self.file, self.stay = sock, b'', b'', None, True
        sel.register(sock, selectors.EVENT_READ, self)

    def ready(self, mask):
        try:
            if mask & selectors.EVENT_READ and self.read():
                return
            if mask & selectors.EVENT_WRITE:
                self.write()
        except OSError:
            self.drop()

    def read(self):
        data = self.sock.recv(65536)
        if not data:
            self.drop()
            return True
        self.got += data
        self.next_request()

    def next_request(self):
        if self.out or self.file:
            return
        # a lone LF ends a line, too
        text = self.got.replace(b'\r\n', b'\n')
        if b'\n\n' not in text:
            return
        head, _, rest = text.partition(b'\n\n')
        self.got = rest
        self.answer(head.decode('latin-1').split('\n'))
        sel.modify(self.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, self)

    def write(self):
        if not self.out and self.file:
            self.out = self.file.read(16384)
        if self.out:
            self.out = self.out[self.sock.send(self.out):]
            return
        if self.file:
            self.file.close()
            self.file = None
        if not self.stay:
            return self.drop()
        sel.modify(self.sock, selectors.EVENT_READ, self)
        self.next_request()

    def drop(self):
        sel.unregister(self.sock)
        self.sock.close()

    def answer(self, lines):
        words = lines[0].split()
        fields = {k.strip().lower(): v.strip() for k, _, v in (line.partition(':') for line in lines[1:])}
        self.stay = fields.get('connection', '').lower() != 'close'
        if len(words) != 3:
            self.stay = False
            return self.error('400 Bad Request')
        method, target, version = words
        if method not in ('GET', 'HEAD'):
            return self.error('405 Method Not Allowed', 'Allow: GET, HEAD\r\n')
        name = urllib.parse.unquote(urllib.parse.urlsplit(target).path if target.startswith('/') else target)
        path = os.path.realpath(HERE + '/' + name)
        if not path.startswith(HERE + '/') or not os.path.isfile(path):
            return self.error('410 Gone')
        tag = '"%x-%x"' % (os.stat(path).st_mtime_ns, os.path.getsize(path))
        if fields.get('if-none-match') == tag:
            self.out = self.head('304 Not Modified', 'ETag: %s\r\n' % tag)
            return
        kind = mimetypes.guess_type(path)[0] or 'application/octet-stream'
        more = 'ETag: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n' % (tag, kind, os.path.getsize(path))
        self.out = self.head('200 Here you are', more)
        if method == 'GET':
            self.file = open(path, 'rb')

    def head(self, status, more):
        date = email.utils.formatdate(usegmt=True)
        return ('HTTP/1.1 %s\r\n%sDate: %s\r\n\r\n' % (status, more, date)).encode()

    def error(self, status, more=''):
        page = ('<!doctype html><title>:-(</title>%s' % status).encode()
        more += 'Content-Type: text/html; charset=us-ascii\r\nContent-Length: %d\r\n' % len(page)
        self.out = self.head(status, more) + page


listener = socket.socket(socket.AF_INET6)
listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('::', 12345))
listener.listen(128)
sel.register(listener, selectors.EVENT_READ)
while True:
    for key, mask in sel.select():
        if key.data is None:
            sock, peer = listener.accept()
            sock.setblocking(False)
            Client(sock)
        else:
            key.data.ready(mask)
