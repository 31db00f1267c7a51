"""UDP pinger: the server. Requirements 13 to 17 of the handout."""

import random
import socket
import sys

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 12000

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(('', PORT))

# TODO requirement 14: go on for ever.
message, address = server.recvfrom(1024)

# TODO requirement 15: draw a number from 0 to 10 and do not answer when it is less than 4.

# TODO requirement 16: answer in capital letters.
server.sendto(message, address)
