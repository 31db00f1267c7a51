"""Holds a datagram ICMP socket for the pinger, which is in Node.js: that cannot open one.

Arguments: the family, 4 or 6, and the address to ping. Standard input: ICMP messages to send, each behind its length in
two bytes. Standard output: a line of JSON for each thing that happens. It ends when its standard input does. It neither
builds nor reads ICMP; the kernel sets identifier and checksum, and passes on nothing but answers to this socket.
See icmp(7), and IP_RECVERR in ip(7). Linux only.
"""

import json
import os
import select
import socket
import struct
import sys
import time

IP_RECVTTL, IP_RECVERR, IPV6_RECVERR = 12, 11, 25  # Python has no names for these before 3.14.
ORIGIN_ICMP = {4: 2, 6: 3}


def open_socket(family, address):
    if family == 4:
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP)
        sock.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
        sock.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 1)
        sock.bind(("", 0))
    else:
        sock = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM, socket.IPPROTO_ICMPV6)
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT, 1)
        sock.setsockopt(socket.IPPROTO_IPV6, IPV6_RECVERR, 1)
        sock.bind(("::", 0))
    sock.setblocking(False)
    return sock, socket.getaddrinfo(address, 0, type=socket.SOCK_DGRAM)[0][4]


def tell(event, **what):
    print(json.dumps({"event": event, **what}), flush=True)


def send(sock, target, message):
    at = time.monotonic_ns()
    try:
        sock.sendto(message, target)
        tell("sent", atNs=str(at))
    except OSError as error:
        tell("unsent", reason=os.strerror(error.errno or 0))


def receive_messages(sock):
    while True:
        try:
            message, more, _, source = sock.recvmsg(65535, 256)
        except OSError:  # nothing more, or an error that the other queue explains
            return
        at = time.monotonic_ns()
        # IP_TTL or IPV6_HOPLIMIT: the one thing that we asked for.
        ttl = next((struct.unpack("i", data)[0] for _, _, data in more), None)
        tell("message", atNs=str(at), source=source[0], ttl=ttl, message=message.hex())


def receive_errors(sock, family):
    while True:
        try:
            quoted, more, _, _ = sock.recvmsg(65535, 512, socket.MSG_ERRQUEUE)
        except OSError:
            return
        for level, kind, data in more:
            if (level, kind) not in ((socket.IPPROTO_IP, IP_RECVERR), (socket.IPPROTO_IPV6, IPV6_RECVERR)):
                continue
            # struct sock_extended_err, and behind it the address of the one who sent the error.
            _, origin, code_type, code, _, _, _ = struct.unpack_from("=IBBBBII", data)
            if origin != ORIGIN_ICMP[family]:
                continue
            start, end, af = (20, 24, socket.AF_INET) if family == 4 else (24, 40, socket.AF_INET6)
            source = socket.inet_ntop(af, data[start:end])
            tell("error", source=source, type=code_type, code=code, quoted=quoted.hex())


def main():
    family = int(sys.argv[1])
    sock, target = open_socket(family, sys.argv[2])
    tell("open", identifier=sock.getsockname()[1])
    waiting = b""
    while True:
        ready, _, _ = select.select([0, sock], [], [])
        if sock in ready:
            receive_errors(sock, family)
            receive_messages(sock)
        if 0 in ready:
            read = os.read(0, 65536)
            if not read:
                return
            waiting += read
            while len(waiting) >= 2 and len(waiting) >= 2 + int.from_bytes(waiting[:2], "big"):
                length = int.from_bytes(waiting[:2], "big")
                send(sock, target, waiting[2 : 2 + length])
                waiting = waiting[2 + length :]


try:
    main()
except OSError as error:
    sys.exit(f"{error.strerror or error}")
