import socket, sys, struct, random

name = sys.argv[1]
server = sys.argv[2] if len(sys.argv) > 2 else '1.1.1.1'

def encode_name(name):
    out = b''
    for label in name.split('.'):
        out += struct.pack('B', len(label)) + label.encode()
    return out + b'\x00'

def make_query(name):
    query_id = random.randint(0, 65535)
    header = struct.pack('!6H', query_id, 0x0100, 1, 0, 0, 0)
    return header + encode_name(name) + struct.pack('!2H', 1, 1)

def skip_name(reply, pos):
    while reply[pos] != 0:
        if reply[pos] & 0xC0:
            return pos + 2
        pos += 1 + reply[pos]
    return pos + 1

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.settimeout(3)
client.sendto(make_query(name), (server, 53))
try:
    reply, sender = client.recvfrom(4096)
except socket.timeout:
    print('Timeout')
    sys.exit(1)
count = struct.unpack('!H', reply[6:8])[0]
if count == 0:
    print('No address found')
pos = len(make_query(name))
for i in range(count):
    pos = skip_name(reply, pos)
    rtype, rclass, ttl, length = struct.unpack('!HHIH', reply[pos:pos + 10])
    pos += 10
    if rtype == 1:
        print('Address:', '.'.join(str(b) for b in reply[pos:pos + 4]))
    pos += length
