# Decides with random bytes of the system, and answers a little later, from the same socket.
import asyncio
import os


class Server(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def draw(self):
        while True:
            value = os.urandom(1)[0] & 15
            if value < 11:
                return value

    def datagram_received(self, data, sender):
        if self.draw() in (1, 4, 6, 9):
            return
        asyncio.get_running_loop().call_later(0.02, self.transport.sendto, data.upper(), sender)


async def main():
    await asyncio.get_running_loop().create_datagram_endpoint(Server, local_addr=("0.0.0.0", 12000))
    await asyncio.Event().wait()


asyncio.run(main())
