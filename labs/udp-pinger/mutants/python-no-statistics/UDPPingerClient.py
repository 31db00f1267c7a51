import time
from socket import *

server = ('localhost', 12000)
sock = socket(AF_INET, SOCK_DGRAM)
sock.settimeout(1)

for i in range(1, 11):
    start = time.time()
    sock.sendto(("Ping " + str(i) + " " + time.strftime("%H:%M:%S")).encode(), server)
    try:
        data, addr = sock.recvfrom(1024)
        print('Data:', data)
        print('RTT:', time.time() - start)
    except:
        print('Request timed out')
sock.close()
