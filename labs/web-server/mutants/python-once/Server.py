# simple server - run it, then open http://localhost:12000/HelloWorld.html
import socket

HEADER = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'

sock = socket.socket()
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.bind(('', 12000))
sock.listen(5)


def get_file(name):
    f = open('.' + name, 'rb')
    data = f.read()
    f.close()
    return HEADER.encode() + data


conn, addr = sock.accept()
request = conn.recv(1024).decode()
path = request.split(' ')[1]
print('request for', path)
answer = get_file(path)
conn.send(HEADER.encode())
conn.sendall(answer)
conn.close()
sock.close()
