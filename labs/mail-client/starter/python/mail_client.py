"""Sends one mail. Fill in the gaps marked GAP; the numbers are those of the handout.

    python3 mail_client.py --host smtp.example.org --port 465 --user me@example.org \
        --from me@example.org --to you@example.net --subject Hello --body "How are you?"

The password comes from the environment variable MAIL_PASSWORD.
"""

import argparse
import base64
import os
import socket
import ssl
import sys


def read_arguments():
    parser = argparse.ArgumentParser(description="Sends one mail by SMTP.")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, default=465)
    parser.add_argument("--user")
    parser.add_argument("--from", dest="sender", required=True)
    parser.add_argument("--to", dest="recipient", required=True)
    parser.add_argument("--subject", required=True)
    parser.add_argument("--body", required=True)
    return parser.parse_args()


def connect(host, port):
    """Requirement 1: a TLS connection."""
    plain = socket.create_connection((host, port), timeout=60)
    context = ssl.create_default_context()
    return context.wrap_socket(plain, server_hostname=host)


def read_reply(connection):
    """Returns the code and the text of the server's reply.

    GAP 18: one recv() is not always one reply. Collect until the last line ("250 ...", not "250-...") is there.
    """
    text = connection.recv(4096).decode()
    print("S:", text.rstrip())
    return text[:3], text


def command(connection, line, expected):
    """Sends one command and waits for its reply."""
    print("C:", line)
    connection.sendall((line + "\r\n").encode())
    code, text = read_reply(connection)
    # GAP 11: what if code is not the expected one?
    return text


def log_in(connection, user, password):
    # GAP 5: AUTH LOGIN, then user and password in base64, each after a 334.
    pass


def build_message(arguments):
    # GAP 7: From, To, Subject, Date, and an empty line.
    header = ""
    # GAP 19: a line of the text that begins with a dot.
    return header + arguments.body


def main():
    arguments = read_arguments()
    password = os.environ.get("MAIL_PASSWORD", "")
    connection = connect(arguments.host, arguments.port)
    read_reply(connection)
    command(connection, "EHLO client.example", "250")
    log_in(connection, arguments.user, password)
    # GAP 6: MAIL FROM and RCPT TO.
    # GAP 8: DATA, the message, CR LF . CR LF.
    # GAP 9: QUIT.
    connection.close()


if __name__ == "__main__":
    main()
