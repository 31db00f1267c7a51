import socket
import sys

domain = sys.argv[1]
dns_server = sys.argv[2] if len(sys.argv) > 2 else "8.8.8.8"


def build_query(domain):
    header = b"\x00\x01"  # id
    header += b"\x01\x00"  # recursion desired
    header += b"\x00\x01"  # one question
    header += b"\x00\x00\x00\x00\x00\x00"
    qname = b""
    for part in domain.split("."):
        qname += bytes([len(part)]) + part.encode()
    qname += b"\x00"
    return header + qname + b"\x00\x01\x00\x01"


sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
query = build_query(domain)
sock.sendto(query, (dns_server, 53))
data, addr = sock.recvfrom(512)

# the answer starts behind the question; the name is a pointer of 2 bytes
answer = data[len(query):]
ip = answer[12:16]
print("IP address of %s: %d.%d.%d.%d" % (domain, ip[0], ip[1], ip[2], ip[3]))
