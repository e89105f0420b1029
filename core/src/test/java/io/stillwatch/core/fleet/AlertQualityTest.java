// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertQualityTest {
  private static final Instant OCTOBER = Instant.parse("2026-10-31T23:00:00Z");
  private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void precision_is_the_share_of_real_alerts_among_those_that_were_labelled() {
    var alerts =
        List.of(
            alert("a", NOVEMBER, 10),
            alert("b", NOVEMBER, 20),
            alert("c", NOVEMBER, 60),
            alert("d", NOVEMBER, 30),
            alert("e", OCTOBER, 5));
    var labels =
        List.of(
            label("a", Says.RIGHT),
            label("b", Says.WRONG_CAUSE),
            label("c", Says.EXPECTED),
            label("d", Says.FALSE_ALARM));
    var months = AlertQuality.of(alerts, labels);
    assertThat(months).hasSize(2);
    var november = months.getFirst();
    assertThat(november.month()).isEqualTo(YearMonth.of(2026, 11));
    assertThat(november.precision()).hasValue(0.5);
    assertThat(november.delay(0.5)).isEqualTo(Duration.ofMinutes(20));
    assertThat(november.delay(0.9)).isEqualTo(Duration.ofMinutes(60));
    assertThat(months.getLast().precision()).isEmpty();
    assertThat(months.getLast().alerts()).isEqualTo(1);
  }

  @Test
  void a_prediction_has_no_delay() {
    var predicted = alert("a", NOVEMBER, 10, 0);
    assertThat(AlertQuality.of(List.of(predicted), List.of()).getFirst().delays()).isEmpty();
  }

  private static Label label(String alert, Says says) {
    return new Label(Subject.alert(alert), says, "ana", "", NOVEMBER, List.of());
  }

  private static Alert alert(String id, Instant missed, int delayMinutes) {
    return alert(id, missed, delayMinutes, 1);
  }

  private static Alert alert(String id, Instant missed, int delayMinutes, int missedRuns) {
    var job =
        new Job(
            id,
            JobKind.SCHEDULED_COMMAND,
            id,
            Host.server("web-1"),
            new Schedule.Never("test"),
            Definition.LEARNED,
            id,
            "");
    var stoppage =
        new Stoppage(job, missed, Instant.EPOCH, missedRuns, 60, Growth.UNKNOWN, List.of());
    var detected = missed.plus(Duration.ofMinutes(delayMinutes));
    return new Alert(
        id,
        id,
        Alert.State.FIRING,
        List.of(stoppage),
        List.of(),
        new Alert.Times(missed, detected, Optional.empty()),
        Alert.Handling.NONE,
        List.of());
  }
}
