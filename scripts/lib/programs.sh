# shellcheck shell=bash disable=SC2154
# Starts, awaits and stops Meedoen's two programs. Source after common.sh.

declare -A pid_of=()

port_is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# refuse_used_port PORT: said before the build, not after it.
refuse_used_port() {
  ! port_is_open "$1" ||
    fail "Port $1 is in use: stop the program that listens there, or take two others with --port-base N."
}

# start NAME COMMAND...: in a session of its own, so that neither Ctrl-C nor a closed terminal ends it; log in var/log.
start() {
  local name=$1
  shift
  setsid "$@" >"$var/log/$name.log" 2>&1 </dev/null &
  pid_of[$name]=$!
}

# await NAME PORT SECONDS: until the program listens, which it does when it is ready to serve.
await() {
  local name=$1 port=$2 seconds=$3 deadline=$((SECONDS + $3))
  until port_is_open "$port"; do
    if ! kill -0 "${pid_of[$name]}" 2>/dev/null; then
      tail -n 5 "$var/log/$name.log" >&2
      unset "pid_of[$name]"
      fail "The $name ended at once; why stands above (log: var/log/$name.log)."
    fi
    ((SECONDS < deadline)) || fail "The $name does not answer after $seconds seconds (log: var/log/$name.log)."
    sleep 0.1
  done
}

# stop_pid PID: asks, waits 10 seconds at most, insists.
stop_pid() {
  kill -TERM "$1" 2>/dev/null || return 0
  for _ in {1..100}; do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
}

stop_all() {
  local name
  for name in "${!pid_of[@]}"; do
    stop_pid "${pid_of[$name]}"
  done
  pid_of=()
}
