// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.log;

import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.RotationJob;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The daemon itself said what is wrong with a table, once, when it read it.
///
/// The finding carries the id of the rule that would have found it in the text. Where the text is
/// at hand and newer, or shows the fault itself, the other rules speak instead.
final class DaemonComplaint implements Rule {
  private static final Card CARD =
      Card.error(
              "LOG1",
              "The daemon complained of a table; the finding has the id of the matching rule.")
          .example(
              "said /etc/cron.d/rotate = INSECURE MODE (group/other writable)",
              "said /etc/cron.d/rotate = RELOAD")
          .needing(Fact.DAEMON_LOG);

  @Override
  public Card card() {
    return CARD;
  }

  private record Said(String path, String reason, Complaint complaint, LogRecord line) {}

  @Override
  public Stream<Problem> check(HostView host) {
    Map<String, List<Said>> byPath = new LinkedHashMap<>();
    for (var line : host.request().faults()) {
      said(line).ifPresent(s -> byPath.computeIfAbsent(s.path(), _ -> new ArrayList<>()).add(s));
    }
    return byPath.values().stream()
        .flatMap(said -> specific(said).stream())
        .filter(said -> !decidedByText(said, host))
        .map(said -> problem(said, host));
  }

  private static Optional<Said> said(LogRecord line) {
    return switch (line.event()) {
      case LogEvent.ConfigError(var path, var reason) -> said(path, reason, line);
      case LogEvent.ConfigRejected(var path, var reason) -> said(path, reason, line);
      default -> Optional.empty();
    };
  }

  private static Optional<Said> said(String path, String reason, LogRecord line) {
    return Complaint.of(reason).map(c -> new Said(path, reason, c, line));
  }

  /// One for each rule; the general sentence counts only where nothing better was said.
  private static List<Said> specific(List<Said> all) {
    Map<String, Said> latest = new LinkedHashMap<>();
    boolean better = all.stream().anyMatch(s -> s.complaint() != Complaint.SYNTAX);
    for (var said : all) {
      if (said.complaint() == Complaint.SYNTAX && better) continue;
      latest.put(said.complaint().rule(), said);
    }
    return List.copyOf(latest.values());
  }

  private static boolean decidedByText(Said said, HostView host) {
    var table = host.table(said.path());
    if (table.isEmpty()) {
      return host.logrotate().files().contains(said.path()) && said.complaint().aboutText();
    }
    boolean newer = !host.config().at().isBefore(said.line().at());
    if (said.complaint().aboutText())
      return newer || table.get().crontab().droppedWhole() || shows(table.get());
    return table.get().file().attributes().known() || !table.get().refusals().isEmpty();
  }

  private static boolean shows(Table table) {
    return !table.crontab().faults().isEmpty();
  }

  private static Problem problem(Said said, HostView host) {
    var name = said.path().substring(said.path().lastIndexOf('/') + 1);
    var title = "cron does not load " + said.path() + ": " + said.reason();
    if (TablePlace.of(said.path()).isEmpty())
      title = "logrotate complains of " + name + ": " + said.reason();
    return CARD.at(new Spot(said.path(), 0, 0, said.reason()), title)
        .as(said.complaint().rule())
        .evidence(said.line().line().text())
        .remedy(remedy(said))
        .losing(lost(said, name, host));
  }

  private static Remedy remedy(Said said) {
    return switch (said.complaint()) {
      case MODE ->
          Remedy.chmod(said.path().startsWith("/var/spool/") ? "0600" : "0644", said.path());
      case OWNER -> Remedy.chown("root:root", said.path());
      case NO_NEWLINE -> Remedy.edit(said.path(), "$a\\");
      case ORPHAN -> Remedy.run("rm", said.path());
      case LOGROTATE_IGNORES -> Remedy.chmod("0644", said.path());
      default -> Remedy.editor(said.path(), 1);
    };
  }

  /// The jobs of the table; if its text is unknown and its name says logrotate, the rotations.
  private static Stream<Job> lost(Said said, String name, HostView host) {
    if (host.table(said.path()).isPresent()) return host.jobsIn(said.path());
    boolean runsLogrotate = TablePlace.of(said.path()).isPresent() && name.contains("logrotate");
    return runsLogrotate
        ? host.rotations().stream().map(RotationJob::job).filter(j -> j.driver().isEmpty())
        : Stream.empty();
  }
}
