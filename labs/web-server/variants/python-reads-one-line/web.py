"""Reads the request line and nothing else: what stays unread turns the close into a reset."""
import fcntl
import os
import socket
import struct
import sys
import termios
import time
from threading import Thread
from urllib.parse import unquote

TYPES = {".html": "text/html", ".htm": "text/html", ".css": "text/css", ".png": "image/png"}


def request_line(conn):
    line = b""
    while not line.endswith(b"\n"):
        byte = conn.recv(1)
        if not byte:
            break
        line += byte
    return line.decode("latin-1")


def respond(words):
    if len(words) < 2:
        return "400 Bad Request", "text/html", "<p>Что?</p>".encode()
    if words[0] not in ("GET", "HEAD"):
        return "501 Not Implemented", "text/html", "<p>Нет.</p>".encode()
    path = os.path.normpath("/" + unquote(words[1].split("?")[0])).lstrip("/")
    if not os.path.isfile(path):
        return "404 Not Found", "text/html", "<p>Тут ничего нет.</p>".encode()
    with open(path, "rb") as file:
        return "200 OK", TYPES.get(os.path.splitext(path)[1], "text/plain"), file.read()


def wait_until_sent(conn):
    # a reset throws away what the kernel has not sent yet
    while struct.unpack("i", fcntl.ioctl(conn, termios.TIOCOUTQ, b"0000"))[0] > 0:
        time.sleep(0.01)


def serve(conn):
    with conn:
        try:
            words = request_line(conn).split()
            if not words:
                return
            status, kind, body = respond(words)
            head = "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            conn.sendall((head % (status, kind, len(body))).encode())
            if words[0] != "HEAD":
                conn.sendall(body)
            wait_until_sent(conn)
        except OSError as error:
            print(error, file=sys.stderr)


listener = socket.create_server(("", 80), backlog=100)
while True:
    Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
