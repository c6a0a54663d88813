"""Interrupts a command on a terminal at many moments, and says what is not as it should be.

interrupted.py POINTS DONE PROGRAM ARGUMENTS...

A moment is a number of system calls, which strace counts. First the program runs undisturbed; then Ctrl-C
is typed, SIGTERM or SIGHUP sent after the first of POINTS equal parts of its calls, after the second, and so on.
Either the program has finished its work by then and said DONE, or its exit status is that of the signal. In any case
the terminal is as before, and nothing on it looks like a stack trace. If models are to be chosen, some keys are typed.
"""
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios

LIMIT = 60
CALLS = "execve,openat,read,ioctl,wait4,rt_sigaction,clone,clone3,vfork,exit_group,munmap,unlink"
WAYS = [("Ctrl-C", signal.SIGINT), ("SIGTERM", signal.SIGTERM), ("SIGHUP", signal.SIGHUP)]
TRACE = re.compile(r"^\s+at |Exception|internal error", re.MULTILINE)

points, done, command = int(sys.argv[1]), sys.argv[2].encode(), sys.argv[3:]


class Run:
    """One run; `way` comes after `moment` calls, or never."""

    def __init__(self, moment, way):
        self.moment, self.way = moment, way
        self.calls, self.screen, self.keys = 0, b"", [b"\033[B", b" ", b"\r"]
        self.child = None
        with tempfile.TemporaryDirectory() as directory:
            fifo = os.path.join(directory, "calls")
            os.mkfifo(fifo)
            self.trace = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
            self.terminal, self.slave = os.openpty()
            fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            self.before = termios.tcgetattr(self.slave)
            strace = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "signal=none", "-e", "trace=" + CALLS]
            process = subprocess.Popen(
                strace + ["-o", fifo] + command,
                stdin=self.slave, stdout=self.slave, stderr=self.slave, preexec_fn=self.own_terminal,
            )
            self.watch(process)
            status = process.wait(LIMIT)
        self.after = termios.tcgetattr(self.slave)
        self.status = status if status >= 0 else 128 - status
        for descriptor in (self.trace, self.terminal, self.slave):
            os.close(descriptor)

    @staticmethod
    def own_terminal():
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def watch(self, process):
        running = True
        while running:
            running = process.poll() is None
            ready = select.select([self.trace, self.terminal], [], [], 0.05)[0]
            if self.terminal in ready:
                self.screen += os.read(self.terminal, 65536)
                self.answer()
            if self.trace in ready:
                self.count(os.read(self.trace, 256 if self.way else 65536))

    def answer(self):
        """Types the next key when the screen that the last one led to is complete."""
        if self.keys and self.screen.count(b"enter accept") > 3 - len(self.keys):
            os.write(self.terminal, self.keys.pop(0))

    def count(self, chunk):
        if self.child is None and chunk:
            self.child = int(chunk.split()[0])
        self.calls += chunk.count(b"\n")
        if self.way and self.calls >= self.moment:
            name, number = self.way
            self.way = None
            if number == signal.SIGINT:
                os.write(self.terminal, b"\003")
            else:
                try:
                    os.kill(self.child, number)
                except ProcessLookupError:
                    pass

    def faults(self, number):
        expected = 128 + number
        if self.status != expected and not (self.status == 0 and done in self.screen):
            yield f"status {self.status}, not {expected}"
        if self.after != self.before:
            yield "the terminal has other settings"
        if self.screen.count(b"\033[?1049h") != self.screen.count(b"\033[?1049l"):
            yield "the terminal shows the other screen"
        text = self.screen.decode("utf-8", "replace").replace("\r\n", "\n")
        if TRACE.search(text):
            yield "a stack trace: " + text[TRACE.search(text).start() :][:200]


undisturbed = Run(0, None)
assert undisturbed.status == 0 and done in undisturbed.screen, undisturbed.screen
wrong = finished = 0
for point in range(1, points + 1):
    name, number = WAYS[point % len(WAYS)]
    run = Run(undisturbed.calls * point // (points + 1), (name, number))
    finished += run.status == 0
    for fault in run.faults(number):
        wrong += 1
        print(f"{name} after {run.moment} of {undisturbed.calls} calls: {fault}")
print(f"{points} interruptions, {finished} of them too late, {wrong} faults")
sys.exit(wrong > 0)
