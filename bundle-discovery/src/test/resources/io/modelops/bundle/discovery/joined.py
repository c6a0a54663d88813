"""Evaluates the assignments of src/pkg/deep/m.py and prints which files of the project they name.

Each program may run in the source's directory, the project's, or the source root: the first of
these counts in which the assigned path is a file. Statements that fail are said to.
"""
import ast
import os
import sys

project = sys.argv[1]
file = os.path.join(project, "src/pkg/deep/m.py")
sys.path.insert(0, os.path.join(project, "src"))
with open(file) as source:
    tree = ast.parse(source.read())

found = {}
for directory in "src/pkg/deep", "", "src":
    os.chdir(os.path.join(project, directory))
    scope = {"__file__": file, "__name__": "pkg.deep.m", "__package__": "pkg.deep"}
    for statement in tree.body:
        target = getattr(statement, "target", None) or getattr(statement, "targets", [None])[0]
        try:
            exec(compile(ast.Module([statement], []), file, "exec"), scope)
        except (ValueError, TypeError, NameError, IndexError, ModuleNotFoundError):
            if target is not None:
                scope.pop(target.id, None)
                found[statement.lineno] = "FAILED"
            continue
        path = os.path.normpath(os.fspath(scope[target.id])) if target is not None else ""
        # what only repeats a variable or names no literal is no mention of a file
        literal = any(isinstance(n, ast.Constant) and isinstance(n.value, str)
                      for n in ast.walk(statement))
        if literal and os.path.isfile(path):
            path = os.path.relpath(path, project)
            found.setdefault(statement.lineno, path)

for line, path in found.items():
    if not path.startswith(".."):
        print(line, path, sep="\t")
