# Dos destinos, uno tras otro. Segundos con coma; los errores, como tipo y código.
import random
import select
import signal
import socket
import sys
import time

DESTINOS = ['8.8.8.8', 'www.uni-ejemplo.es']
cortado = False


def parar(*_):
    global cortado
    cortado = True


def suma(datos):
    if len(datos) % 2:
        datos += b'\0'
    total = sum(int.from_bytes(datos[i:i + 2], 'little') for i in range(0, len(datos), 2))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def peticion(quien, n):
    # todo en el orden de la maquina, y una carga de longitud impar: la hora en letras
    carga = ('%.7f' % time.time()).encode() + b'!'
    carga += b'!' * (1 - len(carga) % 2)
    def con(s):
        return bytes([8, 0]) + b''.join(x.to_bytes(2, 'little') for x in (s, quien, n)) + carga
    return con(suma(con(0)))


def con_coma(segundos):
    return ('%.6f' % segundos).replace('.', ',') + ' segundos'


def esperar(sock, enviado, mensaje):
    fin = enviado + 1
    while not cortado:
        resto = fin - time.monotonic()
        if resto <= 0 or not select.select([sock], [], [], resto)[0]:
            return None
        paquete = sock.recv(65535)
        ahora = time.monotonic()
        icmp = paquete[(paquete[0] & 15) * 4:]
        if icmp[0] == 0 and icmp[4:] == mensaje[4:] and suma(icmp) == 0:
            return 'respuesta: %s, vida %d' % (con_coma(ahora - enviado), paquete[8]), ahora - enviado
        if icmp[0] in (3, 11, 12):
            dentro = icmp[8 + (icmp[8] & 15) * 4:]
            if dentro[:1] == b'\x08' and dentro[4:8] == mensaje[4:8]:
                return 'error ICMP, tipo %d, código %d' % (icmp[0], icmp[1]), None
    return None


signal.signal(signal.SIGINT, parar)
try:
    sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)
except PermissionError:
    sys.exit('Hace falta ser root.')

for destino in DESTINOS:
    try:
        direccion = socket.gethostbyname(destino)
    except socket.gaierror:
        print('No conozco', destino)
        continue
    quien = random.randrange(1, 65536)
    tiempos, enviados = [], 0
    print('Destino: %s' % destino)
    for n in range(5):
        if cortado:
            break
        mensaje = peticion(quien, n)
        enviado = time.monotonic()
        enviados += 1
        try:
            sock.sendto(mensaje, (direccion, 0))
            visto = esperar(sock, enviado, mensaje)
        except InterruptedError:
            visto = None
        if visto is None:
            if not cortado:
                print('nada')
        else:
            print(visto[0])
            if visto[1] is not None:
                tiempos.append(visto[1])
        while not cortado and time.monotonic() < enviado + 1:
            time.sleep(0.01)
    if enviados:
        print('Perdidos: %.1f %%' % (100 - 100 * len(tiempos) / enviados))
    if tiempos:
        print('El mayor: %s' % con_coma(max(tiempos)))
        print('El menor: %s' % con_coma(min(tiempos)))
        print('La media: %s' % con_coma(sum(tiempos) / len(tiempos)))
    if cortado:
        sys.exit(130)
