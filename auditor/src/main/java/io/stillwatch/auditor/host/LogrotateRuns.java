// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.LogrotateConfig.Principals;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.job.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The runs of logrotate on a host: that of the system, and one for each other configuration that a
/// job gives to logrotate.
final class LogrotateRuns {
  private final HostConfig config;
  private final Principals principals;
  private final Set<String> paths;

  LogrotateRuns(HostConfig config, Principals principals) {
    this.config = config;
    this.principals = principals;
    this.paths = config.files().stream().map(ConfigFile::path).collect(Collectors.toSet());
  }

  /// The run of the system comes first, also where nothing is known of it.
  List<LogrotateConfig> of(List<TableJob> jobs) {
    var runs = new ArrayList<LogrotateConfig>();
    runs.add(LogrotateConfig.read(LogrotateConfig.MAIN, config.files(), principals));
    jobs.stream()
        .flatMap(job -> LogrotateDriver.configurations(job.shell()))
        .distinct()
        .filter(paths::contains)
        .filter(path -> runs.stream().noneMatch(run -> run.files().contains(path)))
        .forEach(path -> runs.add(LogrotateConfig.read(path, config.files(), principals)));
    return List.copyOf(runs);
  }

  /// The rotations of all runs; the first run to name a log rotates it.
  List<RotationJob> rotations(
      List<LogrotateConfig> runs, Optional<Job> driver, List<TableJob> jobs) {
    Map<String, RotationJob> rotations = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      var by = i == 0 ? driver : naming(runs.get(i).main(), jobs);
      new RotationJobs(config.host(), config.platform().zone(), by)
          .of(runs.get(i))
          .forEach(rotation -> rotations.putIfAbsent(rotation.job().subject(), rotation));
    }
    return List.copyOf(rotations.values());
  }

  private static Optional<Job> naming(String main, List<TableJob> jobs) {
    return jobs.stream()
        .filter(job -> LogrotateDriver.configurations(job.shell()).anyMatch(main::equals))
        .map(TableJob::job)
        .findFirst();
  }
}
