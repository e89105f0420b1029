// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.SizeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of log sizes keeps.
public abstract class SizeStoreContract {
  private static final Instant AT = Samples.AT;
  private static final Instant LATER = AT.plus(Duration.ofDays(40));

  /// A store that holds nothing yet.
  protected abstract SizeStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_no_sizes() throws Exception {
    assertThat(emptyStore().sizes("job-1", AT, LATER)).isEmpty();
  }

  @Test
  void returns_sizes_of_one_job_by_time() throws Exception {
    var store = emptyStore();
    var first = new SizeSample(AT, 100, 1_000, 7);
    var second = new SizeSample(AT.plusSeconds(60), 5_000_000_000L, 6_000_000_000L, 8);
    store.putSizes(Map.of("job-1", List.of(second, first)));
    store.putSizes(Map.of("job-1", List.of(first)));
    store.putSizes(Map.of("job-2", List.of(first)));
    assertThat(store.sizes("job-1", AT, LATER)).containsExactly(first, second);
    assertThat(store.sizes("job-1", AT, AT.plusSeconds(60))).containsExactly(first);
  }

  /// A log that grows each minute and is rotated after 95 of them.
  @Test
  void thinned_sizes_keep_what_a_rotation_closed_and_the_last_of_each_stretch() throws Exception {
    var store = emptyStore();
    var hour = Instant.parse("2026-03-02T05:00:00Z");
    var all = new ArrayList<SizeSample>();
    for (int minute = 0; minute < 180; minute++) {
      var at = hour.plus(Duration.ofMinutes(minute));
      all.add(new SizeSample(at, 1_000L * (minute % 96), 500_000, 3));
    }
    store.putSizes(Map.of("job-1", all, "job-2", all.subList(0, 1)));
    var range = new Interval(hour, hour.plus(Duration.ofHours(3)));
    assertThat(store.thinned("job-1", range, Duration.ofHours(1)))
        .containsExactly(all.get(59), all.get(95), all.get(119), all.get(179));
    assertThat(store.thinned("job-3", range, Duration.ofHours(1))).isEmpty();
  }
}
