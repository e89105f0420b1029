// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.IndexSizes.Family;
import io.stillwatch.ui.ports.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageModelTest {
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  @Test
  void the_largest_family_comes_first_with_its_size_its_days_and_its_oldest_period() {
    var model =
        StorageModel.of(
            new Storage(
                List.of(
                    new Family("alerts", 12, 2_048, Instant.MIN),
                    new Family("logs", 1_234_567, 9L << 30, MAY),
                    new Family("runs", 5, 2_048, MAY)),
                Map.of("logs", 30, "runs", 1)));
    assertThat(model.rows())
        .containsExactly(
            new StorageModel.Row("logs", "9.0 GiB", "1,234,567", "30 days", "2026-05-01"),
            new StorageModel.Row("alerts", "2.0 KiB", "12", "for ever", ""),
            new StorageModel.Row("runs", "2.0 KiB", "5", "1 day", "2026-05-01"));
    assertThat(model.total()).isEqualTo("9.0 GiB");
  }

  @Test
  void zero_days_keep_a_family_for_ever() {
    var storage = new Storage(List.of(new Family("logs", 1, 1, MAY)), Map.of("logs", 0));
    assertThat(StorageModel.of(storage).rows().getFirst().kept()).isEqualTo("for ever");
  }

  @Test
  void an_empty_index_has_no_rows() {
    assertThat(StorageModel.of(Storage.NOTHING)).isEqualTo(new StorageModel(List.of(), "0 B"));
  }
}
