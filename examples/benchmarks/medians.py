"""Runs commands in turn, as whole processes, and prints the median of each: milliseconds, their ratio to those of the
first command, MiB of memory at most and, where the log of a registry is named, its lines.

Usage: medians.py [--before COMMAND] [--log FILE] RUNS COMMAND...
The command before each is not measured. In all, {round} stands for the round; that of number 0 is not counted.
A command may begin with a name for it: "NAME = COMMAND".
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import time


def run(command):
    process = subprocess.Popen(shlex.split(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed with status {process.returncode}: {command}")
    return usage


def lines(log):
    with open(log, "rb") as file:
        return sum(1 for _ in file)


parser = argparse.ArgumentParser()
parser.add_argument("--before")
parser.add_argument("--log")
parser.add_argument("runs", type=int)
parser.add_argument("commands", nargs="+")
options = parser.parse_args()
named = [command.rpartition(" = ")[::2] for command in options.commands]


def measure(command, number):
    if options.before:
        run(options.before.replace("{round}", str(number)))
    before = lines(options.log) if options.log else 0
    start = time.perf_counter()
    usage = run(command.replace("{round}", str(number)))
    values = [1000 * (time.perf_counter() - start), usage.ru_maxrss / 1024]
    return values + [lines(options.log) - before] if options.log else values


rounds = [[measure(command, number) for _, command in named] for number in range(options.runs + 1)][1:]
medians = [[statistics.median(values) for values in zip(*column)] for column in zip(*rounds)]
for (name, command), (time_taken, memory, *requests) in zip(named, medians):
    counted = "".join(f"   {count:5.0f} requests" for count in requests)
    print(f"{name or command:36} {time_taken:7.0f} ms   {time_taken / medians[0][0]:5.2f}   {memory:5.0f} MiB{counted}")
