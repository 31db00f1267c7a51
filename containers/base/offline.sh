#!/bin/sh
# Makes the base image of our containers from Debian packages and the Node.js that toolchain/ pins, where no registry of
# images can be reached: containers/base/offline.sh [NAME]. The image holds all that the bench needs, so that building
# the bench downloads nothing. With `--runtime docker`, `grade` then finds it by its name.
set -eu
PATH=$PATH:/usr/sbin:/sbin
name=${1:-grade-base:offline}
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
top=$here/../..
. "$top/toolchain/bring.sh"

find_node
need mmdebstrap:mmdebstrap docker:docker.io
docker info >/dev/null 2>&1 || die "no Docker engine answers; start it, then run this again"
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT

mkdir -p "$files/usr/local" "$files/opt/python2"
cp -a "$(dirname "$(dirname "$NODE")")/." "$files/usr/local/"
# Debian 12 has no Python 2. Where this machine keeps one in a folder of its own, it comes along.
for python2 in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/2.7*; do
  [ -x "$python2/bin/python2" ] && cp -a "$python2/." "$files/opt/python2/" && break
done

packages=$(tr '\n' ',' <"$here/../bench/packages.txt")
say "making $name from Debian packages (some minutes)"
quietly mmdebstrap --variant=minbase --include="${packages%,}" \
  --customize-hook="copy-in $files/usr/local /usr" --customize-hook="copy-in $files/opt/python2 /opt" \
  bookworm "$files/base.tar" || die "the packages could not be put together; see the lines above"
docker import --change 'CMD ["node"]' "$files/base.tar" "$name" >/dev/null
say "$name is there: $(docker image inspect --format '{{.Size}}' "$name") bytes"
