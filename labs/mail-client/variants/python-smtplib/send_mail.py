"""The same with the modules of the standard library, to compare with."""
import argparse
import mimetypes
import os
import smtplib
import ssl
import sys
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

parser = argparse.ArgumentParser()
parser.add_argument("--host", required=True)
parser.add_argument("--port", type=int, default=465)
parser.add_argument("--user")
parser.add_argument("--password", default=os.environ.get("MAIL_PASSWORD"))
parser.add_argument("--from", dest="sender", required=True)
parser.add_argument("--to", required=True)
parser.add_argument("--subject", default="")
parser.add_argument("--body", default="")
parser.add_argument("--attach")
args = parser.parse_args()

recipients = [address.strip() for address in args.to.split(",")]
context = ssl.create_default_context()
try:
    message = EmailMessage()
    message["Message-ID"] = make_msgid()
    message["Date"] = formatdate(localtime=True)
    message["Subject"] = args.subject
    message["To"] = ", ".join(recipients)
    message["From"] = args.sender
    message.set_content(args.body)
    if args.attach:
        kind, _ = mimetypes.guess_type(args.attach)
        main, sub = (kind or "application/octet-stream").split("/")
        with open(args.attach, "rb") as file:
            name = os.path.basename(args.attach)
            message.add_attachment(file.read(), maintype=main, subtype=sub, filename=name)
    if args.port == 465:
        server = smtplib.SMTP_SSL(args.host, args.port, timeout=30, context=context)
    else:
        server = smtplib.SMTP(args.host, args.port, timeout=30)
        server.starttls(context=context)
    with server:
        server.login(args.user or args.sender, args.password or "")
        refused = server.send_message(message, args.sender, recipients)
    for address, (code, text) in refused.items():
        print("not delivered to %s: %d %s" % (address, code, text.decode()), file=sys.stderr)
except (OSError, ValueError, smtplib.SMTPException) as error:
    sys.exit("not sent: %s" % error)
