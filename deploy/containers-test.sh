#!/bin/sh
# Prepares what the container tests need, then runs them: containers-test.sh <pytest>
# Images: NATS_IMAGE, MONGO_IMAGE and PYTHON_IMAGE, or the official ones. Where no registry can be reached,
# stand-ins are built by deploy/standins/standins.sh (Debian, root, mmdebstrap, npm).
set -eu
pytest=$1
here=$(dirname "$0")
started=

stop() { if [ -n "$started" ]; then kill "$started" 2>/dev/null && wait "$started" 2>/dev/null || true; fi; }
fail() { echo "civikos: $*" >&2; exit 1; }
trap stop EXIT

command -v docker > /dev/null || fail "the container tests need Docker (Debian: docker.io)."
if ! docker info > /dev/null 2>&1; then
  [ "$(id -u)" = 0 ] && command -v dockerd > /dev/null ||
    fail "the Docker engine does not answer: start it, or run this as root where dockerd is installed."
  dockerd > /tmp/civikos-dockerd.log 2>&1 &
  started=$!
  for _ in $(seq 60); do
    if docker info > /dev/null 2>&1; then break; fi
    sleep 0.5
  done
  docker info > /dev/null 2>&1 || fail "dockerd does not start; see /tmp/civikos-dockerd.log."
fi
docker compose version > /dev/null 2>&1 ||
  fail "Docker Compose 2 is missing (Debian's own: deploy/standins/compose-v2.sh installs it for this user)."

have() { docker image inspect "$1" > /dev/null 2>&1 || docker pull --quiet "$1" > /dev/null 2>&1; }

NATS_IMAGE=${NATS_IMAGE:-nats:2-alpine}
MONGO_IMAGE=${MONGO_IMAGE:-mongo:8.0}
PYTHON_IMAGE=${PYTHON_IMAGE:-python:3.13-slim}
if ! { have "$NATS_IMAGE" && have "$MONGO_IMAGE" && have "$PYTHON_IMAGE"; }; then
  NATS_IMAGE=standin/nats:2-alpine
  MONGO_IMAGE=standin/mongo:6.0
  PYTHON_IMAGE=standin/python:3.13-slim
  if ! { have "$NATS_IMAGE" && have "$MONGO_IMAGE" && have "$PYTHON_IMAGE"; }; then
    [ "$(id -u)" = 0 ] && command -v mmdebstrap > /dev/null && command -v npm > /dev/null ||
      fail "no registry can be reached: name images in NATS_IMAGE, MONGO_IMAGE and PYTHON_IMAGE, or run" \
        "deploy/standins/standins.sh as root (it needs mmdebstrap and npm)."
    "$here/standins/standins.sh" all
  fi
fi
export NATS_IMAGE MONGO_IMAGE PYTHON_IMAGE
echo "Images: $NATS_IMAGE $MONGO_IMAGE $PYTHON_IMAGE"
"$pytest" -m containers tests/containers
