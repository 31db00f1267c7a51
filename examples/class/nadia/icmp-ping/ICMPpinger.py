import os
import select
import socket
import struct
import sys
import time

ICMP_ECHO_REQUEST = 8


def checksum(data):
    if len(data) % 2:
        data += b'\x00'
    total = sum(struct.unpack('!%dH' % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xffff)
    total += total >> 16
    return ~total & 0xffff


def build(ident, seq):
    data = struct.pack('!d', time.time())
    header = struct.pack('!BBHHH', ICMP_ECHO_REQUEST, 0, 0, ident, seq)
    return struct.pack('!BBHHH', ICMP_ECHO_REQUEST, 0, checksum(header + data), ident, seq) + data


def wait_for_reply(sock, ident, seq, timeout):
    left = timeout
    while left > 0:
        started = time.time()
        if not select.select([sock], [], [], left)[0]:
            return None
        received = time.time()
        packet, address = sock.recvfrom(1024)
        icmp = packet[20:]
        kind, code, _, packet_id, packet_seq = struct.unpack('!BBHHH', icmp[:8])
        if kind == 0 and packet_id == ident and packet_seq == seq:
            sent = struct.unpack('!d', icmp[8:16])[0]
            return (received - sent) * 1000, packet[8], address[0]
        left -= time.time() - started
    return None


def ping(host, count=10):
    dest = socket.gethostbyname(host)
    ident = os.getpid() & 0xffff
    rtts = []
    sent = 0
    print('Pinging %s [%s]:' % (host, dest))
    try:
        sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.getprotobyname('icmp'))
        for seq in range(1, count + 1):
            sock.sendto(build(ident, seq), (dest, 1))
            sent += 1
            result = wait_for_reply(sock, ident, seq, 1)
            if result is None:
                print('Request timed out.')
            else:
                rtts.append(result[0])
                print('Reply from %s: time=%.3f ms TTL=%d' % (result[2], result[0], result[1]))
                time.sleep(1)
    except PermissionError:
        sys.exit('Raw sockets need administrator rights.')
    except KeyboardInterrupt:
        print()
    print('%d sent, %d received, %.0f%% loss' % (sent, len(rtts), 100 * (sent - len(rtts)) / max(sent, 1)))
    if rtts:
        print('min/avg/max = %.3f/%.3f/%.3f ms' % (min(rtts), sum(rtts) / len(rtts), max(rtts)))


ping('www.google.com')
