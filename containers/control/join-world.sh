#!/bin/sh
# Runs a command in the world of a bench: join-world.sh COMMAND... The container shares the process ids of the bench. The
# first of those that is in another network namespace than the bench itself holds the world; whoever has made a user
# namespace may enter it, so no right is needed but to be the same user.
set -eu
outside=$(readlink /proc/1/ns/net)
for pid in $(ls /proc | grep '^[0-9]' | sort -n); do
  [ "$(readlink "/proc/$pid/ns/net" || true)" != "$outside" ] || continue
  exec nsenter --target "$pid" --user --net --preserve-credentials -- "$@"
done
echo 'join-world: the bench has no world' >&2
exit 1
