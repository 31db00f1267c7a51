#!/usr/bin/env python3
"""SMTP over TLS. The reply to EHLO has several lines, all the others have one."""
import argparse
import base64
import socket
import ssl
import sys
from email.utils import formatdate, make_msgid

p = argparse.ArgumentParser()
p.add_argument('--host', required=True)
p.add_argument('--port', type=int, required=True)
p.add_argument('--user', required=True)
p.add_argument('--password', required=True)
p.add_argument('--from', required=True)
p.add_argument('--to', required=True)
p.add_argument('--subject', required=True)
p.add_argument('--body', required=True)
a = vars(p.parse_args())


def b64(text):
    return base64.b64encode(text.encode()).decode()


raw = socket.create_connection((a['host'], a['port']), timeout=20)
sock = ssl.create_default_context().wrap_socket(raw, server_hostname=a['host']) if a['port'] == 465 else raw
replies = sock.makefile('r', encoding='utf-8', newline='\r\n')


def talk(line, code):
    if line is not None:
        sock.sendall((line + '\r\n').encode())
    reply = replies.readline()
    while line and line.startswith('EHLO') and reply[3:4] == '-':
        reply = replies.readline()
    print('>', line, '<', reply.strip())
    if not reply.startswith(code):
        sys.exit('stopped: ' + reply)


talk(None, '220')
talk('EHLO', '250')
talk('AUTH LOGIN', '334')
talk(b64(a['user']), '334')
talk(b64(a['password']), '235')
talk('MAIL FROM:<%s>' % a['from'], '250')
talk('RCPT TO:<%s>' % a['to'], '250')
talk('DATA', '354')
header = 'From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: %s\r\n' % (
    a['from'], a['to'], a['subject'], formatdate(), make_msgid())
talk(header + a['body'] + '\r\n.', '250')
sock.close()
print('ok')
