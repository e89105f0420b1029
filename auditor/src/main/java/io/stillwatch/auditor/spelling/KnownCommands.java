// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.spelling;

import java.util.Set;

/// Commands that maintenance jobs are made of; they need no host facts to be recognised.
public final class KnownCommands {
  private static final Set<String> NAMES =
      Set.of(
          """
          anacron apt apt-get aptitude aws awk az backup-manager barman base64 basename bash borg \
          borgmatic bzip2 cat certbot chgrp chmod chown chronic chronyc clamscan cksum composer cp cpio \
          cron crontab curl cut date dd debsums df diff dig dirname dnf docker docker-compose \
          drush du duplicity echo egrep env expr fail2ban-client false fgrep find flock freshclam \
          fsck fstrim gawk gcloud git gpg grep gsutil gunzip gzip head hostname hwclock id \
          innobackupex ionice ip iptables-save journalctl jq kill killall kubectl ln logger login \
          logrotate logwatch ls lsof lz4 mail mailx mandb mariabackup mariadb mariadb-dump \
          mariadb-backup md5sum mdadm mkdir mktemp mongo mongodump mount mv mysql mysqladmin \
          mysqlcheck mysqldump mysqlimport mysqloptimize mysqlshow mytop nc nice node nohup npm \
          ntpdate openssl parallel pg_basebackup pg_dump pg_dumpall pg_isready pg_repack \
          pg_restore pgbackrest perl php ping pip pkill podman printf psql pt-archiver \
          pt-query-digest puppet python python3 rclone reboot redis-cli reindexdb renice restic \
          rkhunter rm rmdir rsnapshot rsync ruby run-parts s3cmd savelog scp sed sendmail service \
          setsid sh sha256sum shred shutdown sleep smartctl sort split sqlite3 ssh stat stdbuf su \
          sudo sync sysctl systemctl tail tar tee test timeout tmpreaper tmpwatch touch tr true \
          truncate umount uniq unlink unzip updatedb uptime vacuumdb wall wc wget xargs xtrabackup \
          xz yum zcat zfs zip zpool zstd zypper\
          """
              .split(" ", -1));

  private KnownCommands() {}

  public static Set<String> names() {
    return NAMES;
  }

  public static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
