import hashlib, json, sys
by_utf16 = lambda pairs: dict(sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be")))
digest = lambda value: "sha256:" + hashlib.sha256(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
manifest = json.load(open(sys.argv[1], encoding="utf-8"), object_pairs_hook=by_utf16)
print(digest({k: v for k, v in manifest.items() if k != "bundle_digest"}), *(digest({"class": m["class"], "files": by_utf16((f, manifest["files"][f]["sha256"]) for f in m["files"])}) for m in manifest["models"].values()), sep="\n")
