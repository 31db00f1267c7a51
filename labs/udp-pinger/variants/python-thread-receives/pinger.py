# One thread receives for ever, the other sends and waits for an event.
import socket
import threading
import time

host = input("Server? ")
port = int(input("Port? "))

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("", 0))
current = {"text": None, "at": 0.0}
came = threading.Event()


def receiver():
    while True:
        try:
            data, _ = sock.recvfrom(1500)
        except OSError:
            continue
        if current["text"] is not None and data.upper() == current["text"].upper():
            current["rtt"] = time.perf_counter() - current["at"]
            current["text"] = None
            came.set()


threading.Thread(target=receiver, daemon=True).start()
rtts = []
for n in range(1, 11):
    came.clear()
    message = b"%d;%d" % (n, time.time_ns())
    current["at"] = time.perf_counter()
    current["text"] = message
    sock.sendto(message, (host, port))
    if came.wait(1.0):
        rtts.append(current["rtt"] * 1e3)
        print(f"[{n:2}] {rtts[-1]:.1f} milliseconds")
    else:
        current["text"] = None
        print(f"[{n:2}] *")

print(f"{len(rtts)}/10 answers, packet loss: {10 * (10 - len(rtts))}%")
if rtts:
    average = sum(rtts) / len(rtts)
    deviation = (sum(r * r for r in rtts) / len(rtts) - average * average) ** 0.5
    print(f"rtt min/avg/max/mdev = {min(rtts):.3f}/{average:.3f}/{max(rtts):.3f}/{deviation:.3f} ms")
