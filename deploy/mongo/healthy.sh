#!/bin/bash
# Healthy: a primary that takes writes. The first look makes the replica set.
exec mongosh --quiet --host 127.0.0.1 --username "$MONGO_INITDB_ROOT_USERNAME" \
  --password "$MONGO_INITDB_ROOT_PASSWORD" --authenticationDatabase admin --eval '
    try { rs.status() } catch (e) {
      rs.initiate({_id: "rs0", members: [{_id: 0, host: "mongo:27017"}]})
    }
    if (!db.hello().isWritablePrimary) quit(1)'
