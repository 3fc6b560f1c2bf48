#!/bin/bash
# mongod as a member of a replica set with users. The members know each other by a key file, which must belong
# to mongod alone; so it is written here, from the environment.
set -euo pipefail
key=/data/configdb/keyfile
umask 077
printf '%s' "$CIVIKOS_MONGO_KEYFILE" > "$key"
chmod 400 "$key"
chown mongodb:mongodb "$key"
unset CIVIKOS_MONGO_KEYFILE
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile "$key" --bind_ip_all \
  --setParameter transactionLifetimeLimitSeconds=30
