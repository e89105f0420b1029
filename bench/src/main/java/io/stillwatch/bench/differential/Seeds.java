// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files to edit: what Debian's packages install, and tables written for the purpose.
record Seeds(
    List<String> tables, List<String> anacrontabs, List<String> logrotate, List<Unit> units) {
  static final List<String> PACKAGES =
      List.of(
          "anacron",
          "apache2",
          "apt",
          "atop",
          "certbot",
          "cron",
          "dpkg",
          "e2fsprogs",
          "exim4-base",
          "fail2ban",
          "logcheck",
          "logrotate",
          "man-db",
          "mdadm",
          "munin-node",
          "nginx-common",
          "ntpsec",
          "php-common",
          "postgresql-common",
          "rsyslog",
          "samba",
          "sysstat",
          "uptimed");
  private static final Pattern USER =
      Pattern.compile(
          "(?m)^(\\s*(?:@\\w+|\\S+(?:[ \\t]+\\S+){4})[ \\t]+)([a-z_][\\w-]*)[ \\t]+(?=\\S)");
  private static final Pattern OWNERS =
      Pattern.compile(
          "(?m)^\\s*(?:create|su|createolddir)\\s+(?:[0-7]+\\s+)?([a-z][\\w-]*)\\s+([a-z][\\w-]*)");
  private static final Pattern CALENDAR = Pattern.compile("(?m)^OnCalendar=(.+)$");
  private static final Pattern SCRIPT =
      Pattern.compile("(?ms)^\\s*(?:pre|post)rotate\\s*\\n(.*?)^\\s*endscript");

  /// A unit's file name and text.
  record Unit(String name, String text) {}

  static Seeds read(Path unpacked) throws IOException {
    var tables = new ArrayList<>(texts(unpacked, "etc/cron.d/.*|etc/crontab"));
    tables.addAll(WRITTEN_TABLES);
    var units = new ArrayList<Unit>();
    for (var file : files(unpacked, "(?:usr/)?lib/systemd/system/[^/]+\\.(?:timer|service)")) {
      units.add(new Unit(file.getFileName().toString(), text(file)));
    }
    return new Seeds(
        tables,
        texts(unpacked, "etc/anacrontab"),
        texts(unpacked, "etc/logrotate(?:\\.d/.*|\\.conf)"),
        units);
  }

  private static List<Path> files(Path folder, String path) throws IOException {
    try (var below = Files.walk(folder)) {
      return below
          .filter(Files::isRegularFile)
          .filter(f -> folder.relativize(f).toString().matches(path))
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static List<String> texts(Path folder, String path) throws IOException {
    var texts = new ArrayList<String>();
    for (var file : files(folder, path)) texts.add(text(file));
    return texts;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /// The tables without their user columns.
  List<String> userTables() {
    return tables.stream().map(t -> USER.matcher(t).replaceAll("$1")).toList();
  }

  TreeSet<String> users() {
    var users = new TreeSet<>(List.of("root"));
    tables.forEach(t -> USER.matcher(t).results().forEach(m -> users.add(m.group(2))));
    return users;
  }

  TreeSet<String> owners() {
    var owners = new TreeSet<>(List.of("root"));
    logrotate.forEach(t ->
        OWNERS.matcher(t).results().forEach(m -> owners.addAll(List.of(m.group(1), m.group(2)))));
    return owners;
  }

  /// The texts of the units of one type.
  List<String> units(String suffix) {
    return units.stream().filter(u -> u.name().endsWith("." + suffix)).map(Unit::text).toList();
  }

  List<String> calendars() {
    var found =
        units.stream().flatMap(u -> CALENDAR.matcher(u.text()).results()).map(m -> m.group(1));
    return Stream.concat(found, WRITTEN_CALENDARS.stream()).distinct().toList();
  }

  /// Commands of jobs and scripts around rotations.
  List<String> commands() {
    var jobs =
        userTables().stream()
            .flatMap(String::lines)
            .filter(l -> l.matches("\\s*[@*\\d].*"))
            .map(l -> l.strip().replaceFirst("^(?:@\\w+|\\S+(?:\\s+\\S+){4})\\s+", ""))
            .map(l -> l.replace("\\%", "%"));
    var scripts = logrotate.stream().flatMap(t -> SCRIPT.matcher(t).results()).map(m -> m.group(1));
    return Stream.of(jobs, scripts, WRITTEN_COMMANDS.stream())
        .flatMap(s -> s)
        .filter(c -> !c.isBlank())
        .distinct()
        .toList();
  }

  private static final List<String> WRITTEN_TABLES =
      List.of(
          """
          SHELL=/bin/sh
          PATH = /usr/sbin:/usr/bin
          MAILTO="ops"

          */5 0-6,22 1-15/2 jan-mar mon,wed root nice -n 19 find /tmp -mtime +7 -delete
          15 2 * * 1-5 root test -x /usr/sbin/backup && backup --all > /dev/null 2>&1
          @daily root date +\\%F >> /var/log/days
          @reboot root sleep 60; /usr/local/bin/announce
          0 4 1 * * root cd /srv && ./monthly.sh
          """,
          """
          # m h dom mon dow user command
          10,40 * * * * root if [ -d /srv ]; then du -s /srv; fi
          0 23 31 12 7 root echo "year's end"
          1-59/3 */2 * * sun root /opt/poll %from standard input%
          """);

  private static final List<String> WRITTEN_CALENDARS =
      List.of(
          "Mon..Fri 09:00",
          "*-*-* 02:30:00",
          "Sat *-*-1..7 18:00",
          "*-*~01 23:59",
          "hourly",
          "2026-02-28 12:00:00 UTC",
          "*:0/15",
          "Sun,Wed *-*-* 04:00:00 Europe/Berlin",
          "*-01,07-01 00:00",
          "weekly",
          "*-*-1/4 3:00",
          "Mon *-05~07/1",
          "10..18/2:30",
          "quarterly");

  private static final List<String> WRITTEN_COMMANDS =
      List.of(
          "for f in /srv/*.log; do gzip \"$f\" || echo lost >&2; done",
          "case $(date +%u) in 6|7) exit 0;; *) /opt/run;; esac",
          "while read -r line; do echo \"$line\"; done < /etc/hosts | sort -u",
          "cd /srv && { ./a; ./b; } > out 2>&1 &",
          "x=`hostname`; [ \"$x\" = db1 ] || exit; ( umask 077; dump > /srv/$x.sql )",
          "echo $((1 + 2)) ${HOME:-/root} \"$(ls \"$HOME\")\" 'it''s'",
          "f() { echo \"$1\"; }; f a; until f b; do sleep 1; done",
          "if ! ping -c 1 host >/dev/null; then mail -s down root <<X; elif true; then :; else :; fi");
}
