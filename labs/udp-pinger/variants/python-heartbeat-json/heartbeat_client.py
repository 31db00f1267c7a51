# A JSON object every 0.4 seconds, until somebody stops it. No word on the terminal.
import json
import socket
import sys
import time

server = (sys.argv[1], int(sys.argv[2])) if len(sys.argv) > 2 else ("10.11.12.13", 12000)
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
number = 0
due = time.monotonic()
try:
    while True:
        number += 1
        beat = {"when": time.strftime("%Y-%m-%dT%H:%M:%S"), "ms": int(time.time() * 1000) % 1000, "n": number}
        try:
            sock.sendto(json.dumps(beat).encode(), server)
        except OSError:
            pass
        due += 0.4
        time.sleep(max(0, due - time.monotonic()))
except KeyboardInterrupt:
    pass
