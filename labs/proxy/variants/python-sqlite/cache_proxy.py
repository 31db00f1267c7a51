#!/usr/bin/env python3
"""A proxy that is careful rather than clever: what it is not sure of it does not keep. Copies live in SQLite."""
import email.utils
import ipaddress
import json
import os
import re
import socket
import sqlite3
import struct
import threading
import time
from urllib.parse import urlsplit

HOPS = {"connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization",
        "te", "trailer", "transfer-encoding", "upgrade"}
NAME = "caching-lab"


class Bad(Exception):
    """The browser's fault: (status, words)."""


class Broken(Exception):
    """The other side closed too early."""


class Stream:
    def __init__(self, sock):
        self.sock, self.got = sock, b""

    def more(self):
        data = self.sock.recv(65536)
        self.got += data
        return bool(data)

    def line(self):
        while b"\n" not in self.got:
            if len(self.got) > 100000:
                raise Bad(431, "too long")
            if not self.more():
                if self.got:
                    raise Broken()
                return None
        line, self.got = self.got.split(b"\n", 1)
        return line[:-1] if line.endswith(b"\r") else line

    def pieces(self, count):
        while count:
            if not self.got and not self.more():
                raise Broken()
            data, self.got = self.got[:count], self.got[count:]
            count -= len(data)
            yield data

    def rest(self):
        while self.got or self.more():
            data, self.got = self.got, b""
            yield data

    def chunks(self):
        while True:
            size = int((self.line() or b"?").split(b";")[0], 16)
            if size == 0:
                while self.line():
                    pass
                return
            yield from self.pieces(size)
            self.line()

    def fields(self):
        found = []
        while True:
            line = self.line()
            if line is None:
                raise Broken()
            if not line:
                return found
            name, colon, value = line.decode("latin-1").partition(":")
            if not colon or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or re.search(r"[\r\0]", value):
                raise Bad(400, "a malformed field")
            found.append((name.lower(), value.strip()))


def get(fields, name):
    values = [value for each, value in fields if each == name]
    return ", ".join(values) if values else None


def tokens(fields, name):
    return {word.strip().lower() for word in (get(fields, name) or "").split(",") if word.strip()}


def end_to_end(fields):
    drop = HOPS | tokens(fields, "connection")
    return [(name, value) for name, value in fields if name not in drop]


def body_of(stream, fields, otherwise):
    lengths = {value for name, value in fields if name == "content-length"}
    if get(fields, "transfer-encoding"):
        if lengths or get(fields, "transfer-encoding").lower() != "chunked":
            raise Bad(400, "where does it end?")
        return stream.chunks()
    if lengths:
        if len(lengths) > 1 or not re.fullmatch(r"[0-9]+", *lengths):
            raise Bad(400, "where does it end?")
        return stream.pieces(int(lengths.pop()))
    return otherwise


class Copies:
    def __init__(self):
        os.makedirs("cache", exist_ok=True)
        with self.open() as db:
            db.execute("create table if not exists copy (url text primary key, head text, body blob, since real)")

    def open(self):
        return sqlite3.connect("cache/copies.sqlite", timeout=10)

    def find(self, url):
        with self.open() as db:
            row = db.execute("select head, body, since from copy where url = ?", (url,)).fetchone()
        return row and (json.loads(row[0]), row[1], row[2])

    def put(self, url, head, body, since):
        with self.open() as db:
            db.execute("replace into copy values (?, ?, ?, ?)", (url, json.dumps(head), body, since))

    def drop(self, url):
        with self.open() as db:
            db.execute("delete from copy where url = ?", (url,))


copies = Copies()
locks, guard = {}, threading.Lock()


def life(fields):
    """Seconds that a copy may be used without asking; None when it must not be kept."""
    rules = dict((part.split("=") + [""])[:2] for part in tokens(fields, "cache-control"))
    if {"no-store", "private"} & set(rules) or get(fields, "vary"):
        return None
    for name in ("s-maxage", "max-age"):
        if rules.get(name, "").strip('"').isdigit():
            return 0 if "no-cache" in rules else int(rules[name].strip('"'))
    if get(fields, "expires") and get(fields, "date"):
        try:
            until = email.utils.parsedate_to_datetime(get(fields, "expires"))
            return max(0, (until - email.utils.parsedate_to_datetime(get(fields, "date"))).total_seconds())
        except (TypeError, ValueError):
            return 0
    return 0 if get(fields, "etag") or get(fields, "last-modified") else None


