# shellcheck shell=bash disable=SC2016,SC2154
# Installs the missing ones of scripts/debian-packages.txt and checks the versions of all. Source after common.sh.

readonly package_list="$root/scripts/debian-packages.txt"

# The installed version of each package that is installed, as "name version".
installed_packages() {
  awk '!/^#/ && NF {print $1}' "$package_list" |
    { xargs dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Version}\n' 2>/dev/null || true; } |
    awk '$1 == "ii" {print $2, $3}'
}

missing_packages() {
  awk 'NR == FNR {have[$1] = 1; next} !/^#/ && NF && !($1 in have) {print $1}' <(installed_packages) "$package_list"
}

# "name installed wanted" of each package whose upstream version is not the one of the list.
other_versions() {
  awk 'NR == FNR {have[$1] = $2; next}
       /^#/ || !NF || $2 == "any" || !($1 in have) {next}
       {
         upstream = have[$1]
         sub(/^[0-9]+:/, "", upstream)    # epoch
         sub(/-[^-]*$/, "", upstream)     # Debian revision
         sub(/[+~].*$/, "", upstream)     # +ds, ~bpo: repacked
         if (upstream != $2 && index(upstream, $2 ".") != 1) print $1, have[$1], $2
       }' <(installed_packages) "$package_list"
}

# Sets the array as_root to what has to stand before a command so that it runs as root; asks for nothing.
find_root() {
  as_root=()
  ((EUID != 0)) || return 0
  command -v sudo >/dev/null && sudo -n true 2>/dev/null && as_root=(sudo -n) && return 0
  fail "Debian packages are missing and $(id -un) may not install them without a password." \
    "Run as root, then start this again: apt-get install --no-install-recommends $*"
}

# One line for why apt failed, from what it wrote.
explain_apt() {
  local log=$1
  case $(cat "$log") in
    *"No space left"* | *"don't have enough free space"*) say "the disk is full: make room below /var" ;;
    *"Could not get lock"* | *"Unable to acquire"*) say "another installation is running: wait until it has ended" ;;
    *"dpkg was interrupted"*) say "an earlier installation was cut off: run 'dpkg --configure -a' as root" ;;
    *"Could not resolve"* | *"Temporary failure"* | *"Could not connect"* | *"Unable to connect"* | \
      *"Failed to fetch"* | *"timed out"*)
      say "no network, or no way to the package mirror: check the connection and apt's proxy settings" ;;
    *"Unable to locate package"* | *"no installation candidate"*)
      say "apt's sources lack Debian 12 'main': check /etc/apt/sources.list.d" ;;
    *) say "see var/log/apt.log" ;;
  esac
}

# Reads apt's output; says how far it is about every 25 packages.
apt_progress() {
  awk '/newly installed/ {total = $3}
       /^Need to get/ {print "  to download: " $4 " " $5; fflush()}
       /^Get:/ && total && ++fetched % 25 == 0 {print "  downloaded " fetched " of " total " packages"; fflush()}
       /^Setting up / && ++ready % 25 == 0 {print "  installed " ready " of " total " packages"; fflush()}'
}

install_debian_packages() {
  local log="$var/log/apt.log" missing options as_root
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} > 0)); then
    find_root "${missing[@]}"
    step "Debian packages: ${missing[*]}"
    options=(-q -y -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 -o Dpkg::Use-Pty=0)
    # An update that fails may still leave lists that are good enough: the installation decides.
    "${as_root[@]}" apt-get "${options[@]}" update >"$log" 2>&1 || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install --no-install-recommends \
      "${missing[@]}" 2>&1 </dev/null | tee -a "$log" | apt_progress ||
      fail "apt could not install the packages: $(explain_apt "$log"). Then run this again. (log: var/log/apt.log)"
  fi
  local other
  other=$(other_versions)
  [[ -z $other ]] ||
    fail "Not the versions that Meedoen is tested with:" \
      "$(awk '{printf "%s%s is %s, not %s", (NR > 1 ? "; " : ""), $1, $2, $3}' <<<"$other")." \
      "Install Debian 12's own, or change scripts/debian-packages.txt and run scripts/test."
}
