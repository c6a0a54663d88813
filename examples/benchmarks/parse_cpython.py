"""Times ast.parse over the files named on standard input; prints the seconds of each round."""

import ast
import sys
import time

sources = []
for name in sys.stdin.read().splitlines():
    with open(name, "rb") as file:
        sources.append(file.read())

for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    for source in sources:
        ast.parse(source)
    print(time.perf_counter() - start)
