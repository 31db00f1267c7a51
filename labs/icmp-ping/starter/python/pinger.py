"""ICMP pinger: fill in the five parts marked TODO. Run it as root: sudo python3 pinger.py 127.0.0.1"""

import os
import select
import socket
import struct
import sys
import time

ECHO_REPLY = 0
ECHO_REQUEST = 8
TIMEOUT_S = 1.0


def checksum(message):
    """The Internet checksum over bytes (RFC 1071): add 16-bit words, fold the carries in, invert."""
    # TODO 1 (requirement 2)
    return 0


def build_request(identifier, sequence):
    """An echo request: type, code, checksum, identifier, sequence number; then the time as payload."""
    payload = struct.pack("!d", time.time())
    header = struct.pack("!BBHHH", ECHO_REQUEST, 0, 0, identifier, sequence)
    # TODO 2 (requirement 2): compute the checksum over header + payload, and build the header again with it.
    return header + payload


def wait_for_reply(sock, identifier, sequence):
    """The round-trip time in seconds, or None when no reply came within TIMEOUT_S."""
    deadline = time.time() + TIMEOUT_S
    while True:
        remaining = deadline - time.time()
        ready, _, _ = select.select([sock], [], [], max(0, remaining))
        if not ready:
            return None
        packet, address = sock.recvfrom(65535)
        received_at = time.time()
        # TODO 3 (requirement 9): find the ICMP message behind the IPv4 header. If it is not an echo reply with your
        # identifier and this sequence number, go on waiting. Else return received_at minus the time in the payload.


def ping(host):
    address = socket.gethostbyname(host)
    sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    identifier = os.getpid() & 0xFFFF
    print("Pinging %s (%s)" % (host, address))
    for sequence in range(1, 5):
        sock.sendto(build_request(identifier, sequence), (address, 0))
        rtt = wait_for_reply(sock, identifier, sequence)
        # TODO 4 (requirements 7 and 8): print the round-trip time in ms, or that the request timed out.
        # TODO 5 (requirement 6): one request a second.


if __name__ == "__main__":
    ping(sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1")
