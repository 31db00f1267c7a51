# My pinger for the networks course. Works on my laptop: python icmp_ping.py
import os
import select
import socket
import struct
import time

TARGET = "localhost"
WAIT = 1  # seconds


def inet_checksum(text):
    total = 0
    even = len(text) // 2 * 2
    for i in range(0, even, 2):
        total += ord(text[i]) + ord(text[i + 1]) * 256
    if even < len(text):
        total += ord(text[-1])
    while total > 0xffff:
        total = (total >> 16) + (total & 0xffff)
    return ~total & 0xffff


def make_request(ident):
    stamp = struct.pack("d", time.time())
    blank = struct.pack("BBHHH", 8, 0, 0, ident, 1)
    return struct.pack("BBHHH", 8, 0, inet_checksum(str(blank + stamp)), ident, 1) + stamp


def one_ping(addr, ident):
    sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.getprotobyname("icmp"))
    sock.sendto(make_request(ident), (addr, 1))
    left = WAIT
    result = "no answer"
    while left > 0:
        begin = time.time()
        readable, _, _ = select.select([sock], [], [], left)
        if not readable:
            break
        now = time.time()
        left -= now - begin
        packet, _ = sock.recvfrom(2048)
        kind, code, csum, packet_id, seq = struct.unpack("BBHHH", packet[20:28])
        if packet_id == ident:
            result = now - struct.unpack("d", packet[28:36])[0]
            break
    sock.close()
    return result


address = socket.gethostbyname(TARGET)
print("ping", TARGET, address)
while True:
    print(one_ping(address, os.getpid() & 0xffff))
    time.sleep(1)
