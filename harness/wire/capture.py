"""Watches one interface and writes what passes to standard output, stamped by the kernel.

A record: kind (1 = packet, 2 = synchronised), direction (0 = came in, 1 = went out), length kept, length on the wire,
seconds, nanoseconds, then the Ethernet frame. A line "N" on standard input is answered with a kind 2 record whose
seconds field is N, after all that had passed before it; a line "clear N" also begins a new scenario. What passes after
the most that is kept of one scenario is not looked at.
"""
import array
import os
import select
import socket
import struct
import sys

ETH_P_ALL = 3
PACKET_OUTGOING = 4
SO_TIMESTAMPNS = 35
SO_ATTACH_FILTER = 26
SO_DETACH_FILTER = 27
KEPT_BYTES = 65535
# Of one scenario. A program that sends byte by byte without end must not keep the machine busy with its packets.
MOST_BYTES = 8 << 20
MOST_PACKETS = 20000
RECORD = struct.Struct(">BBIIII")


def main(interface):
    packets = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    packets.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    packets.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    packets.setblocking(False)
    output = os.fdopen(1, "wb", 1 << 16)

    kept = {"bytes": 0, "packets": 0}

    def forget():
        if is_full():
            packets.setsockopt(socket.SOL_SOCKET, SO_DETACH_FILTER, 0)
        kept.update(bytes=0, packets=0)

    def is_full():
        return kept["bytes"] > MOST_BYTES or kept["packets"] > MOST_PACKETS

    def drain():
        while not is_full():
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
            kept["bytes"] += len(frame)
            kept["packets"] += 1
        drop_all(packets)

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
                *clear, number = line.split()
                if clear:
                    forget()
                output.write(RECORD.pack(2, 0, 0, 0, int(number), 0))
        output.flush()


def drop_all(packets):
    """Lets the kernel drop what comes, and what waits."""
    drop = array.array("B", struct.pack("HBBI", 6, 0, 0, 0))  # BPF: return 0
    program = struct.pack("HP", 1, drop.buffer_info()[0])
    packets.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)
    while True:
        try:
            packets.recv(1)
        except BlockingIOError:
            return
        except OSError:
            continue


main(sys.argv[1])
