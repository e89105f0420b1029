// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.ui.ports.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistogramMarksTest {
  private static final Instant NOW = Samples.NOW;
  private static final Interval DAY = new Interval(NOW.minus(Duration.ofDays(1)), NOW);

  private final InMemoryStores stores = InMemoryStores.empty();

  private void finding(String id, String rule, Instant firstSeen) throws Exception {
    var sample = Samples.finding(id, "", firstSeen);
    var finding =
        new Finding(
            id,
            rule,
            sample.severity(),
            sample.place(),
            sample.explanation(),
            sample.jobsLost(),
            sample.confidence(),
            new FindingLifecycle(firstSeen, NOW, FindingLifecycle.Status.OPEN));
    stores.findings().save(finding, Versioned.Version.NEW);
  }

  @Test
  void a_change_is_marked_however_many_findings_have_a_smaller_id() throws Exception {
    for (int i = 0; i < 300; i++) finding("a" + i, "CM03", NOW.minusSeconds(60));
    for (int i = 0; i < 600; i++) finding("b" + i, "DR01", NOW.minus(Duration.ofDays(9)));
    var change = NOW.minus(Duration.ofHours(3));
    finding("z1", "DR01", change);
    finding("z2", "DR01", change);
    assertThat(HistogramMarks.changes(stores.findings(), DAY)).containsExactly(change);
  }

  @Test
  void of_many_changes_the_newest_are_marked() throws Exception {
    for (int i = 1; i <= 30; i++) finding("c" + i, "DR01", NOW.minusSeconds(60L * i));
    var marked = HistogramMarks.changes(stores.findings(), DAY);
    assertThat(marked)
        .hasSize(20)
        .startsWith(NOW.minusSeconds(60))
        .endsWith(NOW.minusSeconds(1200));
  }
}
