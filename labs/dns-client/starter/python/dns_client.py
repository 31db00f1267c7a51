"""DNS client: asks a name server for the addresses of a name. The numbers are requirements of the handout.

Run it with: python3 dns_client.py NAME [SERVER]
"""

import socket
import struct
import sys

name = sys.argv[1]
server = sys.argv[2] if len(sys.argv) > 2 else '1.1.1.1'


def encode_name(name):
    # TODO requirement 2: each label behind a byte with its length, then a zero byte.
    return name.encode()


def make_query(name):
    # TODO requirement 3: draw the id by chance.
    query_id = 1
    flags = 0  # TODO requirement 1: RD is 0x0100.
    header = struct.pack('!6H', query_id, flags, 1, 0, 0, 0)
    return header + encode_name(name) + struct.pack('!2H', 1, 1)


client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

# TODO requirement 8: set a time-out (settimeout), and ask again when it passes.
client.sendto(make_query(name), (server, 53))
reply, sender = client.recvfrom(4096)

# TODO requirement 3: pass over a reply with another id.
# TODO requirement 7: look at RCODE.
# TODO requirements 4, 5 and 6: walk through the records, and print the address of each record of type A.
print(reply)
