import base64
import socket
import ssl

# Sends a mail through Gmail (needs an app password)
MAIL_SERVER = 'smtp.gmail.com'
PORT = 465
USER = 'henrik.student@gmail.com'
PASSWORD = 'abcd efgh ijkl mnop'
RECIPIENT = 'teacher@example.edu'


def send(sock, line):
    print('C:', line)
    sock.send((line + '\r\n').encode())
    reply = sock.recv(1024).decode()
    print('S:', reply)
    return reply


context = ssl.create_default_context()
plain = socket.create_connection((MAIL_SERVER, PORT))
sock = context.wrap_socket(plain, server_hostname=MAIL_SERVER)
print('S:', sock.recv(1024).decode())

send(sock, 'EHLO henrik')
send(sock, 'AUTH LOGIN')
send(sock, base64.b64encode(USER.encode()).decode())
send(sock, base64.b64encode(PASSWORD.encode()).decode())
send(sock, 'MAIL FROM:<%s>' % USER)
send(sock, 'RCPT TO:<%s>' % RECIPIENT)
send(sock, 'DATA')

message = 'From: Henrik <%s>\r\n' % USER
message += 'To: <%s>\r\n' % RECIPIENT
message += 'Subject: Lab 3\r\n'
message += '\r\n'
message += 'I love computer networks!\r\n'
message += 'Yours, Henrik\r\n'
sock.send(message.encode())
send(sock, '.')
send(sock, 'QUIT')
sock.close()
