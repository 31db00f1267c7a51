import socket
import time
from datetime import datetime

HOST = '192.168.103.148'
PORT = 12000

cliente = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
cliente.settimeout(1)
tempos = []
perdidos = 0

print(f'Enviando 10 pings para {HOST}:{PORT}')
for n in range(1, 11):
    inicio = datetime.now()
    mensagem = f'Ping {n} {inicio.time()}'
    try:
        cliente.sendto(mensagem.encode(), (HOST, PORT))
        resposta, _ = cliente.recvfrom(2048)
        rtt = (datetime.now() - inicio).total_seconds() * 1000
        tempos.append(rtt)
        print(f'Resposta: {resposta.decode()}')
        print(f'Tempo de ida e volta: {rtt:.2f} ms'.replace('.', ','))
    except socket.timeout:
        perdidos += 1
        print(f'Pacote {n} perdido')

print('\nEstatísticas')
print(f'Pacotes: enviados = 10, recebidos = {10 - perdidos}, perdidos = {perdidos} ({perdidos * 10}% de perda)')
if tempos:
    media = sum(tempos) / len(tempos)
    print(f'Mínimo = {min(tempos):.2f} ms, Máximo = {max(tempos):.2f} ms, Média = {media:.2f} ms'.replace('.', ','))
