"""Asks for its target, sends four requests on a fixed beat, and prints a report when all is over."""
import os
import queue
import socket
import struct
import sys
import threading
import time


def checksum(data):
    data += b"\x00" * (len(data) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data)) % 0xffff
    return 0xffff - total if total else 0


REASONS = {3: "destination unreachable", 11: "time to live exceeded", 12: "parameter problem"}
CODES = {0: "net", 1: "host", 2: "protocol", 3: "port", 13: "prohibited by a filter"}

target = input("Which host shall I ping? ").strip()
try:
    address = socket.gethostbyname(target)
    sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.getprotobyname("icmp"))
except socket.gaierror:
    sys.exit("I do not know the host %s." % target)
except OSError as error:
    sys.exit("I may not: %s" % error.strerror)

ident = os.getpid() % 65535 + 1
mail = queue.Queue()


def listen():
    while True:
        packet = sock.recv(4096)
        mail.put((time.perf_counter(), packet))


threading.Thread(target=listen, daemon=True).start()
report, times = [], []
sent = 0
try:
    for seq in range(1, 5):
        header = struct.pack("!BBHHH", 8, 0, 0, ident, seq)
        body = struct.pack("!Q", time.time_ns())
        start = time.perf_counter()
        sock.sendto(struct.pack("!BBHHH", 8, 0, checksum(header + body), ident, seq) + body, (address, 1))
        sent += 1
        line = "request %d: timed out" % seq
        while True:
            try:
                at, packet = mail.get(timeout=max(0, start + 1 - time.perf_counter()))
            except queue.Empty:
                break
            message = packet[(packet[0] & 0x0f) << 2:]
            kind, code = message[0], message[1]
            if kind == 0 and message[4:8] == struct.pack("!HH", ident, seq) and checksum(message) == 0:
                times.append((at - start) * 1000)
                line = "request %d: %.2f ms, TTL %d" % (seq, times[-1], packet[8])
                break
            if kind in REASONS:
                inner = message[8 + (message[8] & 0x0f) * 4:]
                if inner[4:8] == struct.pack("!HH", ident, seq):
                    line = "request %d: %s (%s)" % (seq, REASONS[kind], CODES.get(code, code))
                    break
        report.append(line)
        time.sleep(max(0, start + 1 - time.perf_counter()))
except KeyboardInterrupt:
    pass

print("PING %s" % address)
print("\n".join(report))
if sent:
    print("%d sent, %d received, loss %d%%" % (sent, len(times), round(100 * (sent - len(times)) / sent)))
if times:
    print("min %.2f ms  avg %.2f ms  max %.2f ms" % (min(times), sum(times) / len(times), max(times)))
