# -*- coding: utf-8 -*-
# Frågar efter allt. Skickar ett tecken i taget, små bokstäver, ett brev för varje mottagare.
import base64
import getpass
import quopri
import random
import socket
import ssl
import sys
import time

server = input('Server: ')
port = int(input('Port: '))
namn = input('Användare: ')
losenord = getpass.getpass('Lösenord: ')
fran = input('Avsändare: ')
till = [adress.strip() for adress in input('Mottagare: ').split(',')]
amne = input('Ämne: ')
text = input('Text: ')
bilaga = input('Bilaga (tom rad om ingen): ').strip()


class Nej(Exception):
    pass


class Samtal:
    def __init__(self):
        self.s = socket.create_connection((server, port), timeout=60)
        if port == 465:
            self.kryptera()
        self.f = self.s.makefile('rb')

    def kryptera(self):
        self.s = ssl.create_default_context().wrap_socket(self.s, server_hostname=server)

    def skriv(self, bitar):
        for i in range(len(bitar)):
            self.s.send(bitar[i:i + 1])

    def svar(self, *vantat):
        while True:
            rad = self.f.readline().decode('latin-1')
            if not rad:
                raise Nej('servern lade på')
            if rad[3:4] != '-':
                break
        if rad[:3] not in vantat:
            raise Nej(rad.strip())
        return rad

    def sag(self, rad, *vantat):
        self.skriv(rad.encode('ascii') + b'\r\n')
        return self.svar(*vantat)


def b64(x):
    return base64.b64encode(x.encode('utf-8')).decode('ascii')


def ord_kodat(x):
    if x.isascii():
        return x
    bitar = ['']
    for tecken in x:
        kod = '_' if tecken == ' ' else ''.join(
            chr(b) if chr(b).isalnum() and b < 128 else '=%02X' % b for b in tecken.encode('utf-8'))
        if len(bitar[-1]) + len(kod) > 60:
            bitar.append('')
        bitar[-1] += kod
    return '\r\n '.join('=?UTF-8?q?%s?=' % bit for bit in bitar)


def huvud(mottagare):
    dag = time.gmtime()
    manad = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()[dag.tm_mon - 1]
    datum = '%d %s %d %02d:%02d +0000' % (dag.tm_mday, manad, dag.tm_year, dag.tm_hour, dag.tm_min)
    return ('subject: %s\r\nTO: %s\r\nmessage-id:\r\n <%x@%s>\r\nDATE:%s\r\nfrom: "Jag själv" <%s>\r\nMIME-Version: 1.0\r\n' % (
        ord_kodat(amne), mottagare, random.getrandbits(64), fran.split('@')[-1], datum, fran)).replace('Jag själv', 'Jag')


def kropp():
    brev = quopri.encodestring(text.encode('utf-8')).decode('ascii').replace('\n', '\r\n') + '\r\n'
    if not bilaga:
        return ('Content-Transfer-Encoding: Quoted-Printable\r\nContent-Type: TEXT/Plain;\r\n\tcharset="UTF-8"\r\n\r\n' + brev)
    grans = '--- gräns ---'.replace('ä', 'a')
    with open(bilaga, 'rb') as fil:
        data = base64.encodebytes(fil.read()).decode('ascii').replace('\n', '\r\n')
    return ('Content-Type: multipart/mixed; boundary="%s"\r\n\r\ningen läser detta\r\n--%s\r\n'.replace('ä', 'a') % (grans, grans)
            + 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n' + brev
            + '\r\n--%s\r\nContent-Type: application/octet-stream; name="%s"\r\n' % (grans, bilaga)
            + 'Content-Disposition: attachment; filename="%s"\r\nContent-Transfer-Encoding: BASE64\r\n\r\n' % bilaga
            + data + '--%s--\r\n' % grans)


status = 0
try:
    if '\n' in amne or '\r' in amne:
        raise Nej('ämnet har en radbrytning')
    samtal = Samtal()
    samtal.svar('220')
    samtal.sag('ehlo [10.0.0.2]', '250')
    if port != 465:
        samtal.sag('starttls', '220')
        samtal.kryptera()
        samtal.f = samtal.s.makefile('rb')
        samtal.sag('ehlo [10.0.0.2]', '250')
    samtal.sag('noop', '250')
    samtal.sag('auth login ' + b64(namn), '334')
    samtal.sag(b64(losenord), '235')
    skickade = 0
    for mottagare in till:
        samtal.sag('mail from:<%s> size=4000' % fran, '250')
        try:
            samtal.sag('rcpt to:<%s>' % mottagare, '250', '251')
        except Nej as fel:
            print('Gick inte till %s: %s' % (mottagare, fel))
            status = 3
            samtal.sag('rset', '250')
            continue
        samtal.sag('data', '354')
        brev = huvud(mottagare) + kropp()
        samtal.skriv(''.join('.' + rad if rad.startswith('.') else rad for rad in brev.splitlines(True)).encode('ascii') + b'.\r\n')
        samtal.svar('250')
        skickade += 1
    samtal.sag('quit', '221')
    print('Klart: %d av %d.' % (skickade, len(till)))
except (Nej, OSError) as fel:
    print('Nej:', fel)
    status = 3
sys.exit(status)
