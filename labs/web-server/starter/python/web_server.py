"""A web server on bare sockets. Fill the gaps in the order of their numbers; it starts as it is.

    python3 web_server.py
    curl -v http://localhost:6789/HelloWorld.html
"""

import socket

PORT = 6789


def main():
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # Without this, a restart fails for a minute with "Address already in use".
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # "" means all addresses of this host.
    listener.bind(("", PORT))
    listener.listen()
    print(f"Serving the current folder on http://localhost:{PORT}/")
    while True:
        connection, client = listener.accept()
        with connection:
            serve(connection)


def serve(connection):
    """Reads one request and answers it."""
    request = read_head(connection)
    target = target_of(request)
    print("asked for", target)

    # TODO 3: open the file that the target names, read its bytes ("rb"), and answer with them.
    # TODO 4: when there is no such file, answer with send_response(connection, "404 Not Found", a short page).
    send_response(connection, "501 Not Implemented", b"<h1>Nothing here yet</h1>")


def read_head(connection):
    """Returns the bytes of the request up to its empty line."""
    # TODO 1: one recv() may bring only a part of the request. Call it until b"\r\n\r\n" has come,
    # or until it returns b"": then the client has closed.
    return connection.recv(1024)


def target_of(request):
    """Returns the target of the request line: "/HelloWorld.html" of "GET /HelloWorld.html HTTP/1.1"."""
    # TODO 2: take the second word of the first line. What if there is none?
    return "/"


def send_response(connection, status, body):
    """Sends a status line, header lines, an empty line and the body (bytes)."""
    head = f"HTTP/1.1 {status}\r\n"
    # TODO 5: add the header lines Content-Type and Content-Length, each ended by \r\n.
    head += "\r\n"
    connection.sendall(head.encode() + body)


main()
