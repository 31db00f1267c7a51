# Just the exercise: HTTP/1.0, a thread for each browser, copies in a dictionary.
import socket
import sys
from threading import Thread

port = int(sys.argv[1]) if len(sys.argv) > 1 else 3128
copies = {}


def fetch(host, path):
    with socket.create_connection((host, 80), 4) as s:
        # one byte at a time, as a slow terminal would
        for byte in ('GET %s HTTP/1.0\r\nHOST:%s\r\n\r\n' % (path, host)).encode('latin-1'):
            s.send(bytes([byte]))
        answer = bytearray()
        while True:
            part = s.recv(1000)
            if not part:
                return bytes(answer)
            answer += part


def handle(browser):
    with browser:
        try:
            head = b''
            while b'\n\r\n' not in head and b'\n\n' not in head:
                part = browser.recv(100)
                if not part:
                    return
                head += part
            words = head.splitlines()[0].decode('latin-1').split()
            if len(words) != 3 or words[0] != 'GET':
                browser.sendall(b'Illegal request\n')
                return
            url = words[1][7:] if words[1][:7].lower() == 'http://' else words[1].lstrip('/')
            host, _, path = url.partition('/')
            if not host or '/' not in url:
                browser.sendall(b'Illegal request\n')
                return
            if url not in copies:
                try:
                    answer = fetch(host, '/' + path)
                except OSError as e:
                    browser.sendall(('HTTP/1.0 503 Nao deu\r\n\r\n%s\r\n' % e).encode())
                    return
                if b' 200' not in answer.split(b'\n')[0]:
                    browser.sendall(answer)
                    return
                copies[url] = answer
            browser.sendall(copies[url])
        except OSError as e:
            print(e)


s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('0.0.0.0', port))
s.listen(30)
print('http://localhost:%d/' % port)
while True:
    c, who = s.accept()
    Thread(target=handle, args=(c,), daemon=True).start()
