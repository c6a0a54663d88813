"""Compares parameters that were read with what CPython makes of their source.

Usage: parameters.py DIRECTORY < read
A line of the input has, separated by tabs: a class as module:name, a parameter, what names it, its default
as hexadecimal UTF-8 or -, whether that is computed, and its plain value as hexadecimal JSON or -. For
each difference, a line is printed.
"""

import ast
import importlib
import inspect
import json
import math
import sys

NOTHING = object()
ARGUMENTS = ("CONSTRUCTOR", "FIELD")


def literal(node):
    """The value of a literal; NOTHING for what else ast takes for one: +1, 1+2j, set()."""
    for each in ast.walk(node):
        if isinstance(each, (ast.BinOp, ast.UAdd, ast.Call)):
            return NOTHING
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, MemoryError):
        return NOTHING


def plain(value):
    """The value if it is one of a few types, or else None."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return value if not any(0xD800 <= ord(c) < 0xE000 for c in value) else None
    return None


def same(a, b):
    return type(a) is type(b) and repr(a) == repr(b)


def nodes(tree):
    """The expressions that are given to parameters, by class and name."""
    for cls in (each for each in tree.body if isinstance(each, ast.ClassDef)):
        for each in cls.body:
            if isinstance(each, ast.Assign) and each.targets[0].id == "pars":
                for key, value in zip(each.value.keys, each.value.values):
                    yield cls.name, key.value, value
            elif isinstance(each, ast.FunctionDef) and each.name == "__init__":
                arguments = each.args.args
                defaults = each.args.defaults
                for argument, value in zip(arguments[len(arguments) - len(defaults):], defaults):
                    yield cls.name, argument.arg, value


def compare_value(node, text, computed, told):
    if text is None:
        return "has no default"
    read = ast.parse(text, mode="eval").body
    if ast.dump(read) != ast.dump(node):
        return "reads otherwise: " + text
    value = literal(node)
    if value is NOTHING:
        return "" if computed or told is None else "has a value: " + text
    if computed:
        return "is a literal: " + text
    if not same(value, ast.literal_eval(text)):
        return "has another value: " + text
    return "" if same(plain(value), told) else f"is {plain(value)!r}, not {told!r}"


def compare_signature(cls, found):
    shown = {
        name: parameter.default
        for name, parameter in inspect.signature(cls).parameters.items()
        if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }
    if sorted(shown) != sorted(found):
        return f"takes {sorted(shown)}, not {sorted(found)}"
    for name, (text, computed) in found.items():
        if (text is None) != (shown[name] is inspect.Parameter.empty):
            return f"{name} has the default {shown[name]!r}, not {text}"
        if text is not None and not computed and not same(ast.literal_eval(text), shown[name]):
            return f"{name} is {shown[name]!r}, not {text}"
    return ""


def main():
    directory = sys.argv[1]
    sys.path.insert(0, directory)
    read = {}
    for line in sys.stdin:
        cls, name, origin, text, computed, told = line.rstrip("\n").split("\t")
        module, _, cls = cls.partition(":")
        parameters = read.setdefault(module, {}).setdefault(cls, {})
        if name:
            text = None if text == "-" else bytes.fromhex(text).decode("utf-8", "surrogatepass")
            told = None if told == "-" else json.loads(bytes.fromhex(told))
            parameters[name] = (origin, text, computed == "true", told)
    for module, classes in read.items():
        if module.startswith("values"):
            with open(f"{directory}/{module}.py", encoding="utf-8") as source:
                tree = ast.parse(source.read())
            for cls, name, node in nodes(tree):
                found = classes[cls].get(name)
                difference = compare_value(node, *found[1:]) if found else "is missing"
                if difference:
                    print(module, cls, name, difference)
        else:
            imported = importlib.import_module(module)
            for cls, parameters in classes.items():
                found = {
                    name: each[1:3] for name, each in parameters.items() if each[0] in ARGUMENTS
                }
                difference = compare_signature(getattr(imported, cls), found)
                if difference:
                    print(module, cls, difference)


main()
