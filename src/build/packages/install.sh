#!/bin/sh
# Installs bareon from the archive that this script is in, or brings an installed one up to date. Needs root, or a folder with --root.
set -eu
# Whatever that of the caller is: others read these files, too.
umask 022

usage="Usage: ./install.sh [--root DIR]

Copies the files of bareon into this system, or into the one whose root is DIR, and enables
what calls them. /usr/lib/bareon/archive/uninstall removes all of it."

script=install.sh work=install
# shellcheck source-path=SCRIPTDIR source=script-start.sh
. ./script-start.sh

here=$(cd -- "$(dirname -- "$0")" && pwd)

if [ ! -d "$root/etc" ] || [ ! -d "$root/usr" ]; then
  fail "$root/ is not the root of a system: it has no /etc or no /usr."
fi
[ -w "$root/usr" ] || fail "$root/usr cannot be written: $unwritable."
# A power failure can leave it empty.
if [ -s "$mark" ]; then
  read -r format version <"$mark"
  [ "$format" = archive ] || fail "bareon $version is installed from a package ($format): bring that up to date, or remove it first."
fi
# The version that is there, if a deploy has brought it: where it is this archive's own, an older one is what the administrator wants.
there=
if [ -z "$root" ] && [ -x /usr/sbin/bareon-boot ]; then there=$(/usr/sbin/bareon-boot --version 2>/dev/null) || there=; fi
mine=
[ ! -s "$mark" ] || read -r _ mine <"$mark"
if [ -n "$there" ] && [ "$there" != "$mine" ]; then
  read -r _ given <"$here/files/usr/lib/bareon/package"
  # A release comes after what is called like it with a part behind "-", as sort knows it of "~".
  last=$(printf '%s\n' "$there" "$given" | sed 's/-/~/' | sort -V | tail -n 1 | sed 's/~/-/')
  if [ "$there" != "$given" ] && [ "$last" = "$there" ]; then
    fail "a deploy has brought bareon $there to this system, and this archive is older ($given). Install that of the same version, or remove /usr/sbin/bareon-boot first."
  fi
fi
if [ -z "$root" ]; then
  "$here/files/usr/sbin/bareon-boot" --version >/dev/null ||
    fail "this machine cannot run bareon: it needs a processor of the kind $(cat "$here/lists/machine"), glibc 2.28 or newer, and libstdc++."
fi

for name in uninstall uninstall.bareon-new all manifest started-units unfinished folders links; do
  inside "/usr/lib/bareon/archive/$name"
  [ ! -L "$state/$name" ] || fail "$state/$name is a link: remove it first."
done
for list in "$here"/lists/links-*; do
  while read -r _ path; do inside "$path"; done <"$list"
done
while read -r kind _ path; do
  inside "$path"
  if [ "$kind" = directory ] || [ ! -d "$root$path" ] || [ -L "$root$path" ]; then continue; fi
  fail "$root$path is a folder, and bareon has a file there: move it away first."
done <"$here/lists/manifest"

first=yes
if [ -e "$state/manifest" ] && [ ! -e "$state/unfinished" ]; then first=no; fi
mkdir -p -- "$root/usr/lib/bareon" "$state"
chmod 755 "$root/usr/lib/bareon" "$state"
# What is copied at the moment, so that an installation which fails, as for lack of room, leaves no part of it in the way.
part=
ended() {
  code=$?
  [ "$code" = 0 ] || [ -z "$part" ] || {
    rm -f -- "$part"
    echo "install.sh: error: the installation did not come to its end. Run this again, or: $state/uninstall" >&2
  }
}
trap ended EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
# Before the first file is copied: an installation that is interrupted can be removed, and a second one ends it.
[ "$first" = no ] || : >"$state/unfinished"
cp -- "$here/uninstall.sh" "$state/uninstall.bareon-new"
chmod 755 -- "$state/uninstall.bareon-new"
mv -f -- "$state/uninstall.bareon-new" "$state/uninstall"
cat -- "$here/lists/manifest" >"$state/all"
[ ! -e "$state/manifest" ] || cat -- "$state/manifest" >>"$state/all"
cp -- "$here/lists/started-units" "$state/"
mv -f -- "$state/all" "$state/manifest"

# Made only here, and written down before, so that these are removed again, and only these.
made() {
  if [ -d "$root$1" ]; then return; fi
  printf '%s\n' "$1" >>"$state/folders"
  mkdir -- "$root$1"
  chmod 755 -- "$root$1"
}

parents() {
  above=${1%/*}
  if [ -z "$above" ] || [ -d "$root$above" ]; then return; fi
  parents "$above"
  above=${1%/*}
  made "$above"
}

while read -r kind mode path; do
  parents "$path"
  case $kind in
    directory) made "$path" ;;
    file)
      part=$root$path.bareon-new
      rm -f -- "$part"
      cp -- "$here/files$path" "$part"
      chmod "$mode" -- "$part"
      mv -f -- "$part" "$root$path"
      ;;
    link)
      rm -f -- "$root$path"
      cp -P -- "$here/files$path" "$root$path"
      ;;
  esac
done <"$here/lists/manifest"

# What only a former version had.
while read -r kind _ path; do
  inside "$path"
  if [ "$kind" = directory ] || cut -d ' ' -f 3- "$here/lists/manifest" | grep -qxF -e "$path"; then continue; fi
  rm -f -- "$root$path"
done <"$state/manifest"

# Only at first: what was disabled since then stays disabled.
call_by() {
  while read -r target path; do
    parents "$path"
    ln -sfn -- "$target" "$root$path"
    printf '%s\n' "$path" >>"$state/links"
  done <"$here/lists/$1"
}

systemd=no
if [ -e "$root/usr/lib/systemd/systemd" ] || [ -e "$root/lib/systemd/systemd" ]; then systemd=yes; fi
if [ "$first" = yes ]; then
  if [ "$systemd" = yes ]; then
    call_by links-systemd
  else
    if [ -d "$root/etc/rc2.d" ] && [ -d "$root/etc/init.d" ]; then call_by links-run-levels; fi
    if [ -d "$root/etc/local.d" ]; then call_by links-local-scripts; fi
  fi
fi
cp -- "$here/lists/manifest" "$state/all"
mv -f -- "$state/all" "$state/manifest"
rm -f -- "$state/unfinished"

if [ -z "$root" ] && [ -d /run/systemd/system ]; then
  read -r units <"$state/started-units"
  systemctl daemon-reload || :
  # Several words.
  # shellcheck disable=SC2086
  systemctl --quiet start $units || :
fi
read -r _ version <"$mark"
printf 'bareon %s is installed. To remove it: %s/usr/lib/bareon/archive/uninstall\n' "$version" "$root"
