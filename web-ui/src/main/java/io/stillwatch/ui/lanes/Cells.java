// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.lanes;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// The cells of one lane: one for each due run, or for each stretch of time where there are too
/// many runs to tell apart.
public record Cells(List<Cell> all) {
  /// More cells than this are narrower than a finger's or a pointer's aim.
  private static final int MOST = 120;

  /// The verdict that a cell shows, the best first.
  public enum Kind {
    LEARNING('n', "learning"),
    ON_TIME('o', "on time"),
    LATE('l', "late"),
    UNKNOWN('u', "unknown"),
    TOO_SHORT('t', "too short"),
    OVERRUN('r', "overrun"),
    FAILED('f', "failed"),
    MISSED('x', "missed");

    private final char letter;
    private final String word;

    Kind(char letter, String word) {
      this.letter = letter;
      this.word = word;
    }

    char letter() {
      return letter;
    }

    public String word() {
      return word;
    }

    /// By the word of a stored verdict.
    public static Optional<Kind> ofWord(String word) {
      for (var each : values())
        if (each.word.equals(word.replace('-', ' '))) return Optional.of(each);
      return Optional.empty();
    }

    public static Kind of(Verdict verdict) {
      return switch (verdict) {
        case Verdict.OnTime _ -> ON_TIME;
        case Verdict.Late _ -> LATE;
        case Verdict.Missed _ -> MISSED;
        case Verdict.Failed _ -> FAILED;
        case Verdict.Overrun _ -> OVERRUN;
        case Verdict.TooShort _ -> TOO_SHORT;
        case Verdict.Unknown _ -> UNKNOWN;
        case Verdict.Learning _ -> LEARNING;
      };
    }
  }

  /// `interval` holds the due times of the cell's runs; its worst verdict is `kind`.
  public record Cell(Interval interval, Kind kind, int runs) {}

  public Cells {
    all = List.copyOf(all);
  }

  /// `runs` are in order of their due times and due within the range.
  public static Cells of(List<JudgedRun> runs, Interval range) {
    return new Cells(runs.size() <= MOST ? single(runs) : merged(runs, range));
  }

  /// How many runs of each kind there are, in words: `44 on time, 1 late, 15 missed`.
  public static String summary(List<JudgedRun> runs) {
    if (runs.isEmpty()) return "no run was due";
    var counts = new LinkedHashMap<Kind, Integer>();
    for (var kind : Kind.values()) counts.put(kind, 0);
    runs.forEach(run -> counts.merge(Kind.of(run.verdict()), 1, Integer::sum));
    var words = new StringJoiner(", ");
    counts.forEach((kind, count) -> say(words, kind, count));
    return words.toString();
  }

  private static void say(StringJoiner words, Kind kind, int count) {
    if (count > 0) words.add(count + " " + kind.word());
  }

  private static List<Cell> single(List<JudgedRun> runs) {
    return runs.stream()
        .map(run ->
            new Cell(new Interval(run.due(), run.due().plusSeconds(1)), Kind.of(run.verdict()), 1))
        .toList();
  }

  private static List<Cell> merged(List<JudgedRun> runs, Interval range) {
    var step = Duration.between(range.from(), range.until()).dividedBy(MOST).plusSeconds(1);
    Map<Long, Cell> cells = new LinkedHashMap<>();
    for (var run : runs) {
      long slot = Duration.between(range.from(), run.due()).dividedBy(step);
      cells.merge(slot, cell(range.from(), step, slot, run), Cells::worse);
    }
    return new ArrayList<>(cells.values());
  }

  private static Cell cell(Instant from, Duration step, long slot, JudgedRun run) {
    var start = from.plus(step.multipliedBy(slot));
    return new Cell(new Interval(start, start.plus(step)), Kind.of(run.verdict()), 1);
  }

  private static Cell worse(Cell one, Cell other) {
    var kind = one.kind().compareTo(other.kind()) >= 0 ? one.kind() : other.kind();
    return new Cell(one.interval(), kind, one.runs() + other.runs());
  }
}
