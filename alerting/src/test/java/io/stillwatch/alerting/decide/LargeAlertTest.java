// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.WEB;
import static io.stillwatch.alerting.Stories.at;
import static io.stillwatch.alerting.Stories.finding;
import static io.stillwatch.alerting.Stories.learned;
import static io.stillwatch.alerting.Stories.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.alerting.Stories;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Location;
import io.stillwatch.testkit.time.ProcessorTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// All jobs of a large host stop at once.
class LargeAlertTest {
  private static final int JOBS = 5_000;
  private static final Duration MOST = Duration.ofSeconds(1);
  private static final Instant NOW = MISS.plus(Duration.ofMinutes(30));
  private static final List<Stoppage> STOPPAGES =
      IntStream.range(0, JOBS)
          .mapToObj(i -> stopped(learned("job-" + i, WEB, "/opt/job-" + i)).inGroup("burst"))
          .toList();
  private static final List<Finding> FINDINGS =
      IntStream.range(0, 500)
          .mapToObj(i ->
              finding(
                  "F-" + i,
                  Finding.Severity.ERROR,
                  new Location(WEB, "/etc/cron.d/job-" + i, 1, 0),
                  MISS.minusSeconds(60)))
          .toList();

  private final AlertDecisions decisions = new AlertDecisions(Stories.AT_ONCE);
  private final Map<String, Duration> fastest = new HashMap<>();

  @Test
  void five_thousand_jobs_are_one_alert_and_each_decision_takes_less_than_a_second() {
    var story = stopAndRunAgain();
    for (int round = 0; round < 4; round++) story = stopAndRunAgain(); // the first warm the machine
    assertThat(story.notifications())
        .extracting(notification -> notification.kind())
        .containsExactly(Kind.FIRING, Kind.RESOLVED);
    var message = story.notifications().getFirst().message();
    assertThat(message.email()).contains("and 4989 more");
    assertThat(message.email().length()).isLessThan(13_000);
    assertThat(fastest).hasSize(3).allSatisfy((_, took) -> assertThat(took).isLessThan(MOST));
  }

  @Test
  void five_thousand_jobs_that_have_nothing_in_common_are_decided_in_a_few_seconds() {
    var apart = STOPPAGES.stream().map(one -> one.inGroup(one.job().id())).toList();
    var findings = FINDINGS.subList(0, 20);
    decisions.decide(List.of(), at(NOW, apart, findings)).alerts();
    var start = ProcessorTime.ofThisThread();
    decisions.decide(List.of(), at(NOW, apart, findings)).alerts();
    assertThat(ProcessorTime.ofThisThread().minus(start)).isLessThan(MOST.multipliedBy(5));
  }

  @Test
  void no_update_is_sent_for_members_that_no_message_has_room_for() {
    var open = decisions.decide(List.of(), at(NOW, STOPPAGES, List.of())).alerts().getFirst();
    var later = at(NOW.plus(Duration.ofHours(8)), STOPPAGES, List.of());
    assertThat(decisions.decide(List.of(open), later).alerts()).isEmpty();
    var more =
        IntStream.rangeClosed(0, JOBS)
            .mapToObj(i -> stopped(learned("job-" + i, WEB, "/opt/job-" + i)).inGroup("burst"))
            .toList();
    var joined =
        decisions
            .decide(List.of(open), at(NOW.plusSeconds(300), more, List.of()))
            .alerts()
            .getFirst();
    var update = joined.notifications().getLast();
    assertThat(update.kind()).isEqualTo(Kind.UPDATE);
    assertThat(update.message().email()).contains("Also silent: /opt/job-5000.");
  }

  /// Opens the alert, goes on for a tick, and resolves it.
  private Alert stopAndRunAgain() {
    var opened = timed("open", List.of(), at(NOW, STOPPAGES, FINDINGS));
    assertThat(opened).hasSize(1);
    assertThat(timed("go on", opened, at(NOW.plusSeconds(60), STOPPAGES, FINDINGS))).isEmpty();
    var ran = NOW.plus(Duration.ofHours(1));
    var recoveries = STOPPAGES.stream().map(one -> new Recovery(one.job(), ran)).toList();
    return timed("resolve", opened, new Situation(List.of(), recoveries, FINDINGS, ran)).getFirst();
  }

  private List<Alert> timed(String what, List<Alert> open, Situation situation) {
    var start = ProcessorTime.ofThisThread();
    var changed = decisions.decide(open, situation).alerts();
    var took = ProcessorTime.ofThisThread().minus(start);
    fastest.merge(what, took, (one, other) -> one.compareTo(other) < 0 ? one : other);
    return changed;
  }
}
