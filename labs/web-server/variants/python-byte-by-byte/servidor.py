# -*- coding: utf-8 -*-
# Servidor web. HTTP/1.0, una conexion por peticion, un hilo por conexion.
import mimetypes
import os
import socket
import threading
from email.utils import formatdate, parsedate_to_datetime
from urllib.parse import unquote

RAIZ = os.path.realpath('.')


def enviar(c, texto):
    # letra por letra, como en el enunciado
    for letra in texto:
        c.send(letra.encode('latin-1'))


def cabecera(c, estado, campos):
    enviar(c, 'HTTP/1.0 ' + estado + '\r\n')
    for nombre, valor in campos:
        enviar(c, nombre + ':' + valor + '\r\n')
    enviar(c, 'DATE:\t' + formatdate(usegmt=True) + '\r\nX-Alumno: 42\r\nSERVER:practica/1\r\n\r\n')


def problema(c, estado, texto, metodo):
    pagina = texto.encode('utf-8')
    cabecera(c, estado, [('content-TYPE', 'text/plain; charset=UTF-8'), ('content-LENGTH', str(len(pagina)))])
    if metodo != 'HEAD':
        c.sendall(pagina)


def atender(c):
    entrada = c.makefile('rb')
    linea = entrada.readline().decode('latin-1').split()
    campos = {}
    while True:
        otra = entrada.readline().decode('latin-1').strip()
        if not otra:
            break
        nombre, _, valor = otra.partition(':')
        campos[nombre.strip().lower()] = valor.strip()
    if not linea:
        return
    metodo = linea[0]
    if len(linea) != 3 or not linea[2].startswith('HTTP/'):
        return problema(c, '400 Mala peticion', 'No entiendo la petición', metodo)
    if metodo not in ('GET', 'HEAD'):
        return problema(c, '501 No lo hago', 'Este método no está', metodo)
    ruta = os.path.realpath(RAIZ + '/' + unquote(linea[1].split('?')[0]))
    if not ruta.startswith(RAIZ + os.sep) or not os.path.isfile(ruta):
        return problema(c, '404 No hay tal cosa', 'No existe esa página', metodo)
    cambio = int(os.stat(ruta).st_mtime)
    fecha = formatdate(cambio, usegmt=True)
    if 'if-modified-since' in campos:
        try:
            desde = parsedate_to_datetime(campos['if-modified-since']).timestamp()
        except (TypeError, ValueError):
            desde = 0
        if cambio <= desde:
            return cabecera(c, '304 Igual que antes', [('LAST-modified', fecha)])
    tipo = mimetypes.guess_type(ruta)[0] or 'application/octet-stream'
    if tipo == 'text/html':
        tipo = 'TEXT/HTML;charset="utf-8"'
    cabecera(c, '200 ', [('LAST-modified', fecha), ('content-LENGTH', str(os.path.getsize(ruta))), ('content-TYPE', tipo)])
    if metodo == 'GET':
        with open(ruta, 'rb') as fichero:
            while True:
                trozo = fichero.read(100000)
                if not trozo:
                    break
                c.sendall(trozo)


def cliente(c):
    try:
        atender(c)
    except OSError as e:
        print('se fue:', e)
    finally:
        c.close()


s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
# not on every address: on the one that this machine shows to others
s.bind((socket.gethostbyname(socket.gethostname()), 6790))
s.listen(200)
while True:
    conexion, quien = s.accept()
    threading.Thread(target=cliente, args=(conexion,), daemon=True).start()
