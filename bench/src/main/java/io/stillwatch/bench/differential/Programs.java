// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.auditor.crontab.TablePlace.Format;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The real programs of the comparison, in a folder of their own.
final class Programs {
  private static final String RELEASE = "bookworm";

  /// cronie is in Debian since this release.
  private static final String RELEASE_WITH_CRONIE = "trixie";

  private final Path folder;

  Programs(Path folder) {
    this.folder = folder;
  }

  /// What the auditor advises about files that a program refuses.
  List<Remedies> remedies() throws IOException, InterruptedException {
    var seeds = seeds();
    Files.createDirectories(folder);
    var file = folder.resolve("remedy").toAbsolutePath();
    return oracles().stream()
        .filter(oracle -> !oracle.path().isEmpty())
        .map(oracle -> {
          boolean cronie = oracle.name().startsWith("cron_cronie");
          var users = oracle.name().equals("logrotate") ? seeds.owners() : seeds.users();
          return new Remedies(oracle, cronie ? Dialect.CRONIE : Dialect.DEBIAN, users, file);
        })
        .toList();
  }

  List<Oracle> oracles() throws IOException, InterruptedException {
    var seeds = seeds();
    return oracles(seeds, seeds.users(), seeds.owners());
  }

  /// On a host with these users and groups.
  List<Oracle> oracles(Set<String> users) throws IOException, InterruptedException {
    return oracles(seeds(), users, users);
  }

  private List<Oracle> oracles(Seeds seeds, Set<String> users, Set<String> owners)
      throws IOException, InterruptedException {
    var cron = DebianRoot.unpacked(folder.resolve("cron"), RELEASE, List.of("cron"));
    cron.keepOnly(Set.of("cron"));
    var cronie =
        DebianRoot.unpacked(folder.resolve("cronie"), RELEASE_WITH_CRONIE, List.of("cronie"));
    cronie.keepOnly(Set.of("crond"));
    var tools =
        DebianRoot.unpacked(
            folder.resolve("tools"),
            RELEASE,
            List.of("anacron", "dash", "logrotate", "systemd", "tzdata"));
    return List.of(
        new CronOracle(cron, Dialect.DEBIAN, Format.SYSTEM, users, seeds.tables()),
        new CronOracle(cron, Dialect.DEBIAN, Format.USER, users, seeds.userTables()),
        new CronOracle(cronie, Dialect.CRONIE, Format.SYSTEM, users, seeds.tables()),
        new CronOracle(cronie, Dialect.CRONIE, Format.USER, users, seeds.userTables()),
        new AnacronOracle(tools, seeds.anacrontabs()),
        new LogrotateOracle(tools, owners, seeds.logrotate()),
        new UnitOracle(tools, "timer", seeds.units("timer")),
        new UnitOracle(tools, "service", seeds.units("service")),
        new CalendarOracle(tools, seeds.calendars()),
        new ShellOracle(tools, seeds.commands()));
  }

  private Seeds seeds() throws IOException, InterruptedException {
    var root = folder.resolve("seeds").toAbsolutePath();
    var done = root.resolve("unpacked");
    var files = root.resolve("files");
    if (!Files.exists(done)) {
      var archive = new Archive(root, RELEASE, DebianRoot.KEYRING);
      for (var deb : archive.downloadOnly(Seeds.PACKAGES)) {
        Processes.succeed(List.of("dpkg-deb", "-x", deb.toString(), files.toString()));
      }
      Files.writeString(done, "");
    }
    return Seeds.read(files);
  }
}