class Client:
    def __init__(self, sock):
        self.sock, self.stream, self.begun = sock, Stream(sock), False

    def head(self, status, fields):
        self.begun = True
        lines = ["HTTP/1.1 %s" % status] + ["%s: %s" % field for field in fields] + ["", ""]
        self.sock.sendall("\r\n".join(lines).encode("latin-1"))

    def page(self, status, words):
        text = ("<title>%s</title>%s" % (status, words)).encode()
        self.head("%d Sorry" % status, [("content-length", len(text)), ("content-type", "text/html")])
        self.sock.sendall(text)

    def answer(self, status, fields, body, bare):
        """Whatever came, it goes out in chunks."""
        fields = end_to_end(fields) + [("via", "1.1 " + NAME)]
        if bare:
            return self.head(status, fields)
        fields = [field for field in fields if field[0] != "content-length"]
        self.head(status, fields + [("transfer-encoding", "chunked")])
        for data in body:
            size = 5 if len(data) < 5000 else len(data)
            pieces = [data[at:at + size] for at in range(0, len(data), size)]
            self.sock.sendall(b"".join(b"%X;x=y\r\n%b\r\n" % (len(piece), piece) for piece in pieces))
        self.sock.sendall(b"0\r\n\r\n")

    def reset(self):
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def target(text):
    if "://" in text:
        scheme, _, rest = text.partition("://")
        if scheme.lower() != "http":
            raise Bad(400, "http only")
    elif text.startswith("/"):
        rest = text[1:]
    else:
        raise Bad(400, "Illegal request")
    place, slash, path = rest.partition("/")
    match = re.fullmatch(r"([A-Za-z0-9.-]+\.[A-Za-z0-9-]+|localhost)(?::([0-9]{1,5}))?", place)
    if not match:
        raise Bad(400, "Illegal request: no host")
    return match[1].lower(), int(match[2] or 80), "/" + path


def denied(host):
    try:
        with open("denied-hosts.txt") as file:
            return host in {line.strip().lower() for line in file}
    except OSError:
        return False


def ask(method, host, port, path, fields, body):
    """A connection of its own for each request: HTTP/1.1, and closed after it."""
    try:
        sock = socket.create_connection((host, port), timeout=20)
    except OSError as error:
        raise Bad(504 if isinstance(error, TimeoutError) else 502, "no way to %s: %s" % (host, error))
    head = ["%s %s HTTP/1.1" % (method, path), "connection: close", "via: 1.1 " + NAME]
    head += ["%s: %s" % field for field in end_to_end(fields) if field[0] != "host"]
    head += ["host: %s:%d" % (host, port), "", ""]
    try:
        sock.sendall("\r\n".join(head).encode("latin-1") + body)
        stream = Stream(sock)
        while True:
            line = (stream.line() or b"").decode("latin-1")
            match = re.match(r"HTTP/\d\.\d (\d{3} ?.*)$", line)
            if not match:
                raise Bad(502, "that was no HTTP")
            answer = stream.fields()
            if not match[1].startswith("1"):
                return sock, stream, match[1], answer
    except (OSError, Broken, Bad) as error:
        sock.close()
        raise Bad(502, "the origin broke off: %s" % error)


def fresh(client, method, url, where, fields, body, keep):
    """Asks the origin and passes its answer on; keeps it where that is allowed."""
    sock, stream, status, answer = ask(method, *where, fields, body)
    with sock:
        bare = method == "HEAD" or status[:3] in ("204", "304")
        lasts = life(answer) if keep and status[:3] == "200" else None
        parts = []

        def copied():
            for data in body_of(stream, answer, stream.rest()):
                if lasts is not None and len(parts) < 100:
                    parts.append(data)
                yield data

        client.answer(status, answer, copied(), bare)
        if lasts is not None and not bare and len(parts) < 100:
            copies.put(url, [status, end_to_end(answer)], b"".join(parts), time.time() - int(get(answer, "age") or 0))
        elif keep and status[0] == "2":
            copies.drop(url)


