#!/bin/sh
# WANT_JSON
exec /usr/sbin/bareon-boot ansible boot_info "$1"
