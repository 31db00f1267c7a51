# Python 2.7
import socket
import thread
import sys

PORT = 8080
cache = {}


def worker(conn, addr):
    request = conn.recv(8192)
    if not request:
        conn.close()
        return
    line = request.split('\n')[0]
    print "[*] %s: %s" % (addr[0], line)
    try:
        url = line.split(' ')[1]
        if '://' in url:
            url = url.split('://')[1]
        else:
            url = url.lstrip('/')
        host, _, path = url.partition('/')
        if cache.has_key(url):
            print "[*] from cache"
            conn.sendall(cache[url])
            conn.close()
            return
        port = 80
        if ':' in host:
            host, port = host.split(':')
        s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        s.connect((host, int(port)))
        s.send("GET /%s HTTP/1.0\r\nHost: %s\r\nConnection: close\r\n\r\n" % (path, host))
        data = ''
        while 1:
            part = s.recv(8192)
            if len(part) == 0:
                break
            data += part
            conn.sendall(part)
        s.close()
        cache[url] = data
    except Exception, e:
        print "[!] %s" % e
        conn.send("HTTP/1.0 400 Bad Request\r\n\r\nIllegal request\r\n")
    conn.close()


def main():
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(('', PORT))
    s.listen(50)
    print "[*] Proxy listening on port", PORT
    try:
        while True:
            conn, addr = s.accept()
            thread.start_new_thread(worker, (conn, addr))
    except KeyboardInterrupt:
        s.close()
        sys.exit()


main()
