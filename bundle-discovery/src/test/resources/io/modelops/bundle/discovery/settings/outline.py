"""Prints for each document in the file that is named whether tomllib reads it, and as what."""

import sys
import tomllib


def outline(value):
    if isinstance(value, dict):
        return "{" + ",".join(sorted(text(k) + ":" + outline(v) for k, v in value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(outline, value)) + "]"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool) or isinstance(value, int):
        return str(value).lower()
    return "float" if isinstance(value, float) else "time"


def text(value):
    return value.encode("utf-8").hex()


with open(sys.argv[1], "rb") as documents:
    for document in documents.read().split(b"@@@@"):
        try:
            print(outline(tomllib.loads(document.decode("utf-8"))))
        except ValueError as e:
            print("error")
