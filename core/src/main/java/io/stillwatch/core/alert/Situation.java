// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.feedback.WrongCauses;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// All that alerting decides on, at one instant: what is silent, what will be, what came back, what
/// nothing is expected of any more, and what is known about why.
public record Situation(
    List<Stoppage> stoppages,
    List<Stoppage> predicted,
    List<Recovery> recoveries,
    List<Closure> closures,
    Context context,
    Instant at) {
  /// What decisions refer to: the open and older findings of the hosts concerned, the jobs that
  /// drive the stopped ones even if they are retired, earlier alerts of jobs that are in no open
  /// one, the log lines that changed and what was seen around, by the id of the job that they were
  /// looked up for, what people say of jobs, by their ids, and which causes they called wrong.
  public record Context(
      List<Finding> findings,
      List<Job> drivers,
      List<Alert> earlier,
      Map<String, ChangedLines> lines,
      Map<String, Surroundings> around,
      Map<String, JobNote> notes,
      WrongCauses wrong) {
    public Context {
      notes = Map.copyOf(notes);
      findings = List.copyOf(findings);
      drivers = List.copyOf(drivers);
      earlier = List.copyOf(earlier);
      lines = Map.copyOf(lines);
      around = Map.copyOf(around);
    }

    public Context(List<Finding> findings, List<Job> drivers, List<Alert> earlier) {
      this(findings, drivers, earlier, Map.of(), Map.of(), Map.of(), WrongCauses.NONE);
    }

    /// Those that a person closed: their stoppages may still go on.
    public List<Alert> closed() {
      return endedBy(Closing.Kind.CLOSED);
    }

    /// Those that ended because their jobs ran again.
    public List<Alert> recovered() {
      return endedBy(Closing.Kind.RECOVERED).stream().filter(alert -> !alert.predicted()).toList();
    }

    private List<Alert> endedBy(Closing.Kind kind) {
      return earlier.stream().filter(alert -> alert.handling().closing().kind() == kind).toList();
    }

    public static Context of(List<Finding> findings) {
      return new Context(findings, List.of(), List.of());
    }
  }

  /// Nothing is predicted, nothing is closed.
  public Situation(
      List<Stoppage> stoppages, List<Recovery> recoveries, List<Finding> findings, Instant at) {
    this(stoppages, List.of(), recoveries, List.of(), Context.of(findings), at);
  }

  public Situation {
    predicted = List.copyOf(predicted);
    stoppages = List.copyOf(stoppages);
    recoveries = List.copyOf(recoveries);
    closures = List.copyOf(closures);
  }

  public List<Finding> findings() {
    return context.findings();
  }
}
