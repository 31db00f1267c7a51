from socket import *
import time

serverName = '192.168.103.148'   # laptop of my lab partner
serverPort = 12000

clientSocket = socket(AF_INET, SOCK_DGRAM)
clientSocket.settimeout(1)

sequence = 1
while sequence <= 10:
    start = time.time()
    message = 'Ping %d %f' % (sequence, start)
    clientSocket.sendto(message.encode(), (serverName, serverPort))
    try:
        reply, address = clientSocket.recvfrom(1024)
        rtt = time.time() - start
        print(reply.decode())
        print('RTT: %.6f ms' % rtt)
    except timeout:
        print('Request timed out')
    sequence += 1

clientSocket.close()
