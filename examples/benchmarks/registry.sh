# Sourced by benchmarks that need a registry: docker-registry on loopback at localhost:$port, which writes a line for
# each request to $work/requests. The command line is on PATH. All of it is gone when the script ends.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=$(cd "$here/../cli/target/modelops-bundle/bin" && pwd)
export PATH="$bin:$PATH"
work=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > "$work/registry.yml" <<YML
version: 0.1
log: { level: error }
storage: { filesystem: { rootdirectory: $work/storage } }
http: { addr: 127.0.0.1:$port }
YML
docker-registry serve "$work/registry.yml" > "$work/requests" 2> "$work/registry.log" &
registry=$!
trap 'kill $registry; wait $registry 2> /dev/null || true; rm -rf "$work"' EXIT
until curl -fs "http://127.0.0.1:$port/v2/" > /dev/null; do kill -0 $registry; sleep 0.1; done
quietly() { "$@" > "$work/out" 2>&1 || { cat "$work/out" >&2; return 1; }; }

# Writes random files. Arguments: directory, how many, bytes of each, directories that they are spread over.
random_files() {
  python3 - "$@" <<'PY'
import pathlib, random, sys
random.seed(1)
count, size, directories = map(int, sys.argv[2:])
for i in range(count):
    path = pathlib.Path(sys.argv[1], f"part{i % directories:04}", f"{i:05}.bin")
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        for start in range(0, size, 4 << 20):
            file.write(random.randbytes(min(size - start, 4 << 20)))
PY
}
