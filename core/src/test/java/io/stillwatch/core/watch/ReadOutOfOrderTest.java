// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The lines of a run may be read in any order, on one page or on several.
class ReadOutOfOrderTest {
  private static final int DAYS = 5;

  enum End {
    SUCCESS,
    FAILURE;

    LogEvent event(int day) {
      return switch (this) {
        case SUCCESS -> new LogEvent.RunEnded("root", "/opt/a.sh", 100 + day);
        case FAILURE -> new LogEvent.RunFailed("", "exit status 1", 100 + day);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_end_that_is_read_before_its_start_makes_no_run_of_its_own(End end) throws Exception {
    var inOrder = verdicts(end, false);
    assertThat(inOrder).hasSize(DAYS);
    assertThat(verdicts(end, true)).isEqualTo(inOrder);
  }

  @ParameterizedTest
  @EnumSource(names = "SUCCESS")
  void an_end_whose_start_is_never_read_is_a_run(End end) throws Exception {
    var stores = InMemoryStores.empty();
    var days = new ArrayList<List<Evidence>>();
    for (int day = 0; day < DAYS; day++) days.add(List.of(Sample.record(at(day), end.event(day))));
    assertThat(verdicts(stores, days)).hasSize(DAYS);
  }

  private static List<String> verdicts(End end, boolean reversed) throws Exception {
    var days = new ArrayList<List<Evidence>>();
    for (int day = 0; day < DAYS; day++) {
      var started = new LogEvent.RunStarted("root", "/opt/a.sh", 100 + day);
      List<Evidence> lines =
          List.of(
              Sample.record(at(day), started),
              Sample.record(at(day).plusSeconds(30), end.event(day)));
      days.add(reversed ? lines.reversed() : lines);
    }
    return verdicts(InMemoryStores.empty(), days);
  }

  /// Each line is a page of its own.
  private static List<String> verdicts(InMemoryStores stores, List<List<Evidence>> days)
      throws Exception {
    var evidence = new RandomPages(new Random(1), 1);
    var another = new LogEvent.RunStarted("root", "hourly", 1);
    evidence.append(
        List.of(
            Sample.config(Sample.HOST, Sample.MONDAY, "crontab"),
            Sample.record(Sample.MONDAY.plusSeconds(60), another)));
    var watch =
        new Watch(
            stores.watched().with(evidence),
            _ -> new Audit(List.of(Sample.line("a", Sample.daily())), List.of()),
            Detector.none(),
            WatchSettings.DEFAULTS,
            Tenure.ALONE);
    for (var lines : days) {
      evidence.append(lines);
      var now = lines.getFirst().at().plusSeconds(3_600);
      var state =
          new SourceState(
              new SourceId("file"), Sample.HOST, SourceState.Reports.LOG_LINES, now, now, "");
      stores.sources().put(List.of(CollectorState.exclusive(state)));
      watch.tick(now);
    }
    var all = new VerdictStore.VerdictFilter("", "", Instant.EPOCH, Instant.MAX);
    return stores.outcomes().verdicts().page(all, "", 1_000).verdicts().stream()
        .filter(judged -> judged.job().equals("a"))
        .map(judged -> judged.due() + " " + judged.verdict())
        .toList();
  }

  private static Instant at(int day) {
    return Sample.day(day).plusSeconds(9_001);
  }
}
