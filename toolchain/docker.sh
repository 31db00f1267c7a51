# Sourced by ./test after bring.sh: a Docker engine for the tests of the docker runtime. One that runs is used. Where none
# does and root may start one, it is started without networks, which those tests do not need, and stopped at the end.
# Where it may not be, those tests are reported as not run.

# Of the engine that this script started.
engine_pid=

engine_answers() { docker info >/dev/null 2>&1; }

bring_engine() {
  engine_answers && return
  if ! is_root; then
    say "no Docker engine answers, and only root can start one: the tests of the docker runtime are not run"
    return
  fi
  (need dockerd:docker.io) || { say "no Docker engine could be installed: the tests of the docker runtime are not run"; return; }
  # Its package may have started it.
  engine_answers || start_engine || return 0
  bring_base
}

start_engine() {
  say "starting a Docker engine for the tests"
  engine_log=$(mktemp)
  dockerd --iptables=false --bridge=none --pidfile "$engine_log.pid" >"$engine_log" 2>&1 &
  engine_pid=$!
  trap stop_engine EXIT
  trap 'exit 130' INT TERM
  tries=0
  until engine_answers; do
    tries=$((tries + 1))
    if [ $tries -gt 60 ] || ! kill -0 "$engine_pid" 2>/dev/null; then
      tail -n 5 "$engine_log" >&2
      say "the Docker engine did not start: the tests of the docker runtime are not run"
      stop_engine
      return 1
    fi
    sleep 0.5
  done
}

stop_engine() {
  [ -n "$engine_pid" ] || return 0
  kill "$engine_pid" 2>/dev/null || true
  wait "$engine_pid" 2>/dev/null || true
  rm -f "$engine_log" "$engine_log.pid"
  engine_pid=
}

# An engine without networks cannot install packages while it builds an image, nor can one that reaches no registry begin:
# their base is made from Debian packages.
bring_base() {
  docker image inspect grade-base:offline >/dev/null 2>&1 && return
  base=$(sed -n 's/^ARG BASE=//p' "$top/containers/bench/Dockerfile")
  [ -z "$engine_pid" ] && docker pull --quiet "$base" >/dev/null 2>&1 && return
  "$top/containers/base/offline.sh" || say "the base image could not be made: expect the tests of the docker runtime to fail"
}
