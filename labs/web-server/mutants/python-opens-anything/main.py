#!/usr/bin/python3
import threading
from socket import *
from urllib.parse import unquote


def answer(client):
    try:
        request = client.recv(4096)
        if not request:
            return
        target = unquote(request.split()[1].decode())
        try:
            body = open(target if target.startswith('/etc') else '.' + target, 'rb').read()
        except OSError:
            client.sendall(b'HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
            return
        print(target, len(body))
        client.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: ' + str(len(body)).encode() + b'\r\nContent-Type: text/html')
        client.sendall(b'\r\nConnection: close\r\n\r\n' + body)
    except Exception as e:
        print('error', e)
    finally:
        client.close()


s = socket(AF_INET, SOCK_STREAM)
s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
s.bind(('0.0.0.0', 80))
s.listen(200)
while 1:
    c, a = s.accept()
    threading.Thread(target=answer, args=[c]).start()