def from_copy(client, copy):
    (status, fields), body, since = copy
    fields = [tuple(field) for field in fields if field[0] != "age"]
    client.answer(status, fields + [("age", str(max(0, int(time.time() - since))))], [body] if body else [], False)


def cached(client, url, where, fields):
    copy = copies.find(url)
    if copy is None:
        return fresh(client, "GET", url, where, fields, b"", True)
    (status, stored), body, since = copy
    lasts = life([tuple(field) for field in stored]) or 0
    if time.time() - since < lasts and "no-cache" not in tokens(fields, "cache-control"):
        return from_copy(client, copy)
    asks = [("if-none-match", get(stored, "etag")), ("if-modified-since", get(stored, "last-modified"))]
    asks = [field for field in asks if field[1]]
    if not asks:
        return fresh(client, "GET", url, where, fields, b"", True)
    sock, stream, status, answer = ask("GET", *where, fields + asks, b"")
    sock.close()
    if status.startswith("304"):
        newer = {name for name, _ in end_to_end(answer)}
        head = [copy[0][0], [f for f in stored if f[0] not in newer] + end_to_end(answer)]
        copies.put(url, head, body, time.time())
        return from_copy(client, (head, body, time.time()))
    # It is another one now; ask again, as if there never had been a copy.
    copies.drop(url)
    fresh(client, "GET", url, where, fields, b"", True)


def tunnel(client, place):
    host, _, port = place.rpartition(":")
    if not port.isdigit() or int(port) != 443:
        raise Bad(403, "443 only")
    try:
        sock = socket.create_connection((host, int(port)), timeout=20)
    except OSError as error:
        raise Bad(502, str(error))
    sock.settimeout(None)
    client.sock.sendall(b"HTTP/1.1 200 Go ahead\r\n\r\n")
    if client.stream.got:
        sock.sendall(client.stream.got)

    def carry(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    back = threading.Thread(target=carry, args=(sock, client.sock), daemon=True)
    back.start()
    carry(client.sock, sock)
    back.join()
    sock.close()


def one(client):
    """One request. True when the connection may stay."""
    line = client.stream.line()
    if line is None:
        return False
    words = line.decode("latin-1").split(" ")
    if len(words) != 3 or not re.fullmatch(r"HTTP/1\.[01]", words[2]) or not words[0].isalpha():
        raise Bad(400, "Illegal request")
    method, text, version = words
    fields = client.stream.fields()
    if method == "CONNECT":
        if denied(text.rpartition(":")[0].lower()):
            raise Bad(403, "denied")
        tunnel(client, text)
        return False
    body = b"".join(body_of(client.stream, fields, ()))
    fields = [field for field in fields if field[0] != "content-length"]
    if body or method in ("POST", "PUT", "PATCH"):
        fields.append(("content-length", len(body)))
    where = target(text)
    if denied(where[0]):
        raise Bad(403, "denied")
    url = "http://%s:%d%s" % where
    own = {"authorization", "range", "if-none-match", "if-modified-since", "if-match", "if-range"}
    if method == "GET" and not body and not any(get(fields, name) for name in own):
        with guard:
            lock = locks.setdefault(url, threading.Lock())
        with lock:
            cached(client, url, where, fields)
    else:
        fresh(client, method, url, where, fields, body, False)
        if method not in ("GET", "HEAD", "OPTIONS"):
            copies.drop(url)
    wishes = tokens(fields, "connection") | tokens(fields, "proxy-connection")
    return "close" not in wishes and version == "HTTP/1.1"


def serve(sock, address):
    client = Client(sock)
    with sock:
        try:
            sock.settimeout(60)
            if not ipaddress.ip_address(address[0]).is_private or address[0].startswith("203.0.113."):
                return client.page(403, "not for you")
            while True:
                client.begun = False
                if not one(client):
                    return
        except Bad as error:
            if client.begun:
                client.reset()
            else:
                client.page(*error.args)
        except (Broken, OSError, ValueError) as error:
            print("broken:", repr(error))
            client.reset()


listener = socket.create_server(("", 8888), backlog=128)
while True:
    threading.Thread(target=serve, args=listener.accept(), daemon=True).start()
