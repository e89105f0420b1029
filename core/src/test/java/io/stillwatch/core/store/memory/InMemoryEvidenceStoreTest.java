// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.EvidenceStore.Page;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is of this store alone; the contracts of `EvidenceStore` and `Gaps` are tested in testkit.
class InMemoryEvidenceStoreTest {
  private final InMemoryEvidenceStore store = new InMemoryEvidenceStore();

  private static Evidence line(Host host, int second, LogEvent event) {
    return Sample.record(host, Sample.MONDAY.plusSeconds(second), event);
  }

  private static Evidence started(Host host, int second) {
    return line(host, second, new LogEvent.RunStarted("root", "/opt/a.sh", second));
  }

  @Test
  void thousands_of_lines_about_nothing_are_skipped_within_a_page() {
    var lines = new ArrayList<Evidence>();
    for (int i = 0; i < 12_000; i++) lines.add(line(Sample.HOST, i, new LogEvent.Other("sshd")));
    lines.add(started(Sample.HOST, 12_000));
    store.append(lines);
    var page = store.readAfter(Page.START);
    assertThat(page.evidence()).containsExactly(lines.getLast());
    assertThat(store.readAfter(page.next()).evidence()).isEmpty();
  }

  @Test
  void the_evidence_of_a_host_goes_on_after_its_page() {
    var other = Host.server("web-1");
    for (int i = 0; i < 6_000; i++)
      store.append(List.of(started(Sample.HOST, i), started(other, i)));
    var end = "12000";
    var first = store.readOf(other, Page.START, end);
    var second = store.readOf(other, first.next(), end);
    assertThat(first.evidence()).hasSize(5_000);
    assertThat(second.evidence()).hasSize(1_000).allMatch(one -> one.host().equals(other));
    assertThat(store.readOf(other, second.next(), end).evidence()).isEmpty();
  }

  @Test
  void sums_count_every_gap_and_the_list_ends_at_the_newest() {
    for (int i = 0; i < Gaps.NEWEST + 5; i++) store.append(List.of(gap(i)));
    var report = store.between(Sample.MONDAY, Instant.MAX);
    assertThat(report.newest()).hasSize(Gaps.NEWEST).first().isEqualTo(gap(Gaps.NEWEST + 4));
    assertThat(report.sources())
        .singleElement()
        .satisfies(sum -> {
          assertThat(sum.count()).isEqualTo(Gaps.NEWEST + 5);
          assertThat(sum.bytes()).isEqualTo(10L * (Gaps.NEWEST + 5));
        });
  }

  private static Gap gap(int second) {
    return new Gap(
        "gap-" + second,
        new SourceId("file"),
        Sample.HOST,
        Sample.MONDAY.plusSeconds(second),
        new Position("/var/log/syslog", "g", second),
        10,
        "truncated");
  }
}
