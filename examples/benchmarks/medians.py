"""Runs commands in turn, as whole processes, and prints the median of each in milliseconds.

Usage: medians.py RUNS COMMAND...    The ratio is to the first command; one round before is not counted.
"""

import shlex
import statistics
import subprocess
import sys
import time


def milliseconds(command):
    start = time.perf_counter()
    subprocess.run(shlex.split(command), check=True, capture_output=True)
    return 1000 * (time.perf_counter() - start)


runs, commands = int(sys.argv[1]), sys.argv[2:]
rounds = [[milliseconds(command) for command in commands] for _ in range(runs + 1)][1:]
medians = [statistics.median(column) for column in zip(*rounds)]
for command, median in zip(commands, medians):
    print(f"{command:36} {median:7.0f} ms   {median / medians[0]:5.2f}")
