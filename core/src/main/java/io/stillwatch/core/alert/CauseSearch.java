// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Job;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Where a cause of an alert was searched, and where it was not, for an alert without one. Pure.
///
/// What was checked is what findings are linked by: the definition of the job, what starts it, the
/// rest of its host, and what changed there as far as a snapshot shows it.
public record CauseSearch(List<String> checked, List<String> notChecked) {
  private static final String CHANGES = "what changed there since the last good run";
  private static final String COMMAND = "what the command does once it is started";

  public CauseSearch {
    checked = List.copyOf(checked);
    notChecked = List.copyOf(notChecked);
  }

  public static CauseSearch of(Alert alert) {
    var job = alert.first().job();
    return switch (job.kind()) {
      case SCHEDULED_COMMAND ->
          ofCommand(job, alert.first().lastSeen(), alert.assessment().around().snapshotAt());
      case LOG_ROTATION -> ofRotation(job);
      case RDS_LOG ->
          new CauseSearch(
              List.of("findings about " + job.host().name() + ", its storage and its permissions"),
              List.of("what RDS does by itself"));
      case SCHEDULER ->
          new CauseSearch(
              List.of("what snapshots of " + job.host().name() + " say of its cron daemon"),
              List.of("the daemon itself"));
      case HOST -> unseen("the host " + job.host().name() + ", which sends nothing");
      case SOURCE -> unseen("what lies behind the source, which cannot be read");
      case SERVICE -> unseen("the configuration of hosts, which has no part in this");
    };
  }

  /// Of a change after the newest snapshot nothing is known.
  private static CauseSearch ofCommand(Job job, Instant lastGoodRun, Instant snapshotAt) {
    if (job.host().equals(Host.HEARTBEATS))
      return unseen("the host that sends the heartbeats, which is not known");
    if (job.definition().configured()) {
      boolean known = snapshotAt.isAfter(Instant.EPOCH);
      return known && !snapshotAt.isBefore(lastGoodRun)
          ? new CauseSearch(List.of(place(job), rest(job), CHANGES), List.of(COMMAND))
          : new CauseSearch(
              List.of(place(job), rest(job)),
              List.of(known ? changedSince(snapshotAt) : CHANGES, COMMAND));
    }
    return new CauseSearch(
        List.of("what cron logs on " + job.host().name()),
        List.of("the line that starts it, which no snapshot contains", COMMAND));
  }

  private static String changedSince(Instant snapshotAt) {
    return "what changed since " + snapshotAt.truncatedTo(ChronoUnit.SECONDS);
  }

  private static CauseSearch ofRotation(Job job) {
    var log = job.subject().isEmpty() ? "the log" : job.subject();
    if (!job.definition().configured())
      return new CauseSearch(
          List.of("findings about " + log + " and the directories above it"),
          List.of("the configuration of its rotation, which no snapshot contains"));
    return new CauseSearch(
        List.of(
            place(job) + " and what starts it", log + " and the directories above it", rest(job)),
        List.of("what its scripts do"));
  }

  private static CauseSearch unseen(String what) {
    return new CauseSearch(List.of(), List.of(what));
  }

  private static String place(Job job) {
    var definition = job.definition();
    return definition.path() + (definition.line() > 0 ? " line " + definition.line() : "");
  }

  private static String rest(Job job) {
    return "the other configuration of " + job.host().name();
  }

  /// `No configuration cause found. Checked: ..; ... Not checked: ...`
  public String words() {
    var words = new StringBuilder("No configuration cause found.");
    if (!checked.isEmpty())
      words.append(" Checked: ").append(String.join("; ", checked)).append('.');
    if (!notChecked.isEmpty())
      words.append(" Not checked: ").append(String.join("; ", notChecked)).append('.');
    return words.toString();
  }
}
