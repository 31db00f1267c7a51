import socket
import threading

PORT = 8001


def handle(client):
    request = client.recv(8192)
    if not request:
        client.close()
        return
    lines = request.split(b'\r\n')
    url = lines[0].split(b' ')[1].decode()
    rest = url.split('://')[1]
    slash = rest.index('/')
    host = rest[:slash]
    port = 80
    if ':' in host:
        host, port = host.split(':')
        port = int(port)

    upstream = socket.create_connection((host, port))
    upstream.sendall(request.replace(('http://' + rest[:slash]).encode(), b'', 1))
    while True:
        data = upstream.recv(4096)
        if len(data) == 0:
            break
        client.send(data)
    upstream.close()
    client.close()


def main():
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(('0.0.0.0', PORT))
    server.listen(50)
    print('proxy on port', PORT)
    while True:
        client, address = server.accept()
        threading.Thread(target=handle, args=(client,), daemon=True).start()


main()
