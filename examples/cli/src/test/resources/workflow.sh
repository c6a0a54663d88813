#!/usr/bin/env bash
# The commands of the workflow document, one after another, on an empty directory and a real registry.
#   workflow.sh PROGRAM-DIRECTORY HOST:PORT REGISTRY-STORAGE ON_TERMINAL.PY GUIDE
set -euo pipefail
PATH=$1:$PATH
registry=$2
storage=$3
terminal=$4
guide=$5

step() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
expect() { # STATUS COMMAND...: runs it, keeps what it printed in $answer and $messages
  local wanted=$1 status=0
  shift
  printf '$ %s\n' "$*"
  "$@" > "$work/out" 2> "$work/err" || status=$?
  answer=$(cat "$work/out") messages=$(cat "$work/err")
  cat "$work/out" "$work/err"
  [ "$status" = "$wanted" ] || fail "exit status $status instead of $wanted: $*"
}
holds() { [[ $1 == *"$2"* ]] || fail "'$2' is not in: $1"; }
lacks() { [[ $1 != *"$2"* ]] || fail "'$2' is in: $1"; }
stored() { find "$storage" -type f 2> /dev/null | wc -l; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
empty=$work/empty
mkdir "$empty"
cd "$empty"

step "1. Initialize a new project"
expect 0 modelops-bundle init my-project
for file in pyproject.toml README.md models/__init__.py models/example.py .modelopsignore .gitignore; do
  [ -f "my-project/$file" ] || fail "no $file"
done
[ -d my-project/.modelops-bundle ] || fail "no state"
git init -q my-project && [ -z "$(git -C my-project status --short .modelops-bundle)" ] || fail "state is not git-ignored"
rm -rf my-project/.git
mkdir existing && cd existing
expect 0 modelops-bundle init "$registry/my-models"
cd .. && mkdir flagged && cd flagged
expect 0 modelops-bundle init --registry "$registry/my-models"
cd ../my-project
expect 0 modelops-bundle init "$registry/my-models"

step "2. Discover models"
expect 0 modelops-bundle discover
holds "$answer" models.example:
before=$(cat pyproject.toml)
cat > models/second.py << 'PYTHON'
class Second:
    def parameters(self):
        return {}

    def simulate(self):
        return []
PYTHON
python3 "$terminal" "$work/screen" "accept" down+space+enter -- modelops-bundle discover --interactive \
  || fail "interactive choice"
holds "$(cat "$work/screen")" "[ ] models.second:Second"
[ "$(cat pyproject.toml)" = "$before" ] || fail "wrote without --save"
expect 0 modelops-bundle discover --save
holds "$(cat pyproject.toml)" models.second:Second
holds "$(cat pyproject.toml)" "$before"

step "3. Generate the manifest"
expect 0 modelops-bundle manifest
[ -f manifest.json ] || fail "no manifest.json"
expect 0 modelops-bundle manifest --check
printf '\n# edited\n' >> models/second.py
expect 1 modelops-bundle manifest --check
holds "$answer" models/second.py
holds "$answer" models.second:Second
lacks "$answer" models/example.py
expect 0 modelops-bundle manifest
expect 0 modelops-bundle manifest --check

step "4. Track files"
mkdir data
echo 1 > data/a.csv
echo 2 > data/b.csv
echo '# old' > old_model.py
expect 0 modelops-bundle add models/
expect 0 modelops-bundle add data/*.csv
holds "$answer" data/b.csv
expect 0 modelops-bundle remove data/*.csv
expect 0 modelops-bundle add 'data/*.csv'
holds "$answer" data/b.csv
expect 0 modelops-bundle add old_model.py
expect 0 modelops-bundle remove old_model.py
[ -f old_model.py ] || fail "remove deleted the file"
expect 0 modelops-bundle status
holds "$answer" data/a.csv
holds "$answer" "no bundle is there"

step "5. Push to the registry"
expect 0 modelops-bundle push --dry-run
holds "$answer" "would send"
[ "$(stored)" = 0 ] || fail "dry run sent something"
expect 0 modelops-bundle push
holds "$messages" "manifest.json is out of date"
[ "$(stored)" -gt 0 ] || fail "push sent nothing"
expect 0 modelops-bundle push --tag v1.0.0
holds "$answer" "my-models:v1.0.0"
expect 0 modelops-bundle inspect "$registry/my-models:v1.0.0"
holds "$answer" models.second:Second
holds "$answer" data/a.csv
lacks "$answer" old_model.py
expect 0 modelops-bundle manifest
expect 0 modelops-bundle status
holds "$answer" "in sync"

step "Migration of an existing project"
cd "$empty" && mkdir -p study/src/epi study/data && cd study
cat > pyproject.toml << 'TOML'
# our study
[project]
name = "study"   # keep this
version = "2.0"

[tool.ruff]
line-length = 100
TOML
cat > src/epi/seir.py << 'PYTHON'
class SEIR:
    """Four compartments."""

    def parameters(self):
        return {"beta": 0.3}

    def simulate(self):
        return open("data/contacts.csv").read()
PYTHON
touch src/epi/__init__.py
echo 'a,b' > data/contacts.csv
echo 'TOKEN=secret' > .env
before=$(cat pyproject.toml)
expect 0 modelops-bundle init "$registry/study"
python3 "$terminal" "$work/screen" "accept" enter -- modelops-bundle discover --interactive --save \
  || fail "interactive choice"
holds "$(cat pyproject.toml)" "$before"
holds "$(cat pyproject.toml)" epi.seir:SEIR
expect 0 modelops-bundle manifest
expect 0 modelops-bundle add .
lacks "$answer" .env
lacks "$answer" manifest.json
expect 0 modelops-bundle push
expect 0 modelops-bundle inspect "$registry/study" --json
holds "$answer" data/contacts.csv
lacks "$answer" .env

step "Another tool reads manifest.json, as the guide shows"
expect 0 modelops-bundle manifest
sed '1,/^### Another tool/d' "$guide" | sed -n '/^```python$/,/^```$/p' | sed '/^```/d' > "$work/sampling.py"
expect 0 env PYTHONPATH=src python3 "$work/sampling.py"
holds "$answer" "epi.seir:SEIR sha256:"
holds "$answer" "{'beta': 0.3}"

step "In a clone, as continuous integration has it"
expect 0 modelops-bundle manifest
cp -r . ../clone && rm -rf ../clone/.modelops-bundle && cd ../clone
expect 0 modelops-bundle manifest --check
expect 0 modelops-bundle push "$registry/study" --tag ci
echo 'x' >> data/contacts.csv
expect 1 modelops-bundle manifest --check

printf '\nThe workflow works.\n'
