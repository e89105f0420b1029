// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.parse;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Lines that nobody would write: pieces of real ones repeated, cut, mixed and very long.
///
/// Time is that of the thread, not of the clock: another process on the same core is no fault of
/// the parser.
final class Fuzzing {
  static final double LIMIT_MILLIS = 100;

  private static final int LONGEST = 1 << 20;

  private static final List<String> NASTY =
      List.of(
          " ",
          "\t",
          "\"",
          "\"\"",
          "'",
          "\\",
          "[",
          "]",
          "(",
          ")",
          ":",
          ",",
          "@",
          "=",
          "-",
          "#",
          "%",
          "LOG:",
          "ERROR:  ",
          " LOG:  ",
          "user=",
          "2026-11-20 10:00:00 ",
          "ORA-",
          "Error_code: ",
          "# Time: ",
          "# User@Host: ",
          "Id: ",
          "message repeated 2 times: [ ",
          "{\"",
          "}",
          "é",
          "\0",
          "\ud800",
          "9999999999999999999",
          "(root) CMD (",
          ": [CLIENT: ",
          " on ",
          "started with:");

  private final List<String> seeds;
  private final RandomGenerator random;

  /// The longest that one line took, and that line's beginning.
  record Worst(double millis, long lines, String line) {
    static final Worst NONE = new Worst(0, 0, "");
  }

  Fuzzing(List<String> seeds, long seed) {
    this.seeds = seeds;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// Fuzzes one parser for a while; what it throws comes through.
  static Worst of(Subject subject, Duration time, long seed) {
    var fuzzing = new Fuzzing(Subjects.drawn(subject, 64, seed), seed);
    var parser = subject.parser();
    for (var line : Subjects.drawn(subject, 20_000, seed))
      Objects.requireNonNull(parser.apply(line)); // compiled first
    for (var start : NASTY) // loading the classes of a rare path is not parsing
    for (var line : Subjects.drawn(subject, 8, seed))
        Objects.requireNonNull(parser.apply(start + line));
    var thread = ManagementFactory.getThreadMXBean();
    long end = System.nanoTime() + time.toNanos();
    long worst = 0;
    long lines = 0;
    var slowest = "";
    while (System.nanoTime() < end) {
      var line = fuzzing.line();
      long before = thread.getCurrentThreadCpuTime();
      Objects.requireNonNull(parser.apply(line));
      long took = thread.getCurrentThreadCpuTime() - before;
      lines++;
      if (took <= worst) continue;
      worst = took;
      slowest = line.substring(0, Math.min(60, line.length()));
    }
    return new Worst(worst / 1e6, lines, slowest);
  }

  String line() {
    var line = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) change(line);
    if (line.length() > LONGEST) line.setLength(LONGEST);
    return line.toString().replace('\n', ' ');
  }

  private void change(StringBuilder line) {
    int at = random.nextInt(line.length() + 1);
    int end = Math.min(line.length(), at + random.nextInt(40));
    switch (random.nextInt(7)) {
      case 0 -> line.insert(at, nasty());
      case 1 -> line.delete(at, end);
      case 2 -> line.insert(at, nasty().repeat(repeats()));
      case 3 -> line.insert(at, line.substring(at, end).repeat(Math.min(repeats(), 20_000)));
      case 4 -> line.append(seeds.get(random.nextInt(seeds.size())));
      case 5 -> line.setLength(at);
      default -> {
        if (at < line.length()) line.setCharAt(at, (char) random.nextInt(1, 0x250));
      }
    }
    if (line.length() > LONGEST) line.setLength(LONGEST);
  }

  private String nasty() {
    return NASTY.get(random.nextInt(NASTY.size()));
  }

  /// Mostly a few, at times so many that the line reaches the limit of a record.
  private int repeats() {
    return switch (random.nextInt(20)) {
      case 0 -> 100_000;
      case 1, 2 -> 5_000;
      default -> 1 + random.nextInt(60);
    };
  }
}
