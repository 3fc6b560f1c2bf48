#!/bin/sh
# Makes the virtual environment: setup.sh <folder> <python candidates…>. Again is harmless.
set -eu
venv=$1
shift

python=
for candidate in "$@"; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "civikos: Python 3.11 or newer is needed, and none of these is one: $*. Install it, or say PYTHON=/path/to/python." >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  echo "civikos: $python cannot make virtual environments: install its venv package (Debian, Ubuntu: python3-venv)." >&2
  exit 1
fi

# an environment of another interpreter, or half of one, is made anew
"$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  echo "Making $venv with $("$python" --version) …"
  "$python" -m venv --clear "$venv"
}
pip="$venv/bin/python -m pip --disable-pip-version-check"
echo "Installing what requirements.lock names …"
$pip install --quiet --require-hashes --requirement requirements.lock
$pip install --quiet --no-deps --no-build-isolation --editable .
touch "$venv/.ready"
