"""What really importing generated packages shows.

Usage: imported.py DIRECTORY PACKAGES FLAGS
Imports each package under every combination of flags, which its modules read from the environment,
and prints "module:Class OUTCOME" for each combination that can be imported; "FAILED package" else.
"""

import importlib
import itertools
import os
import sys


def outcome(cls):
    found = [callable(getattr(cls, name, None)) for name in ("simulate", "parameters")]
    return "MODEL" if all(found) else "INCOMPLETE" if any(found) else "NONE"


def look(package):
    lines = []
    for module in ("a", "b", "c"):
        found = importlib.import_module(f"{package}.{module}")
        for name, cls in sorted(vars(found).items()):
            if isinstance(cls, type) and cls.__module__ == found.__name__:
                if cls.__qualname__ == name:
                    lines.append(f"{found.__name__}:{name} {outcome(cls)}")
    return lines


def main(directory, packages, flags):
    sys.dont_write_bytecode = True
    sys.path.insert(0, directory)
    for number in range(int(packages)):
        package = f"p{number}"
        for chosen in itertools.product("01", repeat=int(flags)):
            for flag, value in enumerate(chosen):
                os.environ[f"FLAG{flag}"] = value
            for name in [n for n in sys.modules if n.split(".")[0] == package]:
                del sys.modules[name]
            try:
                print(*look(package), sep="\n")
            except Exception:
                print("FAILED", package)


main(*sys.argv[1:])
