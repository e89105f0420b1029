// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The configuration of a server as its files have it: /etc/crontab and the stanzas of logrotate.
final class HostFiles {
  private static final ConfigFile.Attributes OF_ROOT = ConfigFile.Attributes.file("0644", 0, 0, 1);

  private HostFiles() {}

  static HostConfig config(FleetHost host, Instant at) {
    var files = new ArrayList<ConfigFile>();
    files.add(new ConfigFile("/etc/crontab", crontab(host), OF_ROOT));
    files.add(
        new ConfigFile(
            "/etc/logrotate.conf", "weekly\nrotate 4\ninclude /etc/logrotate.d\n", OF_ROOT));
    for (var log : host.of(FleetJob.Kind.LOG))
      files.add(
          new ConfigFile(
              "/etc/logrotate.d/" + CommandNames.folder(log.index()), stanza(log), OF_ROOT));
    return new HostConfig(
        host.host().name() + "/config/" + at.getEpochSecond(),
        host.source(),
        host.host(),
        at,
        new Platform(Platform.Dialect.DEBIAN, ZoneId.of("UTC"), "Debian GNU/Linux 13"),
        files,
        new HostConfig.Accounts(List.of(), false),
        HostConfig.Disk.UNKNOWN);
  }

  private static String crontab(FleetHost host) {
    var text = new StringBuilder("SHELL=/bin/sh\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\n");
    for (var job : host.jobs())
      if (job.kind() != FleetJob.Kind.LOG)
        text.append(job.cadence().cronFields(job.phase()))
            .append(" root ")
            .append(job.subject())
            .append('\n');
    return text.toString();
  }

  private static String stanza(FleetJob log) {
    return log.subject()
        + " {\n  "
        + log.cadence().name().toLowerCase(Locale.ROOT)
        + "\n  rotate 7\n  missingok\n}\n";
  }
}
