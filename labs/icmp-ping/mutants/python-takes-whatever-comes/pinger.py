import os
import socket
import struct
import sys
import time

COUNT = 6


def checksum(data):
    total = sum(struct.unpack('!%dH' % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xffff)
    return ~(total + (total >> 16)) & 0xffff


def build(ident, seq):
    data = struct.pack('!d', time.time())
    header = struct.pack('!BBHHH', 8, 0, 0, ident, seq)
    return struct.pack('!BBHHH', 8, 0, checksum(header + data), ident, seq) + data


def ping(sock, address, seq):
    sock.sendto(build(os.getpid() & 0xffff, seq), (address, 1))
    sent = time.time()
    try:
        packet, sender = sock.recvfrom(2048)
    except socket.timeout:
        print('seq=%d: Request timed out' % seq)
        return None
    rtt = (time.time() - sent) * 1000
    print('reply from %s: seq=%d ttl=%d time=%.3f ms' % (sender[0], seq, packet[8], rtt))
    return rtt


try:
    address = socket.gethostbyname('www.example.com')
    sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
except OSError as error:
    sys.exit('cannot ping: %s' % error)
sock.settimeout(1)
rtts, seq = [], 0
try:
    while seq < COUNT:
        seq += 1
        rtt = ping(sock, address, seq)
        if rtt is not None:
            rtts.append(rtt)
            time.sleep(1)
except KeyboardInterrupt:
    pass
print('%d sent, %d received, %.1f%% loss' % (seq, len(rtts), 100 * (seq - len(rtts)) / seq))
if rtts:
    print('min/avg/max = %.3f/%.3f/%.3f ms' % (min(rtts), sum(rtts) / len(rtts), max(rtts)))
