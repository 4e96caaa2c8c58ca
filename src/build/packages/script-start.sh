#!/bin/sh
# What install.sh and uninstall.sh both begin with: the archive has it in place of their lines that name it, so that each is whole by itself.
# They set `script`, `work` and `usage` before.
# shellcheck disable=SC2034,SC2154
fail() {
  printf '%s: error: %s\n' "$script" "$*" >&2
  exit 1
}

root=
case "${1-} $#" in
  ' 0') ;;
  '--root 2') root=${2%/} ;;
  '--help 1') printf '%s\n' "$usage" && exit 0 ;;
  *) printf '%s\n' "$usage" >&2 && exit 2 ;;
esac
# As of a variable of the caller's that is not set: this system is not meant.
[ "$#" != 2 ] || [ -n "$2" ] || fail "--root names no folder."
state=$root/usr/lib/bareon/archive
mark=$root/usr/lib/bareon/package

unwritable="run this as root"
[ "$(id -u)" != 0 ] || unwritable="it is mounted read-only"

# Refuses a path of the tree whose folder a link leads out of it, to a file of the system that runs.
top=
inside() {
  [ -n "$root" ] || return 0
  [ -n "$top" ] || top=$(cd -P -- "$root/" && pwd -P)
  case $1/ in */../*) fail "$1 in $state leads out of $root." ;; esac
  above=$root${1%/*}
  until [ -d "$above/" ]; do above=${above%/*}; done
  real=$(cd -P -- "$above/" && pwd -P)
  case $real/ in
    "${top%/}"/*) ;;
    *) fail "$root${1%/*} is a link that leads out of $root: $work bareon in there by its own shell (chroot)." ;;
  esac
}
