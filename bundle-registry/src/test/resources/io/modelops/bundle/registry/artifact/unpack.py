"""Restores the tree of an artifact in an image layout as `oras pull` does, with Python's own readers.

usage: python3 unpack.py LAYOUT TAG TARGET
"""
import gzip
import hashlib
import io
import json
import pathlib
import sys
import tarfile

TITLE = "org.opencontainers.image.title"


def main():
    layout, tag, target = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])

    def blob(descriptor):
        data = (layout / "blobs" / descriptor["digest"].replace(":", "/")).read_bytes()
        assert len(data) == descriptor["size"], descriptor
        assert "sha256:" + hashlib.sha256(data).hexdigest() == descriptor["digest"], descriptor
        return data

    assert json.loads((layout / "oci-layout").read_bytes()) == {"imageLayoutVersion": "1.0.0"}
    index = json.loads((layout / "index.json").read_bytes())
    (entry,) = [
        m for m in index["manifests"] if m["annotations"]["org.opencontainers.image.ref.name"] == tag
    ]
    manifest = json.loads(blob(entry))
    assert manifest["schemaVersion"] == 2
    assert manifest["artifactType"] == entry["artifactType"]
    blob(manifest["config"])
    titles = set()
    for layer in manifest["layers"]:
        data = blob(layer)
        annotations = layer["annotations"]
        title = annotations[TITLE]
        assert data and title not in titles and "\\" not in title, title
        titles.add(title)
        if annotations.get("io.deis.oras.content.unpack") == "true":
            unpack(data, title, annotations["io.deis.oras.content.digest"], target)
        else:
            write(target / title, data)


def unpack(data, title, digest, target):
    assert data[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    archive = gzip.decompress(data)
    assert "sha256:" + hashlib.sha256(archive).hexdigest() == digest
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = tar.getmembers()
        names = [(m.name + "/" * m.isdir()).encode() for m in members]
        assert names == sorted(names) and len(set(names)) == len(names)
        (target / title).mkdir(parents=True, exist_ok=True)
        for m in members:
            assert m.isreg() or m.isdir()
            assert m.mode == (0o755 if m.isdir() else 0o644) and m.mtime == 0, m
            assert (m.uid, m.gid, m.uname, m.gname) == (0, 0, "", ""), m
            assert m.name.startswith(title + "/"), (title, m.name)
            if m.isdir():
                (target / m.name).mkdir(exist_ok=True)
            else:
                write(target / m.name, tar.extractfile(m).read(), parents=False)


def write(file, data, parents=True):
    if parents:
        file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "xb") as out:
        out.write(data)


main()
