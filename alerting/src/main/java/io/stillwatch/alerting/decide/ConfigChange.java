// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The difference between two snapshots of a host that an audit reported as a finding: what it does
/// to a job. Pure.
///
/// The finding was first seen with the newer snapshot; its evidence begins with the time of the
/// older one: `between 2026-11-12T13:08:00Z and ..`, then the lines `- before` and `+ after`.
record ConfigChange(Finding finding) {
  private static final String CHANGED = "DR01";
  private static final String GONE = "CF14";
  private static final Pattern BETWEEN = Pattern.compile("between (\\S+) and \\S+:");
  private static final Pattern WORD = Pattern.compile("[^\\s'\"`;&|()<>]+");

  /// Of a finding that says what changed; a faulty edit that a rule explains is more than a change.
  static Optional<ConfigChange> of(Finding finding) {
    boolean change = finding.rule().equals(CHANGED) || finding.rule().equals(GONE);
    return change ? Optional.of(new ConfigChange(finding)) : Optional.empty();
  }

  /// Whether it is only a change, which is not a fault by itself.
  boolean plain() {
    return finding.rule().equals(CHANGED);
  }

  /// Whether it removed the job from its file, or commented it out.
  boolean takesAway(Job job) {
    var command = job.definition().command().strip();
    var place = finding.place();
    if (!sameHost(job) || !place.path().equals(job.definition().path()) || command.isEmpty())
      return false;
    if (!plain()) return names(command);
    boolean itsLine = place.line() == 0 || place.line() == job.definition().line();
    return itsLine
        && lines("- ").anyMatch(line -> line.contains(command))
        && lines("+ ").noneMatch(line -> runs(line, command));
  }

  /// Whether it is in the file that defines the job.
  boolean inFileOf(Job job) {
    return job.definition().configured()
        && sameHost(job)
        && job.definition().path().equals(finding.place().path());
  }

  /// Whether it changed what belongs to this job alone: its line, a file that its command names,
  /// the mode and owner of the file that defines it, the account that it runs as.
  boolean touches(Job job) {
    if (!plain() || !job.definition().configured() || !sameHost(job)) return false;
    var path = finding.place().path();
    if (inFileOf(job)) return ownPart(job);
    if (path.equals("user " + job.definition().user())) return true;
    return job.kind() == JobKind.SCHEDULED_COMMAND
        && path.startsWith("/")
        && words(job.definition().command()).contains(path);
  }

  private boolean ownPart(Job job) {
    int line = finding.place().line();
    if (line == 0) return finding.explanation().title().contains(": mode and owner ");
    boolean ownFile = finding.place().path().matches(".*\\.(timer|service)");
    return ownFile || line == job.definition().line();
  }

  /// Whether it may have fallen after the last good run and before the first miss. A change that
  /// another one followed since has happened all the same.
  boolean between(Stoppage stoppage) {
    var status = finding.life().status();
    boolean happened =
        status == FindingLifecycle.Status.OPEN || status == FindingLifecycle.Status.FIXED;
    return happened
        && stoppage.everSeen()
        && finding.life().firstSeen().isAfter(stoppage.lastSeen())
        && notBefore().isBefore(stoppage.firstMissed());
  }

  /// The time of the older snapshot; when it was found, if that is not known.
  private Instant notBefore() {
    var match = BETWEEN.matcher(finding.explanation().evidence());
    if (!match.lookingAt()) return finding.life().firstSeen();
    try {
      return Instant.parse(match.group(1));
    } catch (DateTimeException e) {
      return finding.life().firstSeen();
    }
  }

  private boolean sameHost(Job job) {
    return finding.place().host().equals(job.host());
  }

  private boolean names(String command) {
    return finding.explanation().title().contains(command)
        || finding.explanation().evidence().contains(command);
  }

  private Stream<String> lines(String sign) {
    return finding.explanation().evidence().lines().filter(line -> line.startsWith(sign));
  }

  /// Whether a line of the newer file still runs the command.
  private static boolean runs(String line, String command) {
    return !line.substring(2).stripLeading().startsWith("#") && line.contains(command);
  }

  private static List<String> words(String command) {
    return WORD.matcher(command).results().map(match -> match.group()).toList();
  }
}
