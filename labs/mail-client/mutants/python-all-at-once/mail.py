# Mail client. usage: mail.py host port user password from to subject body
import base64
import socket
import ssl
import sys
from email.utils import formatdate

host, port, user, password, sender, to, subject, body = sys.argv[1:9]

context = ssl._create_unverified_context()
sock = context.wrap_socket(socket.create_connection((host, int(port))))
login = base64.b64encode(('\0%s\0%s' % (user, password)).encode()).decode()
lines = [
    'EHLO me',
    'AUTH PLAIN ' + login,
    'MAIL FROM:<%s>' % sender,
    'RCPT TO:<%s>' % to,
    'DATA',
    'From: %s' % sender,
    'To: %s' % to,
    'Subject: %s' % subject,
    'Date: %s' % formatdate(),
    '',
    body,
    '.',
    '',
]
# why wait? the server has it all
sock.sendall('\r\n'.join(lines).encode())
sock.settimeout(3)
try:
    while True:
        data = sock.recv(1000)
        if not data:
            break
        print(data.decode(), end='')
except socket.timeout:
    pass
print('mail sent!')
