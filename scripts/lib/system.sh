# shellcheck shell=bash disable=SC1091,SC2154
# Is this a machine that Meedoen runs on? Each check ends in one line that says what to do. Source after common.sh.

# check_distribution OS_RELEASE_FILE
check_distribution() {
  local name='no known Linux' codename=
  if [[ -r $1 ]]; then
    name=$(. "$1" && printf '%s' "${PRETTY_NAME:-no known Linux}")
    codename=$(. "$1" && printf '%s-%s' "${ID:-}" "${VERSION_CODENAME:-}")
  fi
  [[ $codename == debian-bookworm ]] ||
    fail "This is $name; Meedoen is built on Debian 12 (bookworm)." \
      "Use such a machine, a virtual machine or a container."
  [[ $(uname -m) == x86_64 ]] ||
    fail "This processor is $(uname -m); the pinned packages are for x86_64 (Intel, AMD). Use such a machine."
}

# check_processor CPUINFO_FILE
check_processor() {
  local flags
  flags=" $(awk -F: '$1 ~ /^flags/ {print $2; exit}' "$1") "
  [[ $flags == *' sse4_2 '* ]] ||
    fail "This processor has no SSE4.2, which OpenVINO (the model's runtime) needs: use a newer one," \
      "or give the virtual machine the processor type of its host."
  [[ $flags == *' avx2 '* && $flags == *' fma '* ]] ||
    say "Note: this processor has no AVX2; everything works, the model and the search are several times slower."
}

# A whole set-up takes 3 GB, with the sanitizer builds 6; when most of it is there, only the rest is asked for.
check_space() {
  local free_mb needed_mb=6000
  [[ ! -e $var/models || ! -e $root/build/release ]] || needed_mb=1000
  free_mb=$(df -Pm "$root" | awk 'NR == 2 {print $4}')
  ((free_mb >= needed_mb)) ||
    fail "Only $free_mb MB are free where the checkout lies ($root), $needed_mb MB are needed:" \
      "make room, then run this again."
}
