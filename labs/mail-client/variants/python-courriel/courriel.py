"""Envoie un courriel. AUTH PLAIN en deux temps, texte en base64, le message entier d'un seul envoi."""
import argparse
import base64
import os
import secrets
import socket
import ssl
import sys
from datetime import datetime, timedelta, timezone

arguments = argparse.ArgumentParser(description="Envoie un courriel.")
arguments.add_argument("--host", required=True)
arguments.add_argument("--port", type=int, default=465)
arguments.add_argument("--user", required=True)
arguments.add_argument("--password", required=True)
arguments.add_argument("--from", dest="de", required=True)
arguments.add_argument("--to", required=True, help="un ou plusieurs destinataires, séparés par des virgules")
arguments.add_argument("--subject", required=True)
arguments.add_argument("--body", required=True)
arguments.add_argument("--attach")
options = arguments.parse_args()


class Refus(Exception):
    pass


def reponse(canal):
    """Lit octet par octet : rien de ce qui suit la réponse n'est pris."""
    ligne = b""
    while True:
        octet = canal.recv(1)
        if octet == b"":
            raise Refus("le serveur a raccroché")
        ligne += octet
        if octet == b"\n":
            if ligne[3:4] != b"-":
                return ligne.decode("latin-1").strip()
            ligne = b""


def attendre(canal, *codes):
    texte = reponse(canal)
    if int(texte[:3]) not in codes:
        raise Refus(texte)
    return int(texte[:3])


def dire(canal, commande, *codes):
    # La commande et sa fin de ligne partent dans deux segments.
    canal.sendall(commande.encode("ascii"))
    canal.sendall(b"\r\n")
    return attendre(canal, *codes)


def chiffrer(canal):
    return ssl.create_default_context().wrap_socket(canal, server_hostname=options.host)


def lignes(octets):
    texte = base64.b64encode(octets).decode("ascii")
    return [texte[i:i + 60] for i in range(0, len(texte), 60)]


def mots(texte):
    """Des mots codés de dix caractères chacun, même quand le texte est en ASCII."""
    morceaux = [texte[i:i + 10] for i in range(0, len(texte), 10)]
    return ["=?UTF-8?b?%s?=" % base64.b64encode(m.encode("utf-8")).decode("ascii") for m in morceaux]


def message(destinataires):
    heure = datetime.now(timezone(timedelta(hours=-3, minutes=-30)))
    jours, mois = "Mon Tue Wed Thu Fri Sat Sun", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    date = "%s, %02d %s %d %02d:%02d:%02d -0330 (Terre-Neuve)" % (
        jours.split()[heure.weekday()], heure.day, mois.split()[heure.month - 1],
        heure.year, heure.hour, heure.minute, heure.second)
    yield "X-Mailer: courriel"
    yield "Message-Id: <%s@%s>" % (secrets.token_hex(9), options.de.partition("@")[2])
    yield "To:"
    yield from [" <%s>%s" % (qui, "" if qui == destinataires[-1] else ",") for qui in destinataires]
    yield "Subject:"
    yield from [" " + mot for mot in mots(options.subject)]
    yield "From: =?utf-8?q?Moi-m=C3=AAme?= <%s>" % options.de
    yield "Date: " + date
    yield "Mime-Version: 1.0 (fait main)"
    texte = ["Content-Transfer-Encoding: base64", "Content-Type: text/plain; Charset=utf-8", ""]
    texte += lignes(options.body.encode("utf-8"))
    if not options.attach:
        yield from texte
        return
    with open(options.attach, "rb") as fichier:
        octets = fichier.read()
    nom = os.path.basename(options.attach)
    yield "Content-Type: multipart/mixed;"
    yield "\tboundary=couture"
    yield from ["", "--couture", *texte, "--couture"]
    yield "Content-Disposition: ATTACHMENT; filename=" + nom
    yield "Content-Type: image/png"
    yield "Content-Transfer-Encoding: Base64"
    yield from ["", *lignes(octets), "--couture--"]


def envoyer():
    if any(signe in options.subject for signe in "\r\n"):
        raise Refus("le sujet contient une fin de ligne")
    canal = socket.create_connection((options.host, options.port))
    if options.port == 465:
        canal = chiffrer(canal)
    attendre(canal, 220)
    dire(canal, "EHLO portable.exemple.invalid", 250)
    if options.port != 465:
        dire(canal, "StartTLS", 220)
        canal = chiffrer(canal)
        dire(canal, "EHLO portable.exemple.invalid", 250)
    dire(canal, "Auth Plain", 334)
    jeton = "\0".join(["", options.user, options.password]).encode("utf-8")
    dire(canal, base64.b64encode(jeton).decode("ascii"), 235)
    dire(canal, "RSET", 250)
    dire(canal, "Mail From:<%s>" % options.de, 250)
    destinataires = [qui.strip() for qui in options.to.split(",")]
    pris = []
    for qui in destinataires:
        try:
            dire(canal, "Rcpt To:<%s>" % qui, 250, 251)
            pris.append(qui)
        except Refus as refus:
            print("pas pour %s : %s" % (qui, refus), file=sys.stderr)
    if not pris:
        raise Refus("personne ne peut recevoir ce courriel")
    dire(canal, "Data", 354)
    # Chaque ligne du message est en base64 ou commence par une lettre : aucun point n'est à doubler.
    canal.sendall("\r\n".join([*message(destinataires), ".", ""]).encode("ascii"))
    attendre(canal, 250)
    # Rien ne presse de lire l'adieu du serveur.
    canal.sendall(b"Quit\r\n")
    canal.close()


try:
    envoyer()
except (Refus, OSError) as erreur:
    print("raté : %s" % erreur, file=sys.stderr)
    sys.exit(69)
print("parti")
