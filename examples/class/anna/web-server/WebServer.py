# Lab 1: Web Server
# Open http://localhost:6789/HelloWorld.html in the browser
from socket import *

serverPort = 6789
serverSocket = socket(AF_INET, SOCK_STREAM)
serverSocket.bind(('', serverPort))
serverSocket.listen(1)
print('The web server is up on port', serverPort)

while True:
    print('Ready to serve...')
    connectionSocket, addr = serverSocket.accept()
    try:
        message = connectionSocket.recv(8192).decode()
        print(message)
        filename = message.split()[1]
        f = open(filename[1:])
        outputdata = f.read()
        f.close()

        # header, then an empty line
        header = 'HTTP/1.1 200 OK\n'
        header += 'Content-Type: text/html\n'
        header += 'Content-Length: ' + str(len(outputdata)) + '\n'
        header += 'Connection: close\n\n'
        connectionSocket.send(header.encode())

        for i in range(0, len(outputdata)):
            connectionSocket.send(outputdata[i].encode())
        connectionSocket.close()
    except IOError:
        connectionSocket.send('HTTP/1.1 404 Not Found\n\n'.encode())
        connectionSocket.send('<html><body><h1>404 Not Found</h1></body></html>'.encode())
        connectionSocket.close()
