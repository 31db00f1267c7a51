"""Web proxy. Fill in the gaps marked TODO, in their order.

Start it:   python3 proxy.py [PORT]
Try it:     curl -v http://localhost:8888/www.example.com/index.html
"""

import socket
import sys

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 8888


def read_head(connection):
    """Reads from the browser until the empty line that ends a request's head. Returns the bytes."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(4096)
        if not piece:
            return head
        head += piece
    return head


def parse_target(head):
    """Returns (host, path) of a request.

    b"GET /www.example.com/a.html HTTP/1.1..."        -> ("www.example.com", "/a.html")
    b"GET http://www.example.com/a.html HTTP/1.1..."  -> ("www.example.com", "/a.html")
    """
    # TODO 1: take the second word of the first line apart (requirements 1 and 2).
    # TODO 2: raise ValueError when the request is malformed (requirement 8).
    raise ValueError("parse_target is not written yet")


def fetch(host, path):
    """Asks the origin for a page and returns its whole answer, head and body, as bytes."""
    # TODO 3: connect to port 80 of the host, send a request with Host and "Connection: close", and
    #         read until the origin closes (requirements 3 and 4).
    return b""


def handle(connection):
    """Answers one request of a browser."""
    try:
        host, path = parse_target(read_head(connection))
    except ValueError as error:
        print("Illegal request:", error)
        # TODO 4: answer "HTTP/1.1 400 Bad Request" with a short page.
        return
    # TODO 5: look in the cache first, and store what was fetched (requirement 5).
    # TODO 6: when fetch() raises OSError, answer "HTTP/1.1 502 Bad Gateway" (requirement 7).
    connection.sendall(fetch(host, path))


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("", PORT))
    server.listen(50)
    print("The proxy listens on port", PORT)
    while True:
        connection, address = server.accept()
        # TODO 7: a thread for each connection (requirement 6).
        with connection:
            handle(connection)


main()
