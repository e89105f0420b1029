// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.fleet.JobStatus.Retirement;
import io.stillwatch.core.fleet.JobStatus.Timing;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.WatchStateStore.WatchProgress;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.OwnTroubles.Report;
import io.stillwatch.core.watch.OwnTroubles.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnTroublesTest {
  private static final Instant SINCE = Sample.day(3);
  private static final Host HOST = Sample.HOST;

  private final InMemoryStores stores = InMemoryStores.empty();
  private final List<Ailment> ailments = new ArrayList<>();
  private final OwnTroubles troubles =
      new OwnTroubles(stores.watched(), new Sight(Duration.ofHours(1), _ -> List.copyOf(ailments)));

  @Test
  void a_source_that_fails_for_ten_minutes_is_told_with_the_jobs_that_it_hides() throws Exception {
    jobs("a", "b");
    blind(minutes(1));
    assertThat(look(minutes(1)).stoppages()).isEmpty();
    blind(minutes(10));
    assertThat(look(minutes(10)).stoppages()).isEmpty();
    blind(minutes(11));
    var told = look(minutes(11)).stoppages().getFirst();
    assertThat(told.firstMissed()).isEqualTo(SINCE);
    assertThat(told.reasons()).containsExactly("AccessDenied", "2 jobs unknown since then");
    assertThat(Reason.of(told)).isEqualTo(Reason.SOURCE_BLIND);
  }

  @Test
  void a_source_that_fails_now_and_then_is_not_told() throws Exception {
    for (int minute = 0; minute < 60; minute++) {
      if (minute % 8 == 7) sees(minutes(minute));
      else blind(minutes(minute));
      assertThat(look(minutes(minute)).stoppages()).isEmpty();
    }
  }

  @Test
  void a_source_is_back_once_what_it_brought_is_judged_and_says_what_was_found() throws Exception {
    jobs("a");
    blind(minutes(0));
    look(minutes(0));
    blind(minutes(30));
    var open = opened(look(minutes(30)).stoppages());
    sees(minutes(40));
    judged(minutes(35));
    assertThat(look(open, minutes(41)).recoveries()).isEmpty();
    stores
        .outcomes()
        .verdicts()
        .putVerdicts(
            List.of(
                new JudgedRun("a", minutes(10), new Verdict.Missed(), minutes(41)),
                new JudgedRun("a", minutes(20), new Verdict.OnTime(minutes(20)), minutes(41))));
    judged(minutes(41));
    var recovery = look(open, minutes(42)).recoveries().getFirst();
    assertThat(recovery.ranAt()).isEqualTo(minutes(40));
    assertThat(recovery.found()).isEqualTo("found afterwards: 1 missed, 1 on-time");
  }

  @Test
  void a_source_that_nobody_reads_any_more_is_closed() throws Exception {
    blind(minutes(0));
    look(minutes(0));
    blind(minutes(20));
    var open = opened(look(minutes(20)).stoppages());
    stores.sources().remove(stores.sources().reported());
    assertThat(look(open, minutes(21)).closures())
        .extracting("why")
        .containsExactly("this source is read no longer");
  }

  @Test
  void a_part_that_is_unwell_for_three_minutes_is_told_and_taken_back_when_it_works()
      throws Exception {
    ailments.add(
        new Ailment("watch", Severity.CRITICAL, "it hangs", "nothing is judged", "Restart it."));
    assertThat(look(minutes(0)).stoppages()).isEmpty();
    var told = look(minutes(3)).stoppages();
    assertThat(told).extracting(Reason::of).containsExactly(Reason.UNWELL);
    assertThat(told.getFirst().reasons()).containsExactly("it hangs", "nothing is judged");
    var open = opened(told);
    assertThat(look(open, minutes(4)).recoveries()).isEmpty();
    ailments.clear();
    assertThat(look(open, minutes(5)).recoveries()).hasSize(1);
  }

  @Test
  void after_a_restart_an_open_alert_stays_open_while_the_source_is_blind() throws Exception {
    blind(minutes(0));
    look(minutes(0));
    blind(minutes(20));
    var open = opened(look(minutes(20)).stoppages());
    var restarted =
        new OwnTroubles(stores.watched(), new Sight(Duration.ofHours(1), _ -> List.of()));
    assertThat(restarted.look(open, minutes(21)).isEmpty()).isTrue();
  }

  private Report look(Instant now) throws Exception {
    return look(List.of(), now);
  }

  private Report look(List<Alert> open, Instant now) throws Exception {
    return troubles.look(open, now);
  }

  private static List<Alert> opened(List<Stoppage> stoppages) {
    var first = stoppages.getFirst();
    return List.of(
        new Alert(
            "INC-1",
            first.group(),
            Alert.State.FIRING,
            stoppages,
            List.of(),
            new Alert.Times(first.firstMissed(), first.firstMissed(), Optional.empty()),
            Alert.Handling.NONE,
            List.of()));
  }

  private void judged(Instant until) throws Exception {
    stores.watched().states().progress(new WatchProgress("", until), 1);
  }

  private void jobs(String... ids) throws Exception {
    var statuses = new ArrayList<JobStatus>();
    for (var id : ids)
      statuses.add(
          new JobStatus(
              Sample.line(id, Sample.daily()),
              JobHealth.ON_TIME,
              new Timing(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO),
              Optional.empty(),
              0,
              Optional.empty(),
              Optional.empty(),
              Retirement.NONE));
    stores.outcomes().statuses().put(statuses);
  }

  private void blind(Instant at) throws Exception {
    report(new SourceState(source(), HOST, Reports.LISTINGS, SINCE, at, "AccessDenied"));
  }

  private void sees(Instant at) throws Exception {
    report(new SourceState(source(), HOST, Reports.LISTINGS, at, at, ""));
  }

  private void report(SourceState state) throws Exception {
    stores.sources().put(List.of(CollectorState.exclusive(state)));
  }

  private static SourceId source() {
    return new SourceId("file:" + HOST.name());
  }

  private static Instant minutes(long number) {
    return SINCE.plus(Duration.ofMinutes(number));
  }
}
