// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// The last runs of a job, oldest first: when each started, and what became of it.
///
/// Compact, because a fleet has a hundred thousand of them: `startedAt` in milliseconds since the
/// epoch, and the code of [Run.Outcome] for each. `total` counts all that were ever seen; `work` is
/// what is known of the length and the output of the last ones.
@SuppressWarnings("ArrayRecordComponent") // copied on every change, never handed out
public record RecentRuns(long total, long[] startedAt, byte[] outcomes, RecentWork work) {
  public static final RecentRuns NONE =
      new RecentRuns(0, new long[0], new byte[0], RecentWork.NONE);

  /// A window of the detector needs 32; habits of days use all of them.
  private static final int KEPT = 256;

  public int size() {
    return startedAt.length;
  }

  public boolean isEmpty() {
    return startedAt.length == 0;
  }

  /// With a run; one that is known keeps its place, and the graver of both outcomes.
  public RecentRuns with(Instant at, Run.Outcome outcome) {
    int i = Arrays.binarySearch(startedAt, at.toEpochMilli());
    if (i >= 0) return marked(i, outcome);
    int place = -i - 1;
    var times = Arrays.copyOf(startedAt, startedAt.length + 1);
    System.arraycopy(startedAt, place, times, place + 1, startedAt.length - place);
    times[place] = at.toEpochMilli();
    var marks = Arrays.copyOf(outcomes, outcomes.length + 1);
    System.arraycopy(outcomes, place, marks, place + 1, outcomes.length - place);
    marks[place] = outcome.code();
    return new RecentRuns(total + 1, times, marks, work);
  }

  /// With a run; its length and output count if its outcome is graver than what is known.
  public RecentRuns with(RunFigures run) {
    var known = outcome(run.at()).map(Run.Outcome::code);
    if (known.filter(code -> code >= run.outcome().code()).isPresent()) return this;
    var next = with(run.at(), run.outcome());
    return new RecentRuns(next.total, next.startedAt, next.outcomes, work.with(run));
  }

  private RecentRuns marked(int i, Run.Outcome outcome) {
    if (outcomes[i] >= outcome.code()) return this;
    var marks = outcomes.clone();
    marks[i] = outcome.code();
    return new RecentRuns(total, startedAt, marks, work);
  }

  /// Without the oldest runs, as far as they are not needed to judge what is due after `settled`.
  public RecentRuns trimmed(Instant settled) {
    int drop = 0;
    while (size() - drop > KEPT && startedAt[drop] < settled.toEpochMilli()) drop++;
    if (drop == 0) return this;
    return new RecentRuns(
        total,
        Arrays.copyOfRange(startedAt, drop, size()),
        Arrays.copyOfRange(outcomes, drop, size()),
        work);
  }

  /// Without the runs inside of spans; those at their edges stay.
  public RecentRuns outside(Intervals spans) {
    if (spans.spans().isEmpty()) return this;
    var kept = IntStream.range(0, size()).filter(i -> !spans.holds(at(i))).toArray();
    if (kept.length == size()) return this;
    var times = new long[kept.length];
    var marks = new byte[kept.length];
    for (int i = 0; i < kept.length; i++) {
      times[i] = startedAt[kept[i]];
      marks[i] = outcomes[kept[i]];
    }
    return new RecentRuns(total - (size() - kept.length), times, marks, work);
  }

  /// As they were known when none after an instant was.
  public RecentRuns until(Instant last) {
    int i = Arrays.binarySearch(startedAt, last.toEpochMilli());
    int known = i >= 0 ? i + 1 : -i - 1;
    if (known == size()) return this;
    return new RecentRuns(
        total - (size() - known),
        Arrays.copyOf(startedAt, known),
        Arrays.copyOf(outcomes, known),
        work);
  }

  public boolean contains(Instant at) {
    return Arrays.binarySearch(startedAt, at.toEpochMilli()) >= 0;
  }

  public Instant at(int i) {
    return Instant.ofEpochMilli(startedAt[i]);
  }

  public Run.Outcome outcome(int i) {
    return Run.Outcome.ofCode(outcomes[i]);
  }

  public Optional<Run.Outcome> outcome(Instant at) {
    int i = Arrays.binarySearch(startedAt, at.toEpochMilli());
    return i < 0 ? Optional.empty() : Optional.of(outcome(i));
  }

  public RunFigures figures(int i) {
    return new RunFigures(at(i), outcome(i), work.took(at(i)), work.outputBytes(at(i)));
  }

  /// The runs since an instant of which it is known that they ended.
  public List<RunFigures> ended(Instant since) {
    return IntStream.range(0, size())
        .filter(i -> outcomes[i] != Run.Outcome.STARTED.code() && !at(i).isBefore(since))
        .mapToObj(this::figures)
        .filter(RunFigures::ended)
        .toList();
  }

  public Optional<Instant> first() {
    return isEmpty() ? Optional.empty() : Optional.of(at(0));
  }

  public Optional<Instant> last() {
    return isEmpty() ? Optional.empty() : Optional.of(at(size() - 1));
  }

  /// The first run at or after an instant.
  public Optional<Instant> ceiling(Instant from) {
    int i = Arrays.binarySearch(startedAt, from.toEpochMilli());
    int place = i >= 0 ? i : -i - 1;
    return place < size() ? Optional.of(at(place)) : Optional.empty();
  }

  /// The last run at or before an instant.
  public Optional<Instant> floor(Instant until) {
    int i = Arrays.binarySearch(startedAt, until.toEpochMilli());
    int place = i >= 0 ? i : -i - 2;
    return place >= 0 ? Optional.of(at(place)) : Optional.empty();
  }

  public Optional<Instant> higher(Instant after) {
    return ceiling(after.plusMillis(1));
  }

  public Optional<Instant> lower(Instant before) {
    return floor(before.minusMillis(1));
  }

  public List<Instant> instants() {
    return IntStream.range(0, size()).mapToObj(this::at).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentRuns(long otherTotal, var times, var marks, var otherWork)
        && work.equals(otherWork)
        && total == otherTotal
        && Arrays.equals(startedAt, times)
        && Arrays.equals(outcomes, marks);
  }

  @Override
  public int hashCode() {
    return Objects.hash(total, Arrays.hashCode(startedAt));
  }

  @Override
  public String toString() {
    return size() + " of " + total + " runs, the last at " + last();
  }
}
