// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.Route;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceRunTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ServiceRun.Plan PLAN =
      new ServiceRun.Plan(BERLIN, Optional.of(LocalTime.of(8, 0)), Optional.of(DayOfWeek.MONDAY));

  /// Monday, 8:30 in Berlin.
  private static final Instant MONDAY = Instant.parse("2026-11-23T07:30:00Z");

  private final InMemoryStores stores = InMemoryStores.empty();
  private final Route quiet =
      new Route(
          "quiet", JobMatch.ALL, Set.of(), Severity.LOW, new Route.Takes(true, true, false), 60);
  private final ServiceRun run =
      new ServiceRun(
          stores.alerts(),
          stores.outcomes(),
          AlertSettings.DEFAULT.withRoutes(List.of(Route.DEFAULT, quiet)),
          PLAN);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "before it is due it was due yesterday and that is too long ago, 2026-11-23T06:59:00Z, ''",
    "when it is due, 2026-11-23T07:00:00Z, 2026-11-23T07:00:00Z",
    "twelve hours later it is still made up for, 2026-11-23T19:00:00Z, 2026-11-23T07:00:00Z",
    "later it is not, 2026-11-23T19:00:01Z, ''",
    "in summer by the clock of the zone, 2026-07-06T06:10:00Z, 2026-07-06T06:00:00Z"
  })
  void the_digest_is_due_at_its_local_time(String what, Instant now, String due) {
    assertThat(PLAN.digest(now).map(Instant::toString).orElse("")).isEqualTo(due);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "on its day at nine, 2026-11-23T08:00:00Z, 2026-11-23T08:00:00Z",
    "before nine last week's is too long ago, 2026-11-23T07:59:00Z, ''",
    "on another day, 2026-11-24T08:00:00Z, ''"
  })
  void the_test_is_due_once_a_week(String what, Instant now, String due) {
    assertThat(PLAN.test(now).map(Instant::toString).orElse("")).isEqualTo(due);
  }

  @Test
  void a_quiet_day_is_told_once_on_the_routes_that_want_it() throws Exception {
    stores
        .outcomes()
        .verdicts()
        .putVerdicts(
            List.of(
                judged(1, new Verdict.OnTime(MONDAY)),
                judged(2, new Verdict.OnTime(MONDAY)),
                judged(3, new Verdict.Unknown(Verdict.Why.HOST_OFF))));
    run.turn(MONDAY);
    run.turn(MONDAY.plusSeconds(10));
    var digest = made(Kind.DIGEST);
    assertThat(digest).extracting(Notification::route).containsExactly("default");
    assertThat(digest.getFirst().message().subject())
        .isEqualTo("[Stillwatch] DIGEST: all quiet: 2 runs, 0 jobs, 0 blind");
  }

  @Test
  void a_restart_makes_nothing_twice() throws Exception {
    run.turn(MONDAY.plus(Duration.ofHours(1)));
    new ServiceRun(
            stores.alerts(),
            stores.outcomes(),
            AlertSettings.DEFAULT.withRoutes(List.of(Route.DEFAULT, quiet)),
            PLAN)
        .turn(MONDAY.plus(Duration.ofHours(2)));
    assertThat(made(Kind.DIGEST)).hasSize(1);
    assertThat(made(Kind.TEST)).hasSize(2);
  }

  @Test
  void a_bad_day_counts_what_was_missed() throws Exception {
    stores
        .outcomes()
        .verdicts()
        .putVerdicts(List.of(judged(1, new Verdict.Missed()), judged(2, new Verdict.Missed())));
    run.turn(MONDAY);
    assertThat(made(Kind.DIGEST).getFirst().message().subject())
        .contains("0 open, 2 of 2 runs bad, 0 blind");
  }

  @Test
  void a_person_can_test_each_route_at_any_time() throws Exception {
    assertThat(run.testNow(MONDAY)).isEqualTo(2);
    assertThat(made(Kind.TEST))
        .extracting(Notification::route)
        .containsExactlyInAnyOrder("default", "quiet");
  }

  private List<Notification> made(Kind kind) throws Exception {
    return stores.alerts().messages().newest(10).stream()
        .filter(one -> one.kind() == kind)
        .toList();
  }

  private static JudgedRun judged(int hours, Verdict verdict) {
    var due = MONDAY.minus(Duration.ofHours(hours));
    return new JudgedRun("job", due, verdict, due);
  }
}
