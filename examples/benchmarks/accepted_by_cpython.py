"""Prints the Python files of the standard library (or of the directory given) that ast.parse accepts."""

import ast
import pathlib
import sys
import sysconfig
import warnings

warnings.simplefilter("ignore")
root = sys.argv[1] if len(sys.argv) > 1 else sysconfig.get_path("stdlib")
for path in sorted(pathlib.Path(root).rglob("*.py")):
    try:
        ast.parse(path.read_bytes())
        print(path)
    except (SyntaxError, ValueError):
        pass
