"""Watches one interface and writes what passes to standard output, stamped by the kernel.

A record: kind (1 = packet, 2 = synchronised), direction (0 = came in, 1 = went out), length kept, length on the wire,
seconds, nanoseconds, then the Ethernet frame. A line "N" on standard input is answered with a kind 2 record whose
seconds field is N, after all that had passed before it.
"""
import os
import select
import socket
import struct
import sys

ETH_P_ALL = 3
PACKET_OUTGOING = 4
SO_TIMESTAMPNS = 35
KEPT_BYTES = 65535
RECORD = struct.Struct(">BBIIII")


def main(interface):
    packets = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    packets.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    packets.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    packets.setblocking(False)
    output = os.fdopen(1, "wb", 1 << 16)

    def drain():
        while True:
            try:
                frame, extra, _, address = packets.recvmsg(KEPT_BYTES, 64)
            except BlockingIOError:
                return
            except OSError:  # the interface went away
                continue
            if address[0] != interface or not extra:
                continue
            seconds, nanoseconds = struct.unpack("qq", extra[0][2][:16])
            direction = 1 if address[2] == PACKET_OUTGOING else 0
            output.write(RECORD.pack(1, direction, len(frame), len(frame), seconds, nanoseconds))
            output.write(frame)

    output.write(RECORD.pack(2, 0, 0, 0, 0, 0))
    output.flush()
    pending = b""
    while True:
        ready, _, _ = select.select([packets, 0], [], [])
        drain()
        if 0 in ready:
            typed = os.read(0, 4096)
            if not typed:
                return
            *lines, pending = (pending + typed).split(b"\n")
            drain()
            for line in lines:
                output.write(RECORD.pack(2, 0, 0, 0, int(line), 0))
        output.flush()


main(sys.argv[1])
