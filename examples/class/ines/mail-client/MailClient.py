from socket import *

# For the test I start a server that only prints the mails on my machine:
#   python -m aiosmtpd -n -l localhost:1025
mailserver = ('localhost', 1025)

sender = input('From: ')
recipient = input('To: ')
subject = input('Subject: ')
body = input('Message: ')

clientSocket = socket(AF_INET, SOCK_STREAM)
clientSocket.connect(mailserver)
recv = clientSocket.recv(1024).decode()
print(recv)
if recv[:3] != '220':
    print('220 reply not received from server.')

# Send HELO command and print server response.
clientSocket.send('HELO Alice\r\n'.encode())
recv1 = clientSocket.recv(1024).decode()
print(recv1)
if recv1[:3] != '250':
    print('250 reply not received from server.')

clientSocket.send(('MAIL FROM: <' + sender + '>\r\n').encode())
print(clientSocket.recv(1024).decode())

clientSocket.send(('RCPT TO: <' + recipient + '>\r\n').encode())
print(clientSocket.recv(1024).decode())

clientSocket.send('DATA\r\n'.encode())
print(clientSocket.recv(1024).decode())

# The message ends with a single period.
clientSocket.send(('From: ' + sender + '\r\n').encode())
clientSocket.send(('To: ' + recipient + '\r\n').encode())
clientSocket.send(('Subject: ' + subject + '\r\n').encode())
clientSocket.send((body + '\r\n').encode())
clientSocket.send('.\r\n'.encode())
print(clientSocket.recv(1024).decode())

clientSocket.send('QUIT\r\n'.encode())
print(clientSocket.recv(1024).decode())
clientSocket.close()
