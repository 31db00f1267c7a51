# Exercise 3: a simple mail client.
# Sends one mail through Google's server, with sockets only.
import base64
import socket
import ssl

MAIL_SERVER = 'smtp.gmail.com'
PORT = 465
USER = 'networks.student.2026@gmail.com'
PASSWORD = 'abcd efgh ijkl mnop'  # app password
TO = 'networks.student.2026@gmail.com'

msg = '\r\n I love computer networks!'
endmsg = '\r\n.\r\n'

context = ssl.create_default_context()
raw_socket = socket.create_connection((MAIL_SERVER, PORT))
client = context.wrap_socket(raw_socket, server_hostname=MAIL_SERVER)

recv = client.recv(1024).decode()
print(recv)
if recv[:3] != '220':
    print('220 reply not received from server.')


def command(line, expected):
    client.send((line + '\r\n').encode())
    answer = client.recv(1024).decode()
    print(answer)
    if answer[:3] != expected:
        print(expected + ' reply not received from server.')
    return answer


command('HELO Alice', '250')
command('AUTH LOGIN', '334')
command(base64.b64encode(USER.encode()).decode(), '334')
command(base64.b64encode(PASSWORD.encode()).decode(), '235')
command('MAIL FROM: <' + USER + '>', '250')
command('RCPT TO: <' + TO + '>', '250')
command('DATA', '354')

client.send(('From: ' + USER + '\r\nTo: ' + TO + '\r\nSubject: Lab 3\r\n').encode())
client.send((msg + endmsg).encode())
print(client.recv(1024).decode())

command('QUIT', '221')
client.close()
