// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.finding.Finding;
import java.util.List;
import java.util.Set;

/// Our verdict on a text beside that of the real program that was given it.
final class Oracle {
  private static final String DEBIAN = "debian_cron_3.0pl1-162";
  private static final String CRONIE = "cronie_5f9f16b";
  private static final String LOGROTATE = "logrotate_3.21.0_-d";

  /// What `logrotate -d` itself calls an error; other findings are ours alone.
  private static final Set<String> LOGROTATE_ERRORS =
      Set.of(
          "LC02", "LC04", "LC05", "LC06", "LC07", "LC20", "LC26", "LC27", "LC31", "LC32", "LC33");

  private Oracle() {}

  /// How many verdicts there are, and how many are ours too.
  record Agreement(int compared, int equal, List<String> differences) {}

  static Agreement crontab(JsonNode oracle, TablePlace place, String text, Set<String> users) {
    var differences = new java.util.ArrayList<String>();
    int compared = 0;
    if (oracle.has(DEBIAN)) {
      compared++;
      var ours = debian(Crontab.read(place, Dialect.DEBIAN, text), users);
      var real = oracle.path(DEBIAN).asText();
      if (!real.equals(ours)) differences.add("Debian: " + real + ", ours: " + ours);
    }
    if (oracle.has(CRONIE) && oracle.path(CRONIE).asText().matches(".*\\d+ jobs")) {
      compared++;
      var real = oracle.path(CRONIE).asText();
      var ours = cronie(Crontab.read(place, Dialect.CRONIE, text));
      if (!real.equals(ours)) differences.add("cronie: " + real + ", ours: " + ours);
    }
    return new Agreement(compared, compared - differences.size(), differences);
  }

  private static String debian(Crontab table, Set<String> users) {
    for (var line : table.lines()) {
      if (line instanceof CrontabLine.Faulty faulty) {
        boolean newline = faulty.fault().message().startsWith("missing newline");
        return "file ignored: "
            + (newline ? "Missing newline before EOF" : faulty.fault().message());
      }
      boolean unknown =
          line instanceof CrontabLine.Entry entry
              && !table.place().spooled()
              && !users.isEmpty()
              && !users.contains(entry.user().name());
      if (unknown) return "file ignored: bad username";
    }
    return "accepted";
  }

  private static String cronie(Crontab table) {
    var jobs = "; " + table.entries().size() + " jobs";
    return table.faults().stream()
        .findFirst()
        .map(f -> "line dropped: " + f.fault().message() + jobs)
        .orElse("accepted" + jobs);
  }

  static Agreement logrotate(JsonNode oracle, List<Finding> findings) {
    if (!oracle.has(LOGROTATE)) return new Agreement(0, 0, List.of());
    boolean real = oracle.path(LOGROTATE).path("rc").asInt() != 0;
    boolean ours = findings.stream().anyMatch(Oracle::stops);
    if (real == ours) return new Agreement(1, 1, List.of());
    var said = "logrotate rc " + (real ? 1 : 0) + " " + oracle.path(LOGROTATE).path("errors");
    return new Agreement(1, 0, List.of(said));
  }

  private static boolean stops(Finding finding) {
    return LOGROTATE_ERRORS.contains(finding.rule())
        || (finding.rule().equals("LC01")
            && finding.explanation().title().contains("skips the stanza"));
  }
}
