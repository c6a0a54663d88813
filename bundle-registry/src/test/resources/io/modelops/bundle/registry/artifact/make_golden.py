"""Makes the golden vector from the rules alone: no code of the library, no zlib, no tarfile.

usage: python3 make_golden.py DIRECTORY    writes manifest.json, oci-manifest.json and gzip.txt there
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
    header[100:124] = (b"0000755\0" if kind == b"5" else b"0000644\0") + b"0000000\0" * 2
    header[124:156] = b"%011o\0" % size + b"0" * 11 + b"\0" + b" " * 8
    header[156:157] = kind
    header[257:265] = b"ustar\00000"
    header[329:345] = b"0000000\0" * 2
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def padded(data):
    return data + bytes(-len(data) % 512)


def entry(path, data, kind):
    out = b""
    name = path.encode()
    if len(name) > 100 or not path.isascii():
        rest = b" path=" + name + b"\n"
        length = next(n for n in range(1, 9999) if n == len(rest) + len(str(n)))
        record = str(length).encode() + rest
        out += block(b"././@PaxHeader", len(record), b"x") + padded(record)
    return out + block(path.encode("ascii", "replace")[:100], len(data), kind) + padded(data)


def tar(title, files):
    """Files, and all directories below the title, by names that end with a slash for directories."""
    entries = {path: entry(path, data, b"0") for path, data in files.items()}
    for path in files:
        above = path.split("/")[:-1]
        for depth in range(len(title.split("/")), len(above)):
            directory = "/".join(above[: depth + 1]) + "/"
            entries[directory] = entry(directory, b"", b"5")
    return b"".join(entries[name] for name in by_utf8(entries)) + bytes(1024)


class Bits:
    def __init__(self):
        self.done, self.held, self.count = bytearray(), 0, 0

    def put(self, value, size):
        self.held |= value << self.count
        self.count += size
        while self.count >= 8:
            self.done.append(self.held & 0xFF)
            self.held >>= 8
            self.count -= 8

    def code(self, symbol):
        """Huffman codes go with their first bit first."""
        first, base, size = next(r for r in FIXED if symbol >= r[0])
        self.put(int(format(base + symbol - first, "0%db" % size)[::-1], 2), size)

    def fill(self):
        self.put(0, -self.count % 8)


# RFC 1951, 3.2.6 and 3.2.5; distances are symbols from 1000 on
FIXED = [(1000, 0, 5), (280, 0xC0, 8), (256, 0, 7), (144, 0x190, 9), (0, 0x30, 8)]
LENGTHS = [(3 + i, 257 + i, 0) for i in range(8)]
DISTANCES = [(1 + i, 1000 + i, 0) for i in range(4)]
for extra in range(1, 6):
    LENGTHS += [((4 + i << extra) + 3, 261 + 4 * extra + i, extra) for i in range(4)]
for extra in range(1, 14):
    DISTANCES += [((2 + i << extra) + 1, 1002 + 2 * extra + i, extra) for i in range(2)]


def number(table, value):
    base, symbol, extra = next(row for row in reversed(table) if value >= row[0])
    return symbol, value - base, extra


def matches(data, start, end, seen):
    """The position, length and distance of each repetition that a block takes."""
    at, misses = start, 0
    words = [struct.unpack_from("<I", data, i)[0] for i in range(start, end - 3)]
    slots = [(word * 0x9E3779B1 & 0xFFFFFFFF) >> 18 for word in words]
    while at + 4 <= end:
        earlier, seen[slots[at - start]] = seen[slots[at - start]], at
        if not 0 < at - earlier <= 32768 or data[earlier : earlier + 4] != data[at : at + 4]:
            at += 1 + misses // 64
            misses += 1
            continue
        length = 4
        while length < 257 and at + length < end and data[earlier + length] == data[at + length]:
            length += 1
        yield at, length, at - earlier
        for i in range(at + 1, min(at + length, end - 3)):
            seen[slots[i - start]] = i
        at += length
        misses = 0


def deflate(data):
    out, seen, start, final = Bits(), [0] * (1 << 14), 0, False
    while not final:
        end = min(start + 65535, len(data))
        final = end - start < 65535
        codes, at = [], start
        for begin, length, distance in matches(data, start, end, seen):
            codes += [(byte, 0, 0) for byte in data[at:begin]]
            codes += [number(LENGTHS, length), number(DISTANCES, distance)]
            at = begin + length
        codes += [(byte, 0, 0) for byte in data[at:end]] + [(256, 0, 0)]
        size = 3 + sum(extra + next(r[2] for r in FIXED if symbol >= r[0]) for symbol, _, extra in codes)
        if size <= 8 * (end - start + 5):
            out.put(final | 1 << 1, 3)
            for symbol, value, extra in codes:
                out.code(symbol)
                out.put(value, extra)
        else:
            out.put(final, 3)
            out.fill()
            out.done += struct.pack("<HH", end - start, end - start ^ 0xFFFF) + data[start:end]
        start = end
    out.fill()
    return bytes(out.done)


def gzip(data):
    frame = b"\x1f\x8b\x08\0\0\0\0\0\0\xff", struct.pack("<II", zlib.crc32(data), len(data))
    return frame[0] + deflate(data) + frame[1]


def noise(size, seed):
    out = bytearray()
    for _ in range(size):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(seed >> 16 & 0xFF)
    return bytes(out)


def words(size, seed):
    return b"".join(b"word%d " % (byte % 50) for byte in noise(size, seed))[:size]


def contents():
    """What shows every choice of the compressor."""
    return {
        "nothing": b"",
        "one block": words(65534, 1),
        "one block and an empty one": words(65535, 2),
        "noise": noise(140000, 3),
        "words": words(140000, 4),
        "zeros": bytes(140000),
        "mixture": noise(1000, 5) + words(50000, 6) + noise(70000, 7) + words(3000, 8) + noise(1000, 5),
    }


def descriptor(media_type, data, annotations=None):
    out = {"mediaType": media_type, "digest": "sha256:" + sha(data), "size": len(data)}
    if annotations:
        out["annotations"] = dict(sorted(annotations.items()))
    return out


def raw(path, data):
    kind = "application/vnd.modelops.bundle.file.v1"
    return path, descriptor(kind, data, {"org.opencontainers.image.title": path})


def pack(directory, files):
    archive = tar(directory, files)
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
    lines = ["%s: %d %s\n" % (name, len(gzip(data)), sha(gzip(data))) for name, data in contents().items()]
    (target / "gzip.txt").write_bytes("".join(lines).encode())


main()
