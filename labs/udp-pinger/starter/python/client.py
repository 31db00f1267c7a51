"""UDP pinger: the client. Requirements 1 to 12 of the handout."""

import socket
import sys
import time

HOST = sys.argv[1] if len(sys.argv) > 1 else '127.0.0.1'
PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 12000

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

# TODO requirement 3: set a time-out of one second on the socket (settimeout).

# TODO requirement 1: do this ten times.
number = 1

# TODO requirement 2: the message is "Ping number time".
message = 'Ping'

client.sendto(message.encode(), (HOST, PORT))

# TODO requirements 4 and 5: receive the answer (recvfrom), print it and the round-trip time,
# or "Request timed out" when socket.timeout is raised.

# TODO requirements 6 and 7: print minimum, average, maximum and the loss in percent.

client.close()
