// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SizeSampleTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");

  private static long written(long active, long total, long nextActive, long nextTotal) {
    var before = new SizeSample(AT, active, total, 2);
    return new SizeSample(AT.plusSeconds(600), nextActive, nextTotal, 2).writtenSince(before);
  }

  @Test
  void a_growing_file_was_written_by_as_much_as_it_grew() {
    assertThat(written(100, 500, 130, 530)).isEqualTo(30);
    assertThat(written(100, 500, 100, 500)).isZero();
  }

  @Test
  void a_deletion_of_old_files_hides_no_growth() {
    assertThat(written(100, 500, 130, 230)).isEqualTo(30);
  }

  @Test
  void a_rotation_is_no_jump() {
    assertThat(written(100, 500, 5, 505)).isEqualTo(5);
  }

  @Test
  void what_came_to_the_old_file_before_its_rotation_counts() {
    assertThat(written(100, 500, 5, 525)).isEqualTo(25);
  }

  @Test
  void a_rotation_that_compresses_shows_what_the_new_file_holds() {
    assertThat(written(100, 500, 5, 420)).isEqualTo(5);
  }
}
