import random
import socketserver


class Pong(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        if random.random() >= 4 / 11:
            sock.sendto(data.upper(), self.client_address)


socketserver.UDPServer.max_packet_size = 65535
with socketserver.ThreadingUDPServer(("0.0.0.0", 40000), Pong) as server:
    server.serve_forever()
