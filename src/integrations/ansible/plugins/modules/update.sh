#!/bin/sh
# WANT_JSON
exec /usr/sbin/bareon-boot ansible update "$1"
