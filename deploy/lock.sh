#!/bin/sh
# Pins the dependencies: lock.sh <uv>. requirements.lock: for work on this code (all extras, and what builds it);
# deploy/requirements.lock: for the image, the same versions without the development extras.
set -eu
lock() {
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}
uv=$1
echo 'setuptools>=77' | lock --extra dev --output-file requirements.lock pyproject.toml -
lock --constraints requirements.lock --output-file deploy/requirements.lock pyproject.toml
