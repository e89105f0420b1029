// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// A short run against the real programs, always with the same edits.
class DifferentialTest {
  private static final Path PROGRAMS = Path.of("target", "debian");
  private static final int CASES = 250;
  private static final double EQUAL = 0.98;

  /// What a remedy cannot restore is left to a person.
  private static final double REPAIRED = 1.0;

  @Test
  void the_auditor_and_the_real_programs_agree_on_edited_files()
      throws IOException, InterruptedException {
    var rows = new ArrayList<Differential.Row>();
    new Differential(PROGRAMS).run("", CASES, 42, rows::add);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(10);
    assertThat(rows)
        .allSatisfy(row ->
            assertThat(row.share())
                .as(row.program() + ": " + row.differences())
                .isGreaterThanOrEqualTo(row.program().startsWith("remedies") ? REPAIRED : EQUAL));
  }
}
