# -*- coding: utf-8 -*-
import os, sys, struct, time, select, socket

ALVOS = ["127.0.0.1", "23.81.0.59"]


def checksum(dados):
    soma = 0
    if len(dados) % 2 == 1:
        dados += b"\x00"
    for i in range(0, len(dados), 2):
        soma += dados[i] + (dados[i + 1] << 8)
    soma = (soma >> 16) + (soma & 0xffff)
    soma += soma >> 16
    return ~soma & 0xffff


def receber(s, meu_id, limite):
    restante = limite
    while True:
        inicio = time.time()
        pronto = select.select([s], [], [], restante)
        restante -= time.time() - inicio
        if not pronto[0] or restante <= 0:
            return None
        chegada = time.time()
        pacote, _ = s.recvfrom(1024)
        tipo, codigo, chk, ident, seq = struct.unpack("bbHHh", pacote[20:28])
        if ident == meu_id and tipo == 0:
            enviado = struct.unpack("d", pacote[28:36])[0]
            return chegada - enviado


def pingar(destino, seq):
    s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
    meu_id = os.getpid() & 0xFFFF
    dados = struct.pack("d", time.time())
    cab = struct.pack("bbHHh", 8, 0, 0, meu_id, seq)
    cab = struct.pack("bbHHh", 8, 0, checksum(cab + dados), meu_id, seq)
    s.sendto(cab + dados, (destino, 1))
    atraso = receber(s, meu_id, 1)
    s.close()
    return atraso


for alvo in ALVOS:
    print("Disparando contra %s:" % alvo)
    tempos = []
    for n in range(1, 5):
        atraso = pingar(alvo, n)
        if atraso is None:
            print("Pacote %d: esgotado o tempo limite do pedido." % n)
        else:
            tempos.append(atraso * 1000)
            print("Pacote %d: tempo = %.2f ms" % (n, atraso * 1000))
        time.sleep(1)
    print("Enviados = 4, recebidos = %d, perdidos = %d (%.0f%% de perda)" % (len(tempos), 4 - len(tempos), (4 - len(tempos)) * 25))
    if tempos:
        print("Minimo = %.2f ms, maximo = %.2f ms, media = %.2f ms" % (min(tempos), max(tempos), sum(tempos) / len(tempos)))
