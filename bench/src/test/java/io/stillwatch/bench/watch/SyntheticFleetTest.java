// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticFleetTest {
  private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(3));
  private static final FaultRates SOME = new FaultRates(0.5, 0.02, 0.05);

  @Test
  void the_same_seed_gives_the_same_evidence() {
    assertThat(fleet(1, SOME).slice(START, END)).isEqualTo(fleet(1, SOME).slice(START, END));
    assertThat(fleet(1, SOME).slice(START, END)).isNotEqualTo(fleet(2, SOME).slice(START, END));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void slices_cut_anywhere_give_the_same_evidence(long seed) {
    var fleet = fleet(seed, SOME);
    var random = new SplittableRandom(seed);
    var cut = new ArrayList<Evidence>();
    for (var from = START; from.isBefore(END); ) {
      var until = from.plusMillis(random.nextLong(1, Duration.ofHours(7).toMillis()));
      if (until.isAfter(END)) until = END;
      cut.addAll(fleet.slice(from, until));
      from = until;
    }
    assertThat(cut).isEqualTo(fleet.slice(START, END));
    assertThat(fleet.slices(START, END, Duration.ofMinutes(77)).flatMap(List::stream))
        .isEqualTo(cut);
  }

  @Test
  void ids_are_unique() {
    var evidence = fleet(1, SOME).slice(START, END);
    assertThat(new HashSet<>(evidence.stream().map(Evidence::id).toList())).hasSameSizeAs(evidence);
  }

  @ParameterizedTest
  @CsvSource({
    "EVERY_5_MINUTES, 8064",
    "EVERY_15_MINUTES, 2688",
    "HOURLY, 672",
    "EVERY_6_HOURS, 112",
    "DAILY, 28",
    "WEEKDAYS, 20",
    "WEEKLY, 4",
    "MONTHLY, 1"
  })
  void a_job_without_faults_runs_once_a_period(Cadence cadence, int runs) {
    var from = Instant.parse("2025-02-01T00:00:00Z"); // a February of four whole weeks
    var until = Instant.parse("2025-03-01T00:00:00Z");
    var jobs = jobs(fleet(1, FaultRates.NONE), FleetJob.Kind.COMMAND, cadence);
    assertThat(jobs).isNotEmpty();
    for (var job : jobs) {
      int ran = fleet(1, FaultRates.NONE).runs().between(job, from, until).size();
      assertThat(ran).as(job.toString()).isEqualTo(runs);
    }
  }

  @Test
  void each_host_has_its_jobs_and_each_cadence_occurs() {
    var fleet = fleet(1, FaultRates.NONE);
    assertThat(fleet.hosts()).allSatisfy(host -> assertThat(host.jobs()).hasSize(10));
    for (var cadence : Cadence.values())
      assertThat(jobs(fleet, FleetJob.Kind.COMMAND, cadence)).isNotEmpty();
    assertThat(fleet.hosts().stream().map(FleetHost::kind)).contains(FleetHost.Kind.values());
  }

  @Test
  void each_host_has_a_source_that_is_complete_until_then() {
    var fleet = fleet(1, FaultRates.NONE);
    var hosts = fleet.hosts().stream().map(FleetHost::host).toList();
    assertThat(fleet.sources(END)).extracting(SourceState::host).isEqualTo(hosts);
    assertThat(fleet.sources(END))
        .allSatisfy(state -> assertThat(state.completeUntil()).isEqualTo(END));
  }

  @Test
  void commands_differ() {
    var commands = IntStream.range(0, CommandNames.MOST).mapToObj(CommandNames::command).toList();
    assertThat(commands).doesNotHaveDuplicates();
  }

  @Test
  void a_crontab_has_the_lines_by_which_its_jobs_run() {
    var fleet = fleet(1, FaultRates.NONE);
    var host = fleet.hosts().getFirst();
    var config = only(fleet.slice(START, START.plusSeconds(1)), HostConfig.class).getFirst();
    var crontab = config.files().getFirst().text();
    for (var job : host.jobs()) {
      if (job.kind() == FleetJob.Kind.LOG) continue;
      var fields = job.cadence().cronFields(job.phase());
      assertThat(crontab).contains(fields + " root " + job.subject() + "\n");
    }
    assertThat(config.files()).hasSize(4);
  }

  @Test
  void faults_are_about_as_frequent_as_asked_for() {
    var fleet = fleet(1, new FaultRates(0, 0.1, 0.2));
    var job = jobs(fleet, FleetJob.Kind.COMMAND, Cadence.EVERY_5_MINUTES).getFirst();
    int dueTimes = 12 * 24 * 30;
    int missed = 0;
    int late = 0;
    for (int i = 0; i < dueTimes; i++) {
      var due = job.cadence().dueFrom(START.plus(Duration.ofMinutes(5L * i)), job.phase());
      var ran = fleet.runs().ranAt(job, due);
      if (ran.isEmpty()) missed++;
      else if (ran.get().isAfter(due.plusSeconds(5))) late++;
    }
    assertThat((double) missed / dueTimes).isCloseTo(0.1, within(0.02));
    assertThat((double) late / dueTimes).isCloseTo(0.2 * 0.9, within(0.02));
  }

  @Test
  void a_job_stops_for_days_and_runs_again() {
    var fleet = fleet(1, new FaultRates(1, 0, 0));
    var job = jobs(fleet, FleetJob.Kind.COMMAND, Cadence.HOURLY).getFirst();
    int days = 28;
    int stopped = 0;
    for (int hour = 0; hour < days * 24; hour++) {
      var due = job.cadence().dueFrom(START.plus(Duration.ofHours(hour)), job.phase());
      if (fleet.runs().stopped(job, due)) stopped++;
    }
    assertThat(stopped).isBetween(1, 14 * 24);
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 5000})
  void all_jobs_of_a_host_stop_at_once_while_its_log_goes_on(int jobs) {
    var fleet = SyntheticFleet.of(new FleetPlan(1, 1, jobs, START, FaultRates.NONE));
    var host = fleet.hosts().getFirst().host();
    var at = START.plus(Duration.ofHours(5));
    var stopped = fleet.stopAll(host, at);
    assertThat(stopped.slice(START, at)).isEqualTo(fleet.slice(START, at));
    var after = stopped.slice(at.plusSeconds(10), at.plus(Duration.ofHours(3)));
    assertThat(starts(after)).isEmpty();
    assertThat(only(after, LogRecord.class)).hasSize(3);
    var from = at.plusSeconds(10);
    var living = fleet.stopAllBut(1, host, at).slice(from, from.plus(Duration.ofHours(1)));
    assertThat(starts(living)).hasSize(12);
  }

  @Test
  void a_family_of_rds_files_begins_a_file_an_hour_until_it_stops() {
    var fleet = fleet(1, FaultRates.NONE);
    var rds =
        fleet.hosts().stream()
            .filter(one -> one.kind() == FleetHost.Kind.RDS)
            .findFirst()
            .orElseThrow();
    var at = START.plus(Duration.ofHours(5));
    var path = rds.jobs().getFirst().subject();
    assertThat(newest(fleet, rds, at.plus(Duration.ofHours(3)))).isEqualTo(path + ".2025-01-06-08");
    assertThat(newest(fleet.stopAll(rds.host(), at), rds, at.plus(Duration.ofHours(3))))
        .isEqualTo(path + ".2025-01-06-04");
  }

  @Test
  void a_log_is_rotated_when_logrotate_ran_and_grows_when_it_did_not() {
    var fleet = fleet(1, FaultRates.NONE);
    var host = fleet.hosts().getFirst();
    var daily = host.of(FleetJob.Kind.LOG).getFirst();
    var at = START.plus(Duration.ofDays(20));
    var week = Duration.ofDays(7);
    assertThat(size(fleet, host, daily, at)).isLessThan(Duration.ofDays(2).toSeconds() * 16);
    assertThat(size(fleet.stopAll(host.host(), at.minus(week)), host, daily, at))
        .isGreaterThan(week.toSeconds() * 16);
  }

  private static long size(SyntheticFleet fleet, FleetHost host, FleetJob log, Instant at) {
    return listing(fleet, host, at).files().stream()
        .filter(file -> file.path().equals(log.subject()))
        .findFirst()
        .orElseThrow()
        .sizeBytes();
  }

  private static String newest(SyntheticFleet fleet, FleetHost host, Instant at) {
    return listing(fleet, host, at).files().getFirst().path();
  }

  private static Listing listing(SyntheticFleet fleet, FleetHost host, Instant at) {
    return only(fleet.slice(at, at.plus(Duration.ofHours(1))), Listing.class).stream()
        .filter(listing -> listing.host().equals(host.host()))
        .findFirst()
        .orElseThrow();
  }

  private static SyntheticFleet fleet(long seed, FaultRates faults) {
    return SyntheticFleet.of(new FleetPlan(seed, 20, 10, START, faults));
  }

  private static List<FleetJob> jobs(SyntheticFleet fleet, FleetJob.Kind kind, Cadence cadence) {
    return fleet.hosts().stream()
        .flatMap(host -> host.of(kind).stream())
        .filter(job -> job.cadence() == cadence)
        .toList();
  }

  private static List<LogRecord> starts(List<Evidence> evidence) {
    return only(evidence, LogRecord.class).stream()
        .filter(line -> line.event() instanceof LogEvent.RunStarted)
        .toList();
  }

  private static <T> List<T> only(List<Evidence> evidence, Class<T> type) {
    return evidence.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
