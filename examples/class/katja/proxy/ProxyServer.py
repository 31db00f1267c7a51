from socket import *
import sys
import os

# Proxy with a cache. In the browser: http://localhost:8888/www.example.com/
if len(sys.argv) <= 1:
    print('Usage : "python ProxyServer.py server_ip"\n[server_ip : It is the IP Address Of Proxy Server')
    sys.exit(2)

# Create a server socket, bind it to a port and start listening
tcpSerSock = socket(AF_INET, SOCK_STREAM)
tcpSerSock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
tcpSerSock.bind(('', 8888))
tcpSerSock.listen(100)

while 1:
    print('Ready to serve...')
    tcpCliSock, addr = tcpSerSock.accept()
    print('Received a connection from:', addr)
    message = tcpCliSock.recv(4096).decode()
    # Extract the filename from the given message
    filename = message.split()[1].partition("/")[2]
    hostn, _, path = filename.partition("/")
    cachefile = "cache/" + filename.replace("/", "_")
    if os.path.exists(cachefile):
        # ProxyServer finds a cache hit
        with open(cachefile, "rb") as f:
            tcpCliSock.sendall(f.read())
        print('Read from cache')
    else:
        try:
            c = socket(AF_INET, SOCK_STREAM)
            c.connect((hostn, 80))
            c.sendall(("GET /" + path + " HTTP/1.0\r\nHost: " + hostn + "\r\n\r\n").encode())
            pieces = []
            while True:
                data = c.recv(8192)
                if not data:
                    break
                pieces.append(data)
            c.close()
            buff = b"".join(pieces)
            tcpCliSock.sendall(buff)
            # keep a copy for the next time
            os.makedirs("cache", exist_ok=True)
            with open(cachefile, "wb") as tmpFile:
                tmpFile.write(buff)
        except Exception as e:
            print("Illegal request", e)
            tcpCliSock.send(b"HTTP/1.0 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n<h1>502 Bad Gateway</h1>\r\n")
    tcpCliSock.close()
