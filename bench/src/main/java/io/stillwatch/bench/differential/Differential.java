// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Compares every real program with the auditor.
public final class Differential {
  /// A remedy is run by several programs, and asked about twice.
  private static final int REMEDIES = 10;

  private final Programs programs;

  /// `folder` holds the programs; what is missing there is downloaded.
  public Differential(Path folder) {
    this.programs = new Programs(folder);
  }

  /// The result for one program; a difference is the text with both answers.
  public record Row(String program, int cases, int equal, List<String> differences) {
    public Row {
      differences = List.copyOf(differences);
    }

    static Row of(Comparison comparison) {
      return new Row(
          comparison.name(),
          comparison.cases(),
          comparison.equal(),
          comparison.differences().stream()
              .map(d -> d.text() + "\nreal: " + d.real() + "\nours: " + d.ours())
              .toList());
    }

    public double share() {
      return (double) equal / cases;
    }
  }

  /// Compares those programs whose names begin with `only`.
  public void run(String only, int cases, long seed, Consumer<Row> each)
      throws IOException, InterruptedException {
    for (var oracle : programs.oracles()) {
      if (!oracle.name().startsWith(only)) continue;
      each.accept(Row.of(Comparison.of(oracle, cases, seed)));
    }
    for (var remedies : programs.remedies()) {
      if (!remedies.name().startsWith(only)) continue;
      each.accept(Row.of(remedies.of(Math.max(1, cases / REMEDIES), seed)));
    }
  }
}
