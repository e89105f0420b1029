// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.auditor.crontab.CronFault;
import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A cron daemon that loads many tables at its start and complains to syslog.
///
/// Debian's reports the first fault of a table and drops it; cronie reports every line that it
/// drops, without its number. The root holds no shell, so a job that comes due cannot start.
final class CronOracle extends RootOracle {
  private static final String SPOOL = "/var/spool/cron/crontabs";
  private static final Pattern DEBIAN =
      Pattern.compile(
          ".*Error: (.+); while reading \\S*?(?:crontab for user )?(?:/etc/cron\\.d/)?t(\\d+)");
  private static final Pattern DEBIAN_NEWLINE =
      Pattern.compile(".*\\((?:\\*system\\*)?t(\\d+)\\) ERROR \\((Missing newline before EOF).*");
  private static final Pattern CRONIE =
      Pattern.compile(
          ".*\\(CRON\\) (bad [^(]+|missing newline before EOF|[^(]*too long[^(]*) \\(\\S*/t(\\d+)\\)");

  private final Dialect dialect;
  private final TablePlace.Format format;
  private final Set<String> users;

  CronOracle(
      DebianRoot root,
      Dialect dialect,
      TablePlace.Format format,
      Set<String> users,
      List<String> seeds) {
    super(root, name(dialect, format), seeds);
    this.dialect = dialect;
    this.format = format;
    this.users = users;
  }

  private static String name(Dialect dialect, TablePlace.Format format) {
    var daemon = dialect == Dialect.DEBIAN ? "cron_debian" : "cron_cronie";
    return daemon + (format == TablePlace.Format.SYSTEM ? "_system" : "_user");
  }

  @Override
  public String path() {
    return format == TablePlace.Format.SYSTEM ? "/etc/cron.d/t" : SPOOL + "/t";
  }

  @Override
  public List<Answer> ask(List<String> texts) throws IOException, InterruptedException {
    write(texts);
    boolean debian = dialect == Dialect.DEBIAN;
    var daemon =
        debian ? List.of("/usr/sbin/cron", "-f", "-L", "0") : List.of("/usr/sbin/crond", "-n");
    try (var log = new SyslogSocket(root.path("/dev/log"))) {
      var process = Processes.start(root.inside(daemon));
      try {
        return answers(log.until("@reboot jobs"), texts.size());
      } finally {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
      }
    }
  }

  private void write(List<String> texts) throws IOException {
    root.empty("/etc/cron.d");
    root.empty(SPOOL);
    root.write("/etc/crontab", "");
    root.write(
        dialect == Dialect.DEBIAN ? "/run/crond.reboot" : "/run/cron.reboot",
        ""); // so that @reboot is past
    var tables = IntStream.range(0, texts.size()).mapToObj(i -> "t" + i);
    boolean system = format == TablePlace.Format.SYSTEM;
    var accounts =
        Stream.concat(users.stream(), system ? Stream.<String>of() : tables)
            .map(name -> name + ":x:0:0::/root:/bin/sh\n");
    root.write("/etc/passwd", String.join("", accounts.toList()));
    root.write("/etc/group", "root:x:0:\n");
    for (int i = 0; i < texts.size(); i++) {
      var path = (system ? "/etc/cron.d" : SPOOL) + "/t" + i;
      root.write(path, texts.get(i));
      Files.setPosixFilePermissions(
          root.path(path), PosixFilePermissions.fromString(system ? "rw-r--r--" : "rw-------"));
    }
  }

  private List<Answer> answers(List<String> messages, int count) {
    var faults = new ArrayList<List<String>>();
    for (int i = 0; i < count; i++) faults.add(new ArrayList<>());
    for (var message : messages) {
      var debian = DEBIAN.matcher(message);
      var newline = DEBIAN_NEWLINE.matcher(message);
      var cronie = CRONIE.matcher(message);
      if (debian.matches()) {
        faults.get(Integer.parseInt(debian.group(2))).add(debian.group(1));
      } else if (newline.matches()) {
        faults.get(Integer.parseInt(newline.group(1))).add(CronFault.MISSING_NEWLINE.message());
      } else if (cronie.matches()) {
        faults.get(Integer.parseInt(cronie.group(2))).add(cronie.group(1).strip());
      }
    }
    return faults.stream().map(Answer::of).toList();
  }

  @Override
  public Answer audit(String text) {
    var place = new TablePlace(path(), format, "t");
    var faults =
        Crontab.read(place, dialect, text).lines().stream()
            .flatMap(this::fault)
            .map(CronFault::message);
    return Answer.of((dialect == Dialect.DEBIAN ? faults.limit(1) : faults).toList());
  }

  private Stream<CronFault> fault(CrontabLine line) {
    return switch (line) {
      case CrontabLine.Faulty faulty -> Stream.of(faulty.fault());
      case CrontabLine.Entry entry when unknownUser(entry) -> Stream.of(CronFault.BAD_USERNAME);
      case CrontabLine.Entry _,
          CrontabLine.Blank _,
          CrontabLine.Comment _,
          CrontabLine.Assignment _ ->
          Stream.empty();
    };
  }

  /// cronie takes any name, and the job fails when it is due.
  private boolean unknownUser(CrontabLine.Entry entry) {
    return dialect == Dialect.DEBIAN
        && format == TablePlace.Format.SYSTEM
        && !users.contains(entry.user().name());
  }
}
