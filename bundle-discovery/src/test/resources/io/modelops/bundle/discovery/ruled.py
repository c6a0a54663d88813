"""Which rules hold for the classes of generated packages when they are really imported.

Usage: ruled.py DIRECTORY INSTALLED < modules
For each class that can be reached by its name in its module it prints "known", and each rule that holds,
with the class, separated by tabs.
"""

import importlib
import sys

METHODS = "simulate", "parameters"


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


def in_effect(cls, name):
    """What the first class in the method resolution order has that has anything."""
    for each in cls.__mro__:
        if name in vars(each):
            return vars(each)[name]
    return None


def rules(cls, base):
    subclass = issubclass(cls, base) and cls is not base
    marked = vars(cls).get("marked_by") is cls
    for name in METHODS:
        value = in_effect(cls, name)
        marked = marked or hasattr(getattr(value, "__func__", value), "marked_by")
    if subclass:
        yield "subclass"
    if marked:
        yield "decorated"
    simulate = in_effect(cls, "simulate")
    simulate = getattr(simulate, "__func__", simulate)
    if callable(simulate) and not getattr(simulate, "__isabstractmethod__", False):
        if not subclass and not marked:
            yield "neither"


def main(directory, installed):
    sys.dont_write_bytecode = True
    sys.path[:0] = [directory, installed]
    base = importlib.import_module("citysim").Model
    for line in sys.stdin:
        module = line.strip()
        try:
            found = importlib.import_module(module)
        except Exception:
            continue
        for cls in sorted(set(classes(found, module)), key=lambda cls: cls.__qualname__):
            name = f"{cls.__module__}:{cls.__qualname__}"
            for rule in ["known", *rules(cls, base)]:
                print(rule, name, sep="\t")


main(*sys.argv[1:])
