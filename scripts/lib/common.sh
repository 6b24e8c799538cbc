# shellcheck shell=bash
# What every script here shares: where the checkout is, how to say things, how to fail. Source it, do not run it.
# Everything that is made lies below build/ and var/ of the checkout, compiler cache and temporary files included.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
var="$root/var"
readonly root var
cd "$root" || exit

export LC_ALL=C.UTF-8
export CCACHE_DIR="${CCACHE_DIR:-$var/ccache}" CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-2G}"

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }

# One line on the standard error that says what is wrong and what to do; then the end.
fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

mkdir -p "$var/log" "$var/tmp" 2>/dev/null ||
  fail "$root cannot be written to by $(id -un): change its owner, or use a checkout of your own."

# Runs a command with its output in a log file; if it fails, shows the log's end. The caller says what to do.
logged() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 || { tail -n 15 "$log" >&2; return 1; }
}

# Compilers need up to 1.5 GB each on the gRPC and Faiss headers: no more of them than the memory holds.
build_jobs() {
  local cores memory_kb by_memory
  cores=$(nproc)
  memory_kb=$(awk '$1 == "MemAvailable:" {print $2}' /proc/meminfo)
  by_memory=$((memory_kb / 1500000))
  ((by_memory >= 1)) || by_memory=1
  printf '%s\n' $((by_memory < cores ? by_memory : cores))
}

# configure_release: makes build/release, or brings it up to date.
configure_release() {
  logged "$var/log/configure.log" cmake --preset release ||
    fail "The build could not be configured; all that CMake said is in var/log/configure.log." \
      "If the checkout has moved, 'rm -rf build/release' and run this again."
}

# build_release [TARGET...]: shows ninja's own progress.
build_release() {
  local targets=()
  (($# == 0)) || targets=(--target "$@")
  cmake --build --preset release --parallel "$(build_jobs)" "${targets[@]}" ||
    fail "The build failed; the first error stands above." \
      "'No space left' or 'Killed' means: more disk or memory, then run this again."
}
