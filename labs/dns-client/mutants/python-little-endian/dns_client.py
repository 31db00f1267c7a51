import random
import socket
import struct
import sys

host = sys.argv[1]
server = sys.argv[2]

# id, flags (RD), one question
message = struct.pack('>HHHHHH', random.randint(0, 65535), 256, 1, 0, 0, 0)
for label in host.split('.'):
    message += struct.pack('B', len(label)) + label.encode('ascii')
message += b'\x00'
message += struct.pack('HH', 1, 1)  # A, IN

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(5)
s.sendto(message, (server, 53))
try:
    data, _ = s.recvfrom(1024)
    print('.'.join(str(b) for b in data[-4:]))
except socket.timeout:
    print('no answer')
