"""Sammelt alles und druckt am Schluss eine Tabelle. Zeiten in Sekunden, mit Komma."""
import argparse
import socket
from datetime import datetime, timedelta

parser = argparse.ArgumentParser()
parser.add_argument('--port', type=int, default=12000)
parser.add_argument('rechner')
args = parser.parse_args()


def frage(sock, nummer):
    anfang = datetime.now()
    text = f'{anfang.isoformat()} PING #{nummer}'
    sock.sendto(text.encode('ascii'), (args.rechner, args.port))
    schluss = anfang + timedelta(seconds=1)
    while True:
        rest = (schluss - datetime.now()).total_seconds()
        if rest <= 0:
            return None
        sock.settimeout(rest)
        try:
            antwort, _ = sock.recvfrom(65535)
        except (TimeoutError, ConnectionRefusedError):
            return None
        if antwort.lower() == text.encode('ascii').lower():
            return datetime.now() - anfang


sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
dauern = [frage(sock, nummer) for nummer in range(1, 11)]

zeilen = ['Nr.\tUmlaufzeit in s']
for nummer, dauer in enumerate(dauern, 1):
    zeilen.append(f'{nummer}\t{dauer.total_seconds():.6f}'.replace('.', ',') if dauer else f'{nummer}\tverloren')
gut = [d.total_seconds() for d in dauern if d]
zeilen.append(f'{len(gut)} von 10 beantwortet, {100 - 10 * len(gut)} Prozent verloren')
if gut:
    mittel = sum(gut) / len(gut)
    streuung = (sum((d - mittel) ** 2 for d in gut) / (len(gut) - 1)) ** 0.5 if len(gut) > 1 else 0
    zeilen.append(f'Mittel {mittel:.4f} s, kleinste {min(gut):.4f} s, größte {max(gut):.4f} s'.replace('.', ','))
    zeilen.append(f'Standardabweichung {streuung:.4f} s'.replace('.', ','))
print('\n'.join(zeilen))
