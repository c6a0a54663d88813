"""An independent writer of manifest.json: project directory, JSON of the models {id: {class, files}}
on stdin; the document on stdout. The golden vector comes from here."""

import hashlib
import json
import os
import sys


def canonical(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def by_utf8(mapping):
    return dict(sorted(mapping.items(), key=lambda item: item[0].encode()))


root = sys.argv[1]
chosen = json.load(sys.stdin)
files = {}
for directory, _, names in os.walk(os.fsencode(root)):
    for name in names:
        path = os.path.join(directory, name)
        with open(path, "rb") as file:
            data = file.read()
        relative = os.path.relpath(path, os.fsencode(root)).decode().replace(os.sep, "/")
        files[relative] = {"sha256": sha256(data), "size": len(data)}
models = {}
for id, model in chosen.items():
    own = sorted(set(model["files"]), key=str.encode)
    content = {"class": model["class"], "files": {path: files[path]["sha256"] for path in own}}
    digest = "sha256:" + sha256(canonical(content).encode())
    models[id] = {"class": model["class"], "files": own, "digest": digest}
document = {"schema_version": "1.0", "models": by_utf8(models), "files": by_utf8(files)}
digest = "sha256:" + sha256(canonical(document).encode())
document = {
    "schema_version": "1.0",
    "bundle_digest": digest,
    "models": document["models"],
    "files": document["files"],
}
sys.stdout.buffer.write(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
