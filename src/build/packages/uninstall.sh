#!/bin/sh
# Removes bareon as install.sh of its archive installed it. What a deploy or an administrator wrote, such as /etc/bareon/multiboot, stays.
set -eu

usage="Usage: uninstall [--root DIR]

Removes the files of bareon from this system, or from the one whose root is DIR."

script=uninstall work=remove
# shellcheck source-path=SCRIPTDIR source=script-start.sh
. ./script-start.sh

[ -e "$state/manifest" ] || fail "bareon is not installed in $root/ from its archive."
[ -w "$root/usr" ] || fail "$root/usr cannot be written: $unwritable."
format=archive
# A power failure can leave it empty.
[ ! -s "$mark" ] || read -r format _ <"$mark"
[ "$format" = archive ] || fail "bareon is installed from a package ($format) by now: remove that."

inside "/usr/lib/bareon/archive/manifest"
while read -r _ _ path; do inside "$path"; done <"$state/manifest"
for list in links folders; do
  [ -e "$state/$list" ] || continue
  while read -r path; do inside "$path"; done <"$state/$list"
done

if [ -z "$root" ] && [ -d /run/systemd/system ]; then
  read -r units <"$state/started-units"
  # Several words.
  # shellcheck disable=SC2086
  systemctl --quiet stop $units || :
fi
if [ -e "$state/links" ]; then
  while read -r path; do rm -f -- "$root$path"; done <"$state/links"
fi
# With what an installation that was interrupted has left beside a file. This script comes last, so that it can be run again.
while read -r kind _ path; do
  [ "$kind" = directory ] || [ "$root$path" = "$state/uninstall" ] || rm -f -- "$root$path" "$root$path.bareon-new"
done <"$state/manifest"
folders=
[ ! -e "$state/folders" ] || folders=$(sort -r "$state/folders")
rm -f -- "$state/links" "$state/manifest" "$state/started-units" "$state/folders" "$state/unfinished" "$state/all" "$state"/uninstall*
rmdir -- "$state" "$root/usr/lib/bareon" 2>/dev/null || :
printf '%s\n' "$folders" | while read -r path; do
  [ -z "$path" ] || rmdir -- "$root$path" 2>/dev/null || :
done
if [ -z "$root" ] && [ -d /run/systemd/system ]; then systemctl daemon-reload || :; fi
echo "bareon is removed."
