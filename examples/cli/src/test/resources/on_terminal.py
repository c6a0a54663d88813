"""Runs a program on a pseudo-terminal of 24 lines and 80 columns.

on_terminal.py TRANSCRIPT [EXPECTED KEYS]... -- PROGRAM ARGUMENTS...

When EXPECTED has appeared, KEYS are typed: text, or the names below, joined by '+'. The transcript gets
what the terminal got; the exit status is the program's.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

NAMES = {
    "up": "\033[A", "down": "\033[B", "page-up": "\033[5~", "page-down": "\033[6~", "home": "\033[H", "end": "\033[F",
    "space": " ", "enter": "\r", "esc": "\033", "tab": "\t", "ctrl-c": "\003", "ctrl-d": "\004",
}
LIMIT = 30

split = sys.argv.index("--")
transcript, steps, command = sys.argv[1], sys.argv[2:split], sys.argv[split + 1 :]
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.execvp(command[0], command)

seen = b""
since = 0
deadline = time.monotonic() + LIMIT
while time.monotonic() < deadline:
    if steps and steps[0].encode() in seen[since:]:
        since = len(seen)
        time.sleep(0.1)  # lets the program finish its screen
        for key in steps[1].split("+"):
            os.write(terminal, NAMES.get(key, key).encode())
            time.sleep(0.15)  # an escape sequence ends where the next key is late
        steps = steps[2:]
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            chunk = b""
        if not chunk:
            break
        seen += chunk
else:
    os.kill(pid, 9)
with open(transcript, "wb") as out:
    out.write(seen)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.exit(status if status >= 0 else 128 - status)
