# Atrasos em microssegundos; um cliente que se cala por 3 segundos morreu.
import select
import socket
import time

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('', 12000))
clientes = {}
while True:
    pronto, _, _ = select.select([s], [], [], 0.5)
    agora = time.time()
    if pronto:
        dados, de = s.recvfrom(1024)
        agora = time.time()
        try:
            _, n, enviado = dados.split()
            n, enviado = int(n), float(enviado)
        except ValueError:
            continue
        if de in clientes:
            for k in range(clientes[de][0] + 1, n):
                print('batida perdida', flush=True)
        clientes[de] = (n, agora)
        print('atraso: %.0f us' % ((agora - enviado) * 1e6), flush=True)
    for c in [c for c, (_, visto) in clientes.items() if agora - visto > 3]:
        del clientes[c]
        print('ninguém em', c[0], flush=True)
