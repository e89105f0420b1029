// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import static java.util.stream.Collectors.groupingBy;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.pattern.LinePattern;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.MergedStates;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.watch.fold.ShortId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the sources through which nothing is seen, and which of them fail together. Pure.
///
/// The rules are tried in order; the first that applies decides.
///
/// 1. No collector reported the source for ten minutes: whoever reads it is gone.
/// 2. The source says that it cannot be read, or that nothing comes.
/// 3. What was read is not stored for so long that the page of sources calls it behind.
///
/// Sources with the same problem in other words than names and numbers fail together if each began
/// within half an hour of the one before.
public final class BlindSources {
  private static final Duration GONE_AFTER = Duration.ofMinutes(10);
  private static final Duration TOGETHER = Duration.ofMinutes(30);
  private static final double SCORE = 50;

  private BlindSources() {}

  /// Which of the rules decided.
  public enum Kind {
    GONE,
    UNREADABLE,
    BEHIND
  }

  /// A source through which nothing is seen since an instant; what has the same `group` fails
  /// together.
  public record Blind(SourceState state, Kind kind, Instant since, String problem, String group) {
    private Blind in(String newGroup) {
      return new Blind(state, kind, since, problem, newGroup);
    }

    /// `hides` says in words what cannot be judged meanwhile; empty if nothing is known.
    public Stoppage stoppage(List<String> hides) {
      var reasons = new ArrayList<String>();
      reasons.add(problem);
      reasons.addAll(hides);
      return new Stoppage(
          job(state),
          since,
          Instants.later(state.completeUntil(), Instant.EPOCH),
          1,
          SCORE,
          Growth.UNKNOWN,
          reasons,
          List.of(),
          new Origin(group, Basis.SILENCE, 0));
    }
  }

  /// What the blindness is about: a job that stands for the source.
  public static Job job(SourceState state) {
    return new Job(
        id(state),
        JobKind.SOURCE,
        state.source().value(),
        state.host(),
        new Schedule.Never("read all the time"),
        Definition.LEARNED,
        state.source().value(),
        "");
  }

  public static String id(SourceState state) {
    return ShortId.of("source-", state.source().value());
  }

  /// Of what the collectors reported, at `now`, by name; `behindAfter` is how long storing may
  /// take.
  public static List<Blind> of(
      Collection<CollectorState> reported, Instant now, Duration behindAfter) {
    var reportedAt = new HashMap<String, Instant>();
    for (var one : reported)
      reportedAt.merge(one.state().source().value(), one.reporter().at(), Instants::later);
    var blind = new ArrayList<Blind>();
    for (var state : MergedStates.of(reported)) {
      var at = reportedAt.getOrDefault(state.source().value(), Instant.MIN);
      if (now.isAfter(at.plus(GONE_AFTER))) {
        blind.add(of(state, Kind.GONE, at, "no collector has reported this source since " + at));
      } else if (state.blind()) {
        blind.add(of(state, Kind.UNREADABLE, seenUntil(state), state.problem()));
      } else if (isBehind(state, now, behindAfter)) {
        var since = state.polledAt();
        var problem = "what was read since " + since + " is not stored yet";
        blind.add(of(state, Kind.BEHIND, since, problem));
      }
    }
    return grouped(blind);
  }

  private static Blind of(SourceState state, Kind kind, Instant since, String problem) {
    return new Blind(state, kind, since, problem, "");
  }

  private static Instant seenUntil(SourceState state) {
    return state.completeUntil().isAfter(Instant.EPOCH) ? state.completeUntil() : state.polledAt();
  }

  private static boolean isBehind(SourceState state, Instant now, Duration behindAfter) {
    boolean rarely = state.reports() == Reports.CONFIGURATION;
    boolean known = state.completeUntil().isAfter(Instant.EPOCH);
    return known && !rarely && state.polledAt().plus(behindAfter).isBefore(now);
  }

  private static List<Blind> grouped(List<Blind> blind) {
    Map<String, List<Blind>> alike = blind.stream().collect(groupingBy(BlindSources::pattern));
    var grouped = new ArrayList<Blind>();
    for (var entry : alike.entrySet()) {
      var order = Comparator.comparing(Blind::since).thenComparing(one -> id(one.state()));
      var last = Instant.MIN;
      var group = "";
      for (var one : entry.getValue().stream().sorted(order).toList()) {
        boolean joins = !last.equals(Instant.MIN) && !one.since().isAfter(last.plus(TOGETHER));
        if (!joins) group = ShortId.of("blind-", entry.getKey(), id(one.state()));
        grouped.add(one.in(group));
        last = one.since();
      }
    }
    grouped.sort(Comparator.comparing(one -> one.state().source().value()));
    return grouped;
  }

  /// The problem without the names of the source and its host.
  private static String pattern(Blind blind) {
    var state = blind.state();
    return LinePattern.ofMessage(
        blind
            .problem()
            .replace(state.source().value(), LinePattern.VARIABLE)
            .replace(state.host().name(), LinePattern.VARIABLE));
  }
}
