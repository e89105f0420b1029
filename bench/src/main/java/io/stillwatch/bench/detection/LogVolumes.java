// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.bench.detection.PlannedRun.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How large the logs of a series are at any instant: they are written all the time, and begin anew
/// when they are rotated.
final class LogVolumes {
  static final int LOGS = 3;
  private static final double BYTES_A_PERIOD = 1e6;

  private final List<PlannedRun> runs;
  private final double period;
  private final double[] written;
  private final List<List<Integer>> rotations;

  LogVolumes(List<PlannedRun> runs, Duration period) {
    this.runs = runs;
    this.period = period.toSeconds();
    this.written = new double[runs.size()];
    for (int i = 1; i < written.length; i++)
      written[i] = written[i - 1] + between(i - 1, runs.get(i).at());
    this.rotations = IntStream.range(0, LOGS).mapToObj(this::rotationsOf).toList();
  }

  /// A closed or an active file: when its writing began and ended, and how many bytes it has.
  record Part(Instant begun, Instant ended, long bytes) {}

  /// The newest parts of a log at an instant, the active one first.
  List<Part> parts(int log, Instant at, int most) {
    var all = rotations.get(log);
    int next = lastUpTo(all, at);
    var parts = new ArrayList<Part>();
    double end = writtenAt(at);
    var ended = at;
    for (; next >= 0 && parts.size() < most; next--) {
      int run = all.get(next);
      parts.add(new Part(runs.get(run).at(), ended, (long) (end - written[run])));
      end = written[run];
      ended = runs.get(run).at();
    }
    return parts;
  }

  private int lastUpTo(List<Integer> indices, Instant at) {
    int low = 0;
    int high = indices.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (runs.get(indices.get(middle)).at().isAfter(at)) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  private List<Integer> rotationsOf(int log) {
    return IntStream.range(0, runs.size()).filter(i -> rotates(runs.get(i), log)).boxed().toList();
  }

  private static boolean rotates(PlannedRun run, int log) {
    return run.effect() == Effect.DONE || (run.effect() == Effect.PARTIAL && log == 0);
  }

  private double writtenAt(Instant at) {
    int last = lastRun(at);
    return last < 0 ? 0 : written[last] + between(last, at);
  }

  int lastRun(Instant at) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (runs.get(middle).at().isAfter(at)) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  /// What is written after a run until an instant before the next one.
  private double between(int run, Instant until) {
    double seconds = Duration.between(runs.get(run).at(), until).toMillis() / 1e3;
    double volume = run + 1 < runs.size() ? runs.get(run + 1).volume() : 1;
    return seconds / period * volume * BYTES_A_PERIOD;
  }
}
