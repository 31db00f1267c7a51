# Proxy for front pages: http://localhost:8888/www.example.com
import threading
from socket import *

cache = {}


def handle(client):
    try:
        request = b''
        while b'\r\n\r\n' not in request:
            data = client.recv(4096)
            if not data:
                return
            request += data
        words = request.split(b'\r\n')[0].split()
        if len(words) != 3 or not words[1].startswith(b'/'):
            client.sendall(b'HTTP/1.0 400 Bad Request\r\nContent-Length: 0\r\n\r\n')
            return
        # everything behind the slash is the host name
        host = words[1][1:].decode('latin-1')
        print('asked for', host)
        if host in cache:
            client.sendall(cache[host])
            return
        try:
            server = create_connection((host, 80), timeout=5)
        except OSError as error:
            print('no connection:', error)
            client.sendall(b'HTTP/1.0 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')
            return
        server.sendall(b'GET / HTTP/1.0\r\nHost: ' + host.encode() + b'\r\n\r\n')
        parts = []
        while True:
            data = server.recv(65536)
            if not data:
                break
            parts.append(data)
        server.close()
        answer = b''.join(parts)
        if b' 200 ' in answer.split(b'\r\n')[0]:
            cache[host] = answer
        client.sendall(answer)
    except OSError as error:
        print('lost:', error)
    finally:
        client.close()


listener = socket(AF_INET, SOCK_STREAM)
listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
listener.bind(('', 8888))
listener.listen(50)
print('ready')
while True:
    connection, address = listener.accept()
    threading.Thread(target=handle, args=(connection,), daemon=True).start()
