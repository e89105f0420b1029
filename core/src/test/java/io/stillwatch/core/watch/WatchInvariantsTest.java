// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invariants 3 to 6 of the watch.
class WatchInvariantsTest {
  private static final Instant START = Sample.MONDAY;

  private static Instant at(int day) {
    return Sample.day(day).plusSeconds(150 * 60 + 1);
  }

  @Test
  void invariant_3_a_stale_epoch_cannot_save() throws Exception {
    var states = InMemoryStores.empty().states();
    var state = Sample.host();
    var version = states.save(state, Version.NEW, 7);
    assertThatThrownBy(() -> states.save(state, version, 6))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("epoch");
    states.save(state, version, 8);
  }

  @Test
  void invariant_3_a_watch_whose_tenure_is_over_stores_nothing() throws Exception {
    var stores = InMemoryStores.empty();
    stores.evidence().append(List.of(started(at(0))));
    var watch =
        new Watch(
            stores.watched(),
            _ -> new Audit(List.of(), List.of()),
            Detector.none(),
            WatchSettings.DEFAULTS,
            () -> {
              throw new StoreException("The lease is over.");
            });
    assertThatThrownBy(() -> watch.tick(at(1))).isInstanceOf(StoreException.class);
    assertThat(stores.outcomes().statuses().page(JobFilter.ALL, "", 10).jobs()).isEmpty();
    var loaded = new ArrayList<WatchStateStore.Loaded>();
    stores.states().load(loaded::add);
    assertThat(loaded).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41, 42, 43})
  void invariant_4_no_verdict_is_settled_past_the_watermark(long seed) throws Exception {
    var run = new StoryRun(new RandomStory(seed, 3), UnaryOperator.identity());
    while (run.goesOn()) {
      run.arrive();
      run.tick();
      var complete = run.now().minus(RandomStory.DELAY);
      var all = new VerdictStore.VerdictFilter("", "missed", START, Instant.MAX);
      for (var judged : run.memory().outcomes().verdicts().page(all, "", 100_000).verdicts())
        assertThat(judged.due()).as("seed %s: %s", seed, judged).isBefore(complete);
    }
  }

  @Test
  void invariant_4_late_evidence_changes_its_due_time_and_no_other_and_no_identity()
      throws Exception {
    var scenario = new Scenario(START);
    for (int day = 0; day < 20; day++)
      if (day != 15) scenario.cron("ops-1", at(day), "root", "/opt/backup.sh");
    for (int hour = 0; hour < 22 * 24; hour++)
      scenario.cron("ops-1", Sample.day(hour / 24.0).plusSeconds(1_020), "root", "hourly");
    scenario.until(Sample.day(19));
    var before = scenario.verdicts("backup");
    var jobs = ids(scenario);

    scenario.cron("ops-1", at(15), "root", "/opt/backup.sh");
    scenario.until(Sample.day(19).plusSeconds(600));
    var after = scenario.verdicts("backup");
    assertThat(ids(scenario)).isEqualTo(jobs);
    var changed = new ArrayList<>(after);
    changed.removeAll(before);
    assertThat(changed).hasSize(1);
    assertThat(changed.getFirst().due()).isEqualTo(at(15).minusSeconds(1));
    assertThat(changed.getFirst().verdict().word()).isEqualTo("on-time");
  }

  private static Set<String> ids(Scenario scenario) throws Exception {
    var ids = new TreeSet<String>();
    scenario.jobs().forEach(status -> ids.add(status.job().id()));
    return ids;
  }

  /// The last 256 runs of a daily job and 64 spans of rare faults take two years to come together;
  /// from then on nothing grows.
  @Test
  void invariant_5_the_state_of_a_host_stops_growing() throws Exception {
    assertThat(StateSize.of(after(5 * 365)))
        .isLessThanOrEqualTo(StateSize.of(after(800)) * 102 / 100)
        .isLessThan(2_900);
  }

  /// A host with three jobs, a log and reboots; cron fails now and then.
  private static HostState after(int days) throws Exception {
    var stores = InMemoryStores.empty();
    var watch =
        new Watch(
            stores.watched(),
            _ -> new Audit(List.of(), List.of()),
            Detector.none(),
            WatchSettings.DEFAULTS,
            Tenure.ALONE);
    for (int day = 0; day < days; day++) {
      stores.evidence().append(dayOf(day));
      var complete = Sample.day(day + 1);
      stores
          .sources()
          .put(
              List.of(
                  CollectorState.exclusive(
                      new SourceState(
                          new SourceId("file"),
                          Sample.HOST,
                          SourceState.Reports.LOG_LINES,
                          complete,
                          complete,
                          ""))));
      watch.tick(complete);
    }
    watch.tick(Sample.day(days).plusSeconds(3_600));
    var states = new ArrayList<HostState>();
    stores.states().load(loaded -> states.add(((WatchStateStore.Loaded.State) loaded).state()));
    return states.getFirst();
  }

  private static List<Evidence> dayOf(int day) {
    var evidence = new ArrayList<Evidence>();
    if (day % 9 != 4) evidence.add(started(at(day)));
    if (day % 11 == 3)
      evidence.add(Sample.record(Sample.day(day), new LogEvent.HostBooted("kernel")));
    for (int hour = 0; hour < 24; hour++) {
      var start = Sample.day(day).plusSeconds(hour * 3_600L + 1_020);
      evidence.add(Sample.record(start, new LogEvent.RunStarted("root", "hourly", hour + 1)));
      evidence.add(
          Sample.record(start.plusSeconds(30), new LogEvent.RunEnded("root", "hourly", hour + 1)));
    }
    var rotated = new LogFile(Sample.LOG + ".1", 1_000 + day, Sample.day(day));
    evidence.add(
        Sample.listing(Sample.HOST, at(day), Sample.file(Sample.LOG, 10 + day % 5), rotated));
    return evidence;
  }

  private static LogRecord started(Instant at) {
    return Sample.record(at, new LogEvent.RunStarted("root", "/opt/backup.sh", 1));
  }

  @Test
  void invariant_6_an_unchanged_verdict_or_status_is_not_written_again() throws Exception {
    var calls = new StoreCalls();
    var run = new StoryRun(new RandomStory(51, 2), calls::around);
    while (run.goesOn()) {
      run.arrive();
      run.tick();
    }
    run.tick();
    int verdicts = calls.calls("VerdictStore.putVerdicts");
    int statuses = calls.calls("JobStatusStore.put");
    int runs = calls.calls("RunStore.putRuns");
    for (int i = 0; i < 20; i++) run.tick();
    assertThat(calls.calls("VerdictStore.putVerdicts")).isEqualTo(verdicts).isPositive();
    assertThat(calls.calls("JobStatusStore.put")).isEqualTo(statuses).isPositive();
    assertThat(calls.calls("RunStore.putRuns")).isEqualTo(runs).isPositive();
  }
}
