// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import static io.stillwatch.ui.ports.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.Reporter;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.watch.stoppage.BlindSources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourcesModelTest {
  private static final Host HOST = Host.server("web-1");
  private static final Gaps.Report NO_GAPS = new Gaps.Report(List.of(), List.of());

  private static SourceState state(
      String id, Reports reports, Instant until, Instant polled, String problem) {
    return new SourceState(new SourceId(id), HOST, reports, until, polled, problem);
  }

  private static SourceState lines(String id, Duration ago, String problem) {
    return state(id, Reports.LOG_LINES, NOW.minus(ago), NOW.minus(ago), problem);
  }

  private static SourcesModel model(SourceState... states) {
    return model(List.of(states), List.of(), NO_GAPS);
  }

  private static SourcesModel model(
      List<SourceState> states, List<Finding> findings, Gaps.Report gaps) {
    var reporter = new Reporter("", NOW, NOW);
    var reported =
        states.stream().map(state -> CollectorState.exclusive(state).with(reporter)).toList();
    var blind = BlindSources.of(reported, NOW, Duration.ofHours(1));
    return SourcesModel.of(states, blind, findings, gaps);
  }

  @Test
  void the_worst_sources_come_first_and_the_rest_by_name() {
    var model =
        model(
            lines("c", Duration.ofMinutes(1), ""),
            lines("b", Duration.ofMinutes(1), ""),
            lines("late", Duration.ofHours(2), ""),
            lines("broken", Duration.ofMinutes(1), "denied"),
            state("new", Reports.LOG_LINES, Instant.MIN, NOW, ""));
    assertThat(model.rows())
        .extracting(row -> row.source().value())
        .containsExactly("broken", "late", "new", "b", "c");
    assertThat(model.rows())
        .extracting(SourcesModel.Row::health)
        .containsExactly(
            SourceHealth.BLIND,
            SourceHealth.BEHIND,
            SourceHealth.STARTING,
            SourceHealth.UP_TO_DATE,
            SourceHealth.UP_TO_DATE);
    assertThat(model.count(SourceHealth.UP_TO_DATE)).isEqualTo(2);
    assertThat(model.rows(Optional.of(SourceHealth.BLIND))).hasSize(1);
    assertThat(model.rows(Optional.empty())).hasSize(5);
  }

  @Test
  void a_configuration_that_has_not_changed_for_long_is_not_behind() {
    var day = NOW.minus(Duration.ofDays(1));
    var model = model(state("a", Reports.CONFIGURATION, day, day, ""));
    assertThat(model.rows().getFirst().health()).isEqualTo(SourceHealth.UP_TO_DATE);
  }

  @Test
  void a_source_that_no_collector_reports_any_more_is_blind() {
    var gone = CollectorState.exclusive(lines("a", Duration.ofMinutes(11), ""));
    var blind = BlindSources.of(List.of(gone), NOW, Duration.ofHours(1));
    var row = SourcesModel.of(List.of(gone.state()), blind, List.of(), NO_GAPS).rows().getFirst();
    assertThat(row.health()).isEqualTo(SourceHealth.BLIND);
    assertThat(row.problem()).startsWith("no collector has reported this source since");
  }

  @Test
  void a_log_that_is_quiet_is_not_behind_while_its_end_is_reached() {
    var day = NOW.minus(Duration.ofDays(1));
    var model = model(state("s3:bucket", Reports.LOG_LINES, day, NOW, ""));
    assertThat(model.rows().getFirst().health()).isEqualTo(SourceHealth.UP_TO_DATE);
  }

  @Test
  void another_poll_that_tells_nothing_new_is_the_same_page() {
    var first = model(state("a", Reports.LOG_LINES, NOW, NOW, ""));
    var later = model(state("a", Reports.LOG_LINES, NOW.plusSeconds(9), NOW.plusSeconds(9), ""));
    var nextMinute = NOW.plusSeconds(60);
    assertThat(later).isEqualTo(first);
    assertThat(model(state("a", Reports.LOG_LINES, nextMinute, nextMinute, "")))
        .isNotEqualTo(first);
  }

  @Test
  void a_source_is_shown_with_its_gaps_and_what_would_mend_it() {
    var sum = new Gaps.Sum(new SourceId("rds:orders"), 3, 2_048);
    var states = List.of(lines("rds:orders", Duration.ZERO, ""), lines("b", Duration.ZERO, ""));
    var findings =
        List.of(
            finding("rds:orders", FindingLifecycle.Status.OPEN),
            finding("rds:orders", FindingLifecycle.Status.FIXED),
            finding("/etc/crontab", FindingLifecycle.Status.OPEN));
    var gaps = new Gaps.Report(List.of(sum), List.of());
    var rows = model(states, findings, gaps).rows();
    assertThat(rows.getFirst().gaps().count()).isZero();
    assertThat(rows.getFirst().remedies()).isEmpty();
    assertThat(rows.getLast().gaps()).isEqualTo(sum);
    assertThat(rows.getLast().remedies())
        .containsExactly(new SourcesModel.Remedy("denied", "Allow it."));
  }

  private static Finding finding(String path, FindingLifecycle.Status status) {
    return new Finding(
        "f-" + path + status,
        "IA02",
        Finding.Severity.ERROR,
        new Location(HOST, path, 0, 0),
        new Explanation("denied", "403", "Allow it.", ""),
        List.of(),
        Confidence.CERTAIN,
        new FindingLifecycle(NOW, NOW, status));
  }
}
