from socket import *

serverSocket = socket(AF_INET, SOCK_DGRAM)
serverSocket.bind(('', 12000))
print('---Ready for ping messages')
while True:
    message, address = serverSocket.recvfrom(4096)
    print('---Receive a ping from %s:%d' % address)
    serverSocket.sendto(b'pong' + message[4:6], address)
