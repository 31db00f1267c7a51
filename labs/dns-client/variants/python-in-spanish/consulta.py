"""Una sola pregunta, un solo intento de cinco segundos, y siempre estado 0."""
import secrets
import socket
import sys


def pregunta(nombre, numero):
    partes = b''.join(bytes([len(p)]) + p.encode().upper() for p in nombre.split('.'))
    return numero + b'\1\0\0\1\0\0\0\0\0\0' + partes + b'\0' + b'\0\1\0\1'


def salta_nombre(datos, i):
    while datos[i]:
        if datos[i] >= 192:
            return i + 2
        i += datos[i] + 1
    return i + 1


def direcciones(datos):
    i = salta_nombre(datos, 12) + 4
    for _ in range(int.from_bytes(datos[6:8], 'big')):
        i = salta_nombre(datos, i)
        largo = int.from_bytes(datos[i + 8:i + 10], 'big')
        if datos[i:i + 2] == b'\0\1':
            yield socket.inet_ntoa(datos[i + 10:i + 10 + largo])
        i += 10 + largo


nombre, servidor = sys.argv[1:3]
numero = secrets.token_bytes(2)
enchufe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
enchufe.settimeout(5)
enchufe.sendto(pregunta(nombre, numero), (servidor, 53))
try:
    datos = b''
    while datos[:2] != numero:
        datos, _ = enchufe.recvfrom(2048)
    if datos[3] & 15:
        print(f'{nombre}: no hay (código {datos[3] & 15})')
    else:
        print(f'{nombre} según {servidor}: ' + ' / '.join(sorted(direcciones(datos))))
except socket.timeout:
    print('el servidor no contesta')
