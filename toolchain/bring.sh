# Sourced by ./grade and ./test: brings what the product needs, announces it, and spends nothing when all is there.
# Sets NODE to a Node.js that is new enough.

say() { printf 'grade: %s\n' "$*" >&2; }

die() {
  say "$*"
  exit 2
}

is_root() { [ "$(id -u)" = 0 ]; }

# Debian packages for commands that are missing: `need bwrap:bubblewrap ip:iproute2`.
need() {
  missing=
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
  done
  [ -n "$missing" ] || return 0
  missing=$(printf '%s\n' $missing | sort -u | tr '\n' ' ')
  missing=${missing% }
  if ! is_root || ! command -v apt-get >/dev/null 2>&1; then
    die "these packages are missing: $missing. Run: sudo apt-get install -y $missing"
  fi
  say "installing with apt: $missing"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1 || {
    tail -n 15 "$log" >&2
    die "apt could not install $missing; see the lines above"
  }
  rm -f "$log"
}

node_is_new_enough() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' 2>/dev/null
}

# Runs a command that is long and dull; shows its last lines only when it fails.
quietly() {
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# `npm install` with the lock file, and not `npm ci`: a lock file made on one platform may lack the optional
# packages of another, which `npm ci` refuses.
npm_install() {
  quietly npm install --no-save --no-fund --no-audit --loglevel=error --fetch-retries=2 --fetch-timeout=60000 "$@"
}

find_node() {
  case "$(uname -m)" in
    x86_64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) arch=unknown ;;
  esac
  pinned=$top/toolchain/node_modules/node-linux-$arch/bin/node
  if [ -x "$pinned" ]; then
    NODE=$pinned
    return
  fi
  system=$(command -v node || true)
  if [ -n "$system" ] && node_is_new_enough "$system"; then
    NODE=$system
    return
  fi
  need npm:npm
  say "Node.js here is ${system:+$("$system" --version), }older than 22.18: bringing the pinned one into toolchain/"
  (cd "$top/toolchain" && npm_install) || die "npm could not bring Node.js into toolchain/; is the npm registry reachable?"
  [ -x "$pinned" ] || die "there is no pinned Node.js for $(uname -sm); install Node.js 22.18 or newer"
  NODE=$pinned
}

bring_packages() {
  stamp=$top/node_modules/.grade-stamp
  # The checkout may be moved; another Node.js needs another build of raw-socket.
  case "$NODE" in "$top"/*) for_node=pinned ;; *) for_node=$NODE ;; esac
  if [ -f "$stamp" ] && [ "$stamp" -nt "$top/package-lock.json" ] && [ "$stamp" -nt "$top/package.json" ] &&
    [ "$(cat "$stamp")" = "$for_node" ]; then
    return
  fi
  need npm:npm make:make g++:g++ python3:python3
  say "installing npm packages into node_modules/ (once)"
  PATH=$(dirname "$NODE"):$PATH
  export PATH
  (cd "$top" && npm_install --ignore-scripts) || die "npm could not install the packages; is the npm registry reachable?"
  say "building raw-socket for $("$NODE" --version) (once)"
  # The headers of the Node.js that will load it; node-gyp would otherwise fetch them. And not Debian's node-gyp: it links
  # with Debian's own Node.js, and two of them in one process crash.
  headers=$(dirname "$(dirname "$NODE")")
  [ -f "$headers/include/node/node.h" ] && export npm_config_nodedir="$headers"
  (cd "$top/node_modules/raw-socket" && quietly "$NODE" ../node-gyp/bin/node-gyp.js rebuild) ||
    die "raw-socket could not be built; it needs make, g++ and python3"
  (cd "$top" && quietly "$NODE" toolchain/warm-up.ts) || say "the compile cache could not be filled: worlds will open more slowly"
  # Worlds that root opens belong to nobody.
  chmod -R a+rX "$NODE_COMPILE_CACHE" || true
  printf '%s' "$for_node" >"$stamp"
}

bring_all() {
  export NODE_COMPILE_CACHE="$top/node_modules/.cache/compile" NODE_COMPILE_CACHE_PORTABLE=1
  # Two first starts at once would install over each other.
  if command -v flock >/dev/null 2>&1 && [ -w "$top/toolchain" ]; then
    exec 9>"$top/toolchain/.lock"
    flock 9
  fi
  find_node
  bring_packages
  # Elsewhere worlds are made in containers, which bring all that is needed.
  [ "$(uname -s)" = Linux ] && need bwrap:bubblewrap ip:iproute2 iptables:iptables python3:python3
  exec 9>&- || true
}
