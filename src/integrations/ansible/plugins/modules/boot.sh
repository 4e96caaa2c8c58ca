#!/bin/sh
# WANT_JSON
exec /usr/sbin/bareon-boot ansible boot "$1"
