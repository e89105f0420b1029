// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.Gaps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What everybody keeps who tells gaps.
public abstract class GapsContract {
  /// A store that holds nothing yet.
  protected abstract EvidenceStore emptyStore() throws Exception;

  /// The gaps of that store.
  protected abstract Gaps gaps() throws Exception;

  private static Gap gap(int number, String source, long bytes) {
    return new Gap(
        "gap-" + number,
        new SourceId(source),
        Samples.SERVER,
        Samples.AT.plusSeconds(number),
        new Position("/var/log/a", "g1", number),
        bytes,
        "reason " + number);
  }

  private Gaps.Report all() throws Exception {
    return gaps().between(Instant.MIN, Instant.MAX);
  }

  @Test
  void an_empty_store_has_no_gaps() throws Exception {
    emptyStore();
    assertThat(all()).isEqualTo(new Gaps.Report(List.of(), List.of()));
  }

  @Test
  void gaps_are_summed_by_source_and_told_newest_first() throws Exception {
    var store = emptyStore();
    var gaps = List.of(gap(1, "file:b", 5), gap(2, "file:a", 7), gap(3, "file:b", 11));
    store.append(List.<Evidence>copyOf(gaps));
    store.append(List.of(Samples.started(1), Samples.listing("listing-1")));
    var report = all();
    assertThat(report.sources())
        .containsExactly(
            new Gaps.Sum(new SourceId("file:a"), 1, 7),
            new Gaps.Sum(new SourceId("file:b"), 2, 16));
    assertThat(report.newest()).isEqualTo(gaps.reversed());
    assertThat(report.count()).isEqualTo(3);
  }

  @Test
  void a_range_is_half_open() throws Exception {
    var store = emptyStore();
    store.append(List.of(gap(1, "file:a", 1), gap(2, "file:a", 1), gap(3, "file:a", 1)));
    var report = gaps().between(Samples.AT.plusSeconds(1), Samples.AT.plusSeconds(3));
    assertThat(report.newest()).extracting(Gap::id).containsExactly("gap-2", "gap-1");
    assertThat(report.count()).isEqualTo(2);
  }

  @Test
  void all_gaps_count_though_only_the_newest_are_told() throws Exception {
    var store = emptyStore();
    var many = new ArrayList<Evidence>();
    for (int i = 0; i < Gaps.NEWEST + 20; i++) many.add(gap(i, "file:a", 2));
    store.append(many);
    assertThat(all().newest()).hasSize(Gaps.NEWEST).startsWith((Gap) many.getLast());
    assertThat(all().sources())
        .containsExactly(new Gaps.Sum(new SourceId("file:a"), Gaps.NEWEST + 20, 240));
  }
}
