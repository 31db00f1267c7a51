from socket import *

server = input("Mail server: ")
port = int(input("Port: "))
sender = input("From: ")
recipient = input("To: ")
subject = input("Subject: ")
text = input("Message: ")

s = socket(AF_INET, SOCK_STREAM)
s.connect((server, port))


def expect(code):
    reply = s.recv(1024).decode()
    print(reply)
    if not reply.startswith(code):
        raise Exception(code + " reply not received from server.")


expect("220")
s.send(b"HELO alice\r\n")
expect("250")
s.send(("MAIL FROM: " + sender + "\n").encode())
expect("250")
s.send(("RCPT TO: " + recipient + "\n").encode())
expect("250")
s.send(b"DATA\n")
expect("354")
s.send(("From: %s\nTo: %s\nSubject: %s\n\n%s\n.\n" % (sender, recipient, subject, text)).encode())
expect("250")
s.send(b"QUIT\n")
expect("221")
s.close()
