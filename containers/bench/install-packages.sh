#!/bin/sh
# Installs the packages of packages.txt that are missing. A base made by containers/base/offline.sh has all of them.
set -eu
missing=
for package in $(cat "$(dirname "$0")/packages.txt"); do
  dpkg-query --show --showformat '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends $missing
rm -rf /var/lib/apt/lists/*
