"""Makes the golden vector from the rules alone: no code of the library, no zlib, no tarfile.

usage: python3 make_golden.py DIRECTORY    writes manifest.json and oci-manifest.json there
"""
import hashlib
import json
import pathlib
import struct
import sys
import zlib  # crc32 only

MIB = 1 << 20


def pattern(size, seed):
    return bytes((i * 31 + (i >> 8) + seed) & 0xFF for i in range(size))


def project():
    files = {
        "README.md": b"# Golden\n",
        "empty.txt": b"",
        "models/__init__.py": b"",
        "models/sir.py": b"class SIR:\n    def simulate(self): ...\n    def parameters(self): ...\n",
        "models/donn\u00e9es/\u20ac-\U0001f600.csv": "jour,cas\n1,\u00e9\n".encode(),
        "models/" + "h" * 93: b"a name that just fits\n",
        "models/" + "t" * 94: b"a name that just does not fit\n",
        "models/" + "d" * 60 + "/" + "f" * 60 + ".txt": b"a long path\n",
        "data/large.bin": pattern(MIB, 1),
        "data/same.bin": pattern(MIB, 1),
        "data/small.bin": pattern(MIB - 1, 2),
        "lone/__init__.py": b"",
        "wide-/x.txt": b"sorts before wide/x\n",
        "wide/own.txt": b"the directory's own\n",
    }
    for i in range(5):
        files["wide/part%d/%scells.bin" % (i // 2, "more/" * (i % 2))] = pattern(900 * 1024, 10 + i)
    return files


def sha(data):
    return hashlib.sha256(data).hexdigest()


def by_utf8(paths):
    return sorted(paths, key=lambda p: p.encode())


def canonical(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda k: k.encode("utf-16-be"))
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + canonical(value[k]) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def document(files):
    """manifest.json"""
    name = "models.sir:SIR"
    members = ["models/__init__.py", "models/sir.py"]
    model = {"class": name, "files": members}
    hashed = {"class": name, "files": {path: sha(files[path]) for path in members}}
    model["digest"] = "sha256:" + sha(canonical(hashed).encode())
    entries = {path: {"sha256": sha(files[path]), "size": len(files[path])} for path in by_utf8(files)}
    body = {"schema_version": "1.0", "models": {name: model}, "files": entries}
    digest = "sha256:" + sha(canonical(body).encode())
    ordered = {"schema_version": "1.0", "bundle_digest": digest, "models": body["models"], "files": entries}
    return (json.dumps(ordered, indent=2, ensure_ascii=False) + "\n").encode()


def block(name, size, kind):
    header = bytearray(512)
    header[0 : len(name)] = name
    header[100:124] = b"0000644\0" b"0000000\0" b"0000000\0"
    header[124:156] = b"%011o\0" % size + b"0" * 11 + b"\0" + b" " * 8
    header[156:157] = kind
    header[257:265] = b"ustar\00000"
    header[329:345] = b"0000000\0" * 2
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def padded(data):
    return data + bytes(-len(data) % 512)


def tar(files):
    out = b""
    for path in by_utf8(files):
        name = path.encode()
        if len(name) > 100 or not path.isascii():
            rest = b" path=" + name + b"\n"
            length = next(n for n in range(1, 9999) if n == len(rest) + len(str(n)))
            record = str(length).encode() + rest
            out += block(b"././@PaxHeader", len(record), b"x") + padded(record)
        out += block(path.encode("ascii", "replace")[:100], len(files[path]), b"0") + padded(files[path])
    return out + bytes(1024)


def gzip(data):
    out = [b"\x1f\x8b\x08\0\0\0\0\0\0\xff"]
    for at in range(0, len(data), 65535):
        part = data[at : at + 65535]
        final = at + 65535 >= len(data)
        out.append(struct.pack("<BHH", final, len(part), len(part) ^ 0xFFFF) + part)
    return b"".join(out) + struct.pack("<II", zlib.crc32(data), len(data))


def descriptor(media_type, data, annotations=None):
    out = {"mediaType": media_type, "digest": "sha256:" + sha(data), "size": len(data)}
    if annotations:
        out["annotations"] = dict(sorted(annotations.items()))
    return out


def raw(path, data):
    kind = "application/vnd.modelops.bundle.file.v1"
    return path, descriptor(kind, data, {"org.opencontainers.image.title": path})


def pack(directory, files):
    archive = tar(files)
    annotations = {
        "io.deis.oras.content.digest": "sha256:" + sha(archive),
        "io.deis.oras.content.unpack": "true",
        "org.opencontainers.image.title": directory,
    }
    return directory, descriptor(
        "application/vnd.modelops.bundle.pack.v1.tar+gzip", gzip(archive), annotations
    )


def packs(directory, files):
    below = {p: d for p, d in files.items() if p.startswith(directory + "/") and len(d) < MIB}
    if not below:
        return []
    if sum(map(len, below.values())) <= 4 * MIB:
        return [pack(directory, below)]
    rest = {p: p[len(directory) + 1 :] for p in below}
    own = {p: below[p] for p, r in rest.items() if "/" not in r}
    out = [pack(directory, own)] if own else []
    for child in sorted({r.split("/")[0] for r in rest.values() if "/" in r}):
        out += packs(directory + "/" + child, below)
    return out


def oci_manifest(files, config):
    layers = [raw(path, data) for path, data in files.items() if len(data) >= MIB]
    layers += [raw(path, data) for path, data in files.items() if "/" not in path and 0 < len(data) < MIB]
    for top in {path.split("/")[0] for path in files if "/" in path}:
        layers += packs(top, files)
    layers.sort(key=lambda layer: layer[0].encode())
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "artifactType": "application/vnd.modelops.bundle.v1",
        "config": descriptor("application/vnd.modelops.bundle.manifest.v1+json", config),
        "layers": [raw("manifest.json", config)[1]] + [layer[1] for layer in layers],
    }
    return json.dumps(manifest, separators=(",", ":"), ensure_ascii=False).encode()


def main():
    target = pathlib.Path(sys.argv[1])
    files = project()
    config = document(files)
    (target / "manifest.json").write_bytes(config)
    (target / "oci-manifest.json").write_bytes(oci_manifest(files, config))


main()
