"""What really importing generated packages shows.

Usage: imported.py DIRECTORY < packages
A line of the input names a package, how many flags its modules read from the environment, and its
modules. Each module is imported on its own, under every combination of flags. For each combination it
prints, separated by tabs, one line for each class that can be reached by its name in its module,

    CLASS id outcome origins files

where the origins are the classes that the methods come from, "-" for none, and the files those that were loaded; or, if
the import fails, "FAILED module error".
"""

import importlib
import importlib.machinery
import itertools
import os
import sys

METHODS = "simulate", "parameters"
compiled = {}


class Once(importlib.machinery.SourceFileLoader):
    """Compiles each file once, as it is imported many times."""

    def get_code(self, name):
        if self.path not in compiled:
            compiled[self.path] = super().get_code(name)
        return compiled[self.path]


def name_of(cls):
    return f"{cls.__module__}:{cls.__qualname__}"


def definition(cls, method):
    """The first class in the method resolution order that has it, and what it has."""
    for each in cls.__mro__:
        if method in vars(each):
            return name_of(each), vars(each)[method]
    return "-", None


def outcome(values):
    if any(getattr(value, "__isabstractmethod__", False) for value in values):
        return "ABSTRACT"
    found = [callable(getattr(value, "__func__", value)) for value in values]
    return "MODEL" if all(found) else "INCOMPLETE" if any(found) else "NONE"


def classes(scope, module):
    for cls in list(vars(scope).values()):
        if isinstance(cls, type) and cls.__module__ == module:
            named = sys.modules[module]
            for part in cls.__qualname__.split("."):
                named = getattr(named, part, None)
            if named is cls:
                yield cls
                if cls is not scope:
                    yield from classes(cls, module)


def look(package, module, directory):
    for name in [n for n in sys.modules if n.split(".")[0] == package]:
        del sys.modules[name]
    try:
        found = importlib.import_module(module)
    except Exception as e:
        print("FAILED", module, type(e).__name__, sep="\t")
        return
    loaded = [m.__file__ for n, m in sys.modules.items() if n.split(".")[0] == package and m.__file__]
    files = " ".join(sorted(os.path.relpath(file, directory) for file in loaded))
    for cls in sorted(set(classes(found, module)), key=name_of):
        origins, values = zip(*(definition(cls, method) for method in METHODS))
        print("CLASS", name_of(cls), outcome(values), " ".join(origins), files, sep="\t")


def main(directory):
    sys.dont_write_bytecode = True
    sys.path.insert(0, directory)
    sys.path_hooks.insert(0, importlib.machinery.FileFinder.path_hook((Once, [".py"])))
    sys.path_importer_cache.clear()
    for line in sys.stdin:
        package, flags, *modules = line.split()
        for chosen in itertools.product("01", repeat=int(flags)):
            for flag, value in enumerate(chosen):
                os.environ[f"FLAG{flag}"] = value
            for module in modules:
                look(package, module, directory)


main(*sys.argv[1:])
