// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert.State;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertEventsTest {
  private static final Instant AT = Sample.day(3);

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "PENDING, FIRING, FIRING",
    "FIRING, RECOVERING, RECOVERING",
    "RECOVERING, FIRING, STOPPED_AGAIN",
    "RESOLVED, FIRING, STOPPED_AGAIN",
    "FIRING, RESOLVED, RESOLVED"
  })
  void a_change_of_state_is_an_event(State before, State after, AlertEvent.What what) {
    assertThat(AlertEvents.between(Optional.of(alert(before, 1)), alert(after, 1), AT))
        .extracting(AlertEvent::what)
        .containsExactly(what);
  }

  @Test
  void a_new_alert_is_opened_and_an_unchanged_one_is_no_event() {
    var alert = alert(State.FIRING, 1);
    assertThat(AlertEvents.between(Optional.empty(), alert, AT))
        .extracting(AlertEvent::what)
        .containsExactly(AlertEvent.What.OPENED);
    assertThat(AlertEvents.between(Optional.of(alert), alert, AT)).isEmpty();
  }

  @Test
  void five_members_that_joined_are_named_and_the_others_counted() {
    var events =
        AlertEvents.between(Optional.of(alert(State.FIRING, 1)), alert(State.FIRING, 8), AT);
    assertThat(events)
        .singleElement()
        .satisfies(event ->
            assertThat(event.after())
                .isEqualTo("/opt/1.sh, /opt/2.sh, /opt/3.sh, /opt/4.sh, /opt/5.sh and 2 more"));
  }

  @Test
  void a_severity_that_rose_is_told_with_what_it_was() {
    var before = alert(State.FIRING, 1).withImpact(new Impact(Severity.MINOR, List.of("so")));
    var after = before.withImpact(new Impact(Severity.MAJOR, List.of("so")));
    assertThat(AlertEvents.between(Optional.of(before), after, AT))
        .containsExactly(
            new AlertEvent(
                "INC-1", AT, "stillwatch", AlertEvent.What.SEVERITY, "minor", "major", ""));
  }

  private static Alert alert(State state, int members) {
    return new Alert(
        "INC-1",
        "0",
        state,
        IntStream.range(0, members).mapToObj(AlertEventsTest::member).toList(),
        List.of(),
        new Alert.Times(Sample.day(2), Sample.day(2), Optional.empty()),
        Alert.Handling.NONE,
        List.of());
  }

  private static Stoppage member(int number) {
    var job = Sample.line(Integer.toString(number), Sample.daily());
    return new Stoppage(job, Sample.day(2), Sample.day(1), 1, 60, Growth.UNKNOWN, List.of());
  }
}
