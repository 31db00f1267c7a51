"""One thread, one loop over select(): no browser waits for another. Asks origins with the whole URL, keeps copies in files."""
import hashlib
import os
import selectors
import socket
import sys

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 8899
STORE = "copies"
loop = selectors.DefaultSelector()


class Browser:
    """A browser and, while its page is fetched, the origin. `got` is the request, then the answer for the store."""

    def __init__(self, sock):
        self.sock, self.origin, self.got, self.copy, self.queue = sock, None, b"", None, b""
        self.is_done = False
        sock.setblocking(False)
        loop.register(sock, selectors.EVENT_READ, self.read)

    def read(self, mask):
        if mask & selectors.EVENT_WRITE:
            self.flush()
            return
        part = self.receive(self.sock)
        if part is None:
            return
        if part == b"":
            self.close()
            return
        if self.copy is not None or self.is_done:
            return
        self.got += part
        if b"\r\n\r\n" in self.got:
            self.answer(self.got.split(b"\r\n", 1)[0].decode("latin-1"))

    def receive(self, sock):
        try:
            return sock.recv(16384)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def answer(self, line):
        words = line.split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/"):
            self.say("400 Nope", "That is no request.")
            return
        if words[0] != "GET":
            self.say("501 Not here", "Only GET is spoken here.")
            return
        url = words[1]
        url = url[7:] if url.lower().startswith("http://") else url.lstrip("/")
        host, slash, path = url.partition("/")
        name, _, port = host.partition(":")
        if name == "" or not (port or "80").isdigit():
            self.say("400 Nope", "No host in that.")
            return
        self.copy = os.path.join(STORE, hashlib.sha1(url.encode("latin-1")).hexdigest())
        if os.path.exists(self.copy):
            with open(self.copy, "rb") as stored:
                self.send(stored.read())
            self.finish()
            return
        self.got = b""
        try:
            self.origin = socket.create_connection((name, int(port or 80)), 3)
            # A server must understand the whole URL as well, and host names in any case of letters.
            request = "GET http://%s/%s HTTP/1.1\r\nconnection: close\r\nhost: %s\r\n\r\n" % (host, path, host)
            self.origin.sendall(request.encode("latin-1"))
        except OSError as error:
            self.origin = None
            self.say("504 Nobody there", str(error))
            return
        self.origin.setblocking(False)
        loop.register(self.origin, selectors.EVENT_READ, self.relay)

    def relay(self, _mask):
        # The browser may have left in the same round.
        if self.origin is None:
            return
        part = self.receive(self.origin)
        if part is None:
            return
        if part == b"":
            self.leave_origin()
            self.keep()
            self.finish()
            return
        self.got += part
        self.send(part)

    def keep(self):
        head, _, body = self.got.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
        length = fields.get(b"content-length", b"").strip()
        if head.split(b" ")[1:2] != [b"200"] or (length.isdigit() and int(length) != len(body)):
            return
        if b"cache-control" in fields and b"max-age=600" not in fields[b"cache-control"].replace(b" ", b""):
            return
        with open(self.copy, "wb") as stored:
            stored.write(self.got)

    def say(self, status, text):
        page = text.encode("utf-8")
        head = "HTTP/1.0 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % (status, len(page))
        self.send(head.encode("ascii") + page)
        self.finish()

    def send(self, part):
        self.queue += part
        self.flush()

    def finish(self):
        self.is_done = True
        self.flush()

    def flush(self):
        if self.sock.fileno() < 0:
            return
        try:
            while self.queue:
                self.queue = self.queue[self.sock.send(self.queue):]
        except BlockingIOError:
            loop.modify(self.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, self.read)
            return
        except OSError:
            self.close()
            return
        if self.is_done:
            self.close()
        else:
            loop.modify(self.sock, selectors.EVENT_READ, self.read)

    def leave_origin(self):
        if self.origin is not None:
            loop.unregister(self.origin)
            self.origin.close()
            self.origin = None

    def close(self):
        self.leave_origin()
        if self.sock.fileno() >= 0:
            loop.unregister(self.sock)
            self.sock.close()


os.makedirs(STORE, exist_ok=True)
listener = socket.create_server(("", PORT), backlog=64)
loop.register(listener, selectors.EVENT_READ, lambda _mask: Browser(listener.accept()[0]))
while True:
    for key, mask in loop.select():
        key.data(mask)
