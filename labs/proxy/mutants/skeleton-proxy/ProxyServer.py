# Web proxy lab, filled in from the skeleton of the course book
from socket import *
import os

tcpSerPort = 8888
tcpSerSock = socket(AF_INET, SOCK_STREAM)
tcpSerSock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
tcpSerSock.bind(('', tcpSerPort))
tcpSerSock.listen(5)

if not os.path.exists("cache"):
    os.mkdir("cache")

while True:
    # Start receiving data from the client
    print('Ready to serve...')
    tcpCliSock, addr = tcpSerSock.accept()
    print('Received a connection from: ', addr)
    message = tcpCliSock.recv(4096).decode()
    print(message)
    # Extract the filename from the given message
    filename = message.split()[1].partition("/")[2]
    filetouse = "cache/" + filename.replace("/", "_")
    try:
        # Check whether the file exists in the cache
        f = open(filetouse, "rb")
        outputdata = f.read()
        f.close()
        # ProxyServer finds a cache hit and generates a response message
        tcpCliSock.send(b"HTTP/1.0 200 OK\r\n")
        tcpCliSock.send(b"Content-Type:text/html\r\n\r\n")
        tcpCliSock.sendall(outputdata)
        print('Read from cache')
    except IOError:
        # Create a socket on the proxyserver
        c = socket(AF_INET, SOCK_STREAM)
        hostn = filename.partition("/")[0]
        path = filename.partition("/")[2]
        print(hostn)
        try:
            c.connect((hostn, 80))
            request = "GET /" + path + " HTTP/1.0\r\nHost: " + hostn + "\r\n\r\n"
            c.sendall(request.encode())
            pieces = []
            while True:
                data = c.recv(4096)
                if not data:
                    break
                pieces.append(data)
            c.close()
            answer = b"".join(pieces)
            # Create a new file in the cache for the requested file
            tmpFile = open(filetouse, "wb")
            tmpFile.write(answer)
            tmpFile.close()
            tcpCliSock.sendall(answer)
        except Exception as e:
            print("Illegal request", e)
            tcpCliSock.send(b"HTTP/1.0 404 Not Found\r\n\r\n")
    tcpCliSock.close()
