# SPDX-License-Identifier: Apache-2.0
# A host of its own on this machine: Debian's cron, rsyslog and logrotate in namespaces, below a
# folder. `unshare` runs this as the first process; what it reads from standard input are commands
# of an administrator, each answered by `done` and its status. All processes end with this one.
set -eu
folder=$1 name=$2 every=$3

mount --make-rprivate /
hostname "$name"
for dir in etc opt var/spool var/mail var/log var/lib/logrotate; do
  mkdir -p "$folder/$dir" "/$dir"
done
cp -a /etc/. "$folder/etc/"
for dir in etc opt var/spool var/mail var/log var/lib/logrotate; do
  mount --bind "$folder/$dir" "/$dir"
done
mount -t tmpfs tmpfs /run
mkdir "$folder/dev"
mount -t tmpfs tmpfs "$folder/dev"
cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty /dev/fd "$folder/dev/"
mount --move "$folder/dev" /dev

# mail of cron goes to a file, and nowhere through the mail program of the machine
printf '#!/bin/sh\ncat >>/var/log/cron-mail\n' >"$folder/sendmail"
chmod 755 "$folder/sendmail"
[ ! -e /usr/sbin/sendmail ] || mount --bind "$folder/sendmail" "$(readlink -f /usr/sbin/sendmail)"

# the messages of the machine's kernel are none of this host, and its lines go nowhere else
rm -rf /etc/rsyslog.d
mkdir -m 755 /etc/rsyslog.d
sed -i /imklog/d /etc/rsyslog.conf
rm -rf /etc/cron.d /etc/cron.hourly /etc/cron.daily /etc/cron.weekly /etc/cron.monthly /etc/logrotate.d
mkdir -m 755 /etc/cron.d /etc/logrotate.d /opt/jobs
mkdir -p /var/spool/cron/crontabs /var/spool/rsyslog
: >/etc/crontab
for job in backup collect purge report sync; do
  printf '#!/bin/sh\necho "%s at $(date)" >>/opt/jobs/jobs.log\n' $job >/opt/jobs/$job.sh
  chmod 755 /opt/jobs/$job.sh
done
printf '* * * * * root /opt/jobs/collect.sh\n' >/etc/cron.d/collect
printf '* * * * * root /opt/jobs/backup.sh\n' >/etc/cron.d/backup
printf '* * * * * root /opt/jobs/report.sh\n' >/etc/cron.d/report
printf '* * * * * root /opt/jobs/purge.sh\n' >/etc/cron.d/purge
printf '*/2 * * * * root /opt/jobs/sync.sh\n' >/etc/cron.d/sync
printf '* * * * * root /usr/sbin/logrotate /etc/logrotate.conf\n' >/etc/cron.d/rotate
cat >/etc/logrotate.conf <<'END'
/opt/jobs/jobs.log {
  size 1k
  rotate 2
  missingok
}
/var/log/syslog {
  size 8k
  rotate 3
  postrotate
    kill -HUP $(cat /run/rsyslogd.pid)
  endscript
}
END

rsyslogd
cron
while :; do
  logger -t app 'requests served' || true # the log is not of cron alone
  sh "$folder/snapshot.sh" -o "$folder/snapshots.ndjson" || true
  sleep "$every"
done </dev/null >>"$folder/snapshot.log" 2>&1 &
echo ready
while IFS= read -r command; do
  status=0
  (eval "$command") </dev/null >>"$folder/commands.log" 2>&1 || status=$?
  echo "done $status"
done
