#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Breaks hosts with the real cron, rsyslog and logrotate of this machine, and checks what people are
# told (bench/README.md, `host`). Nothing of the machine itself is changed.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

[ "$(id -u)" = 0 ] || {
  echo 'real-host.sh: needs root, to give each host namespaces of its own.' >&2
  exit 1
}
for program in cron rsyslogd logrotate unshare mount; do
  command -v "$program" >/dev/null 2>&1 || {
    echo "real-host.sh: needs $program (on Debian: apt-get install cron rsyslog logrotate util-linux)." >&2
    exit 1
  }
done
exec "$here/../stillwatch" bench host "$@"
