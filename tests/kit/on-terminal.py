"""Runs a command on a terminal of its own: `on-terminal.py COMMAND ARGUMENT...`.

What comes on standard input is typed there; what the terminal shows goes to standard output. Ends as the command ends.
"""

import os
import pty
import sys

# A new terminal has no size; programs that draw need one.
SIZED = ["sh", "-c", 'stty rows 40 cols 120; exec "$@"', "sh"]

status = os.waitstatus_to_exitcode(pty.spawn(SIZED + sys.argv[1:]))
# By a signal: as a shell tells it.
sys.exit(status if status >= 0 else 128 - status)
