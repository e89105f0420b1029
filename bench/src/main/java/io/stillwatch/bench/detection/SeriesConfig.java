// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The crontab and the stanza of logrotate of a host whose configuration is known.
final class SeriesConfig {
  private static final ConfigFile.Attributes OF_ROOT = ConfigFile.Attributes.file("0644", 0, 0, 1);

  private SeriesConfig() {}

  /// `rule` is empty once the line of the job is gone.
  static HostConfig at(Series series, SourceId source, Instant at, List<DueRule> rule) {
    var files = new ArrayList<ConfigFile>();
    files.add(new ConfigFile("/etc/crontab", crontab(series, rule), OF_ROOT));
    if (series.spec().kind() == SeriesKind.ROTATION) {
      files.add(
          new ConfigFile(
              "/etc/logrotate.conf", "weekly\nrotate 4\ninclude /etc/logrotate.d\n", OF_ROOT));
      files.add(new ConfigFile("/etc/logrotate.d/shop", stanza(series.spec()), OF_ROOT));
    }
    return new HostConfig(
        series.spec().name() + "/config/" + at.getEpochSecond(),
        source,
        series.spec().host(),
        at,
        new Platform(Platform.Dialect.DEBIAN, series.rule().zone(), "Debian GNU/Linux 13"),
        files,
        new HostConfig.Accounts(List.of(), false),
        HostConfig.Disk.UNKNOWN);
  }

  private static String crontab(Series series, List<DueRule> rule) {
    var spec = series.spec();
    var text = new StringBuilder("SHELL=/bin/sh\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\n");
    if (spec.kind().isCommand())
      for (var one : rule)
        for (int job = 0; job < series.timeline().jobs(); job++)
          text.append(line(one, SeriesLines.command(spec, job)));
    return text.append(line(series.companion(), SeriesLines.companionCommand(spec))).toString();
  }

  private static String line(DueRule rule, String command) {
    return rule.cronFields() + " root " + command + "\n";
  }

  private static String stanza(SeriesSpec spec) {
    var frequency = spec.every().monthly() ? "monthly" : spec.every().word();
    return String.join(" ", SeriesListings.paths())
        + " {\n  "
        + frequency
        + "\n  rotate 3\n  missingok\n}\n";
  }
}
