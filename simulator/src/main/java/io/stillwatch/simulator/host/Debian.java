// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import io.stillwatch.simulator.host.LogStanza.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What every host has by being a Debian 12.
final class Debian {
  static final Account ROOT = new Account("root", 0, List.of(0), "/root", "/bin/bash");
  static final Account OPERATOR = Account.person("operator", 1000, 27, 4);

  private static final String CRONTAB =
      """
      # System-wide crontab; the sixth column is the user.
      SHELL=/bin/sh
      PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin

      17 *	* * *	root	cd / && run-parts --report /etc/cron.hourly
      25 6	* * *	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }
      47 6	* * 7	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.weekly; }
      52 6	1 * *	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.monthly; }
      """;

  private static final String LOGROTATE =
      """
      # Defaults for all logs; a package brings its own file below.
      weekly
      rotate 4
      create
      include /etc/logrotate.d
      """;

  /// A part of what /usr/bin and /usr/sbin hold: enough to resolve every command and to suggest
  /// neighbours of a misspelt one.
  private static final String USR_BIN =
      """
      awk basename bash bunzip2 bzip2 cat chgrp chmod chown cmp comm cp curl cut dash date dd df
      diff dig dircolors dirname dpkg du echo env expr false file find flock free git gpg grep gunzip
      gzip head hostname hostnamectl id install ionice jq journalctl kill last less ln locale logger
      login ls lsblk lsof mariadb mariadb-dump mawk md5sum mkdir mktemp more mount mv mysql mysqldump
      nano nc nice nohup nproc openssl passwd pg_dump pgrep ping pkill printf ps psql pwd python3
      readlink realpath renice rm rmdir rsync run-parts scp screen sed seq setpriv sftp sh sha256sum
      shuf sleep sort split ssh ssh-keygen stat stdbuf su sudo sync systemctl tail tar tee test
      timeout top touch tr true tty umount uname uniq uptime vim wall wc wget which who xargs xz yes
      zcat zgrep
      """;

  private static final String USR_SBIN =
      """
      adduser agetty blkid chpasswd cron deluser e2fsck fdisk fsck fstrim groupadd groupmod halt ifup
      ip iptables ldconfig logrotate mkfs modprobe nft nologin pwck reboot rsyslogd service shutdown
      sshd swapon sysctl ufw update-passwd useradd usermod visudo zic
      """;

  private Debian() {}

  static List<Account> users() {
    return List.of(
        ROOT,
        Account.system("daemon", 1, "/usr/sbin"),
        Account.system("www-data", 33, "/var/www"),
        Account.system("backup", 34, "/var/backups"),
        Account.system("nobody", 65534, "/nonexistent"),
        Account.system("sshd", 101, "/run/sshd"),
        OPERATOR);
  }

  static List<ConfigText> tables() {
    return List.of(
        ConfigText.ofRoot("/etc/crontab", CRONTAB),
        ConfigText.ofRoot("/etc/logrotate.conf", LOGROTATE));
  }

  static Map<String, PathState> paths() {
    var paths = new TreeMap<String, PathState>();
    for (var period : List.of("hourly", "daily", "weekly", "monthly")) {
      paths.put("/etc/cron." + period, PathState.directory("0755", 0, 0));
    }
    for (var script : List.of("apt-compat", "dpkg", "logrotate", "man-db")) {
      paths.put("/etc/cron.daily/" + script, PathState.script("0755", 0, "/bin/sh"));
    }
    paths.put("/etc/cron.weekly/man-db", PathState.script("0755", 0, "/bin/sh"));
    paths.put("/usr/sbin/anacron", PathState.ABSENT);
    paths.put("/usr/lib/rsyslog/rsyslog-rotate", PathState.script("0755", 0, "/bin/sh"));
    paths.put("/dev/null", new PathState("c", "0666", 0, 0, ""));
    paths.put("/tmp", PathState.directory("1777", 0, 0));
    paths.put("/root", PathState.directory("0700", 0, 0));
    paths.put("/var/log", PathState.directory("0755", 0, 0));
    paths.put("/var/log/syslog", PathState.file("0640", 0, 4));
    paths.put("/var/www", PathState.directory("0755", 0, 0));
    paths.put("/var/backups", PathState.directory("0755", 0, 0));
    paths.put("/home/operator", PathState.directory("0750", 1000, 1000));
    for (var shell : List.of("/bin/sh", "/bin/bash")) {
      paths.put(shell, PathState.file("0755", 0, 0));
    }
    return paths;
  }

  static List<LogStanza> stanzas() {
    return List.of(
        new LogStanza("rsyslog", List.of("/var/log/syslog"), Period.DAILY, 7, "root adm"),
        new LogStanza("kern", List.of("/var/log/kern.log"), Period.WEEKLY, 4, "root adm"),
        new LogStanza("dpkg", List.of("/var/log/dpkg.log"), Period.MONTHLY, 12, "root adm"));
  }

  /// Bytes per hour of the logs that are not really on disk.
  static Map<String, Integer> logs() {
    return Map.of("/var/log/kern.log", 900, "/var/log/dpkg.log", 60);
  }

  /// The directories of cron's PATH with their programs; /bin and /sbin are links on Debian 12.
  static Map<String, List<String>> programs() {
    var bin = List.of(USR_BIN.trim().split("\\s+", -1));
    var sbin = List.of(USR_SBIN.trim().split("\\s+", -1));
    var dirs = new TreeMap<String, List<String>>();
    dirs.put("/usr/local/sbin", List.of());
    dirs.put("/usr/local/bin", List.of());
    dirs.put("/usr/sbin", sbin);
    dirs.put("/usr/bin", bin);
    dirs.put("/sbin", sbin);
    dirs.put("/bin", bin);
    return dirs;
  }
}
