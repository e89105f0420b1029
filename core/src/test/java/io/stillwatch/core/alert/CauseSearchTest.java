// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseSearchTest {
  private static final String SINCE_LAST_RUN = "what changed there since the last good run";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-05T00:00:00Z     | checked     | what changed there since the last good run",
        "2026-01-05T03:00:00Z     | checked     | what changed there since the last good run",
        "2026-01-04T23:59:59.600Z | not checked | what changed since 2026-01-04T23:59:59Z",
        "1970-01-01T00:00:00Z     | not checked | what changed there since the last good run",
      })
  void changes_are_checked_as_far_as_a_snapshot_shows_them(
      Instant snapshotAt, String where, String words) {
    var search = CauseSearch.of(alert(snapshotAt));
    var in = where.equals("checked") ? search.checked() : search.notChecked();
    var notIn = where.equals("checked") ? search.notChecked() : search.checked();
    assertThat(in).contains(words);
    assertThat(notIn).doesNotContain(words, SINCE_LAST_RUN);
  }

  private static Alert alert(Instant snapshotAt) {
    var miss = Sample.MONDAY.plus(Duration.ofDays(1));
    var job = Sample.line("backup", Sample.daily());
    var stoppage = new Stoppage(job, miss, Sample.MONDAY, 1, 50, Growth.UNKNOWN, List.of());
    return new Alert(
            "SW-1",
            "backup",
            Alert.State.FIRING,
            List.of(stoppage),
            List.of(),
            new Alert.Times(miss, miss, Optional.empty()),
            Alert.Handling.NONE,
            List.of())
        .withSurroundings(new Surroundings(List.of(), List.of(), snapshotAt));
  }
}
