# pings like the real ping, with datetime
import socket
import sys
from datetime import datetime, timedelta

if len(sys.argv) != 3:
    print('usage: python3 client.py port host')
    sys.exit(1)
port, host = int(sys.argv[1]), sys.argv[2]
SECOND = timedelta(seconds=1)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.setblocking(False)
rtts = []
for seq in range(1, 11):
    sent = datetime.now()
    text = f"Ping {seq} {sent:%H:%M:%S.%f}"
    sock.sendto(text.encode(), (host, port))
    rtt = None
    # looks again and again
    while datetime.now() - sent < SECOND and rtt is None:
        try:
            data = sock.recv(4096)
        except (BlockingIOError, ConnectionRefusedError):
            socket.socket().close()
            continue
        if data.decode('utf-8', 'replace').upper() == text.upper():
            rtt = datetime.now() - sent
    if rtt is None:
        print("*** no reply for", seq, "***")
    else:
        rtts.append(rtt)
        print("64 bytes from", host, "seq", seq, "time", rtt)
print("---", host, "statistics ---")
print("sent: 10  received:", len(rtts), " packet loss:", f"{(10 - len(rtts)) / 10:.0%}")
if rtts:
    mean = sum(rtts, timedelta()) / len(rtts)
    print("rtt max", max(rtts), "avg", mean, "min", min(rtts))
