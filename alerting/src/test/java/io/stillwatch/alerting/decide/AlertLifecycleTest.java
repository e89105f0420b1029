// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.core.alert.Alert.State.FIRING;
import static io.stillwatch.core.alert.Alert.State.PENDING;
import static io.stillwatch.core.alert.Alert.State.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.alerting.decide.AlertLifecycle.Fate;
import io.stillwatch.core.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertLifecycleTest {
  private static final Fate SILENT = new Fate.Silent();
  private static final Fate UNSEEN = new Fate.Unseen();
  private static final Fate RAN = new Fate.RanAgain(MISS.plusSeconds(60));
  private static final Fate RAN_LATER = new Fate.RanAgain(MISS.plusSeconds(120));
  private static final Fate GONE = new Fate.Retired("no longer configured", MISS.plusSeconds(90));
  private static final Fate UNKNOWN = new Fate.Retired("no longer known", MISS.plusSeconds(180));
  private static final Instant NOW = MISS.plusSeconds(1_000);

  static Stream<Arguments> the_end_of_an_alert() {
    return Stream.of(
        row("predicted", PENDING, false, List.of(SILENT, UNSEEN), "goes on"),
        row("fixed in time", PENDING, false, List.of(UNSEEN), "RECOVERED at 1000"),
        row("retired before it was due", PENDING, false, List.of(GONE), "RETIRED at 90"),
        row("fixed and retired", PENDING, false, List.of(GONE, UNSEEN), "RECOVERED at 1000"),
        row("silent", FIRING, false, List.of(SILENT), "goes on"),
        row("absent", FIRING, false, List.of(UNSEEN), "goes on"),
        row("one of two ran", FIRING, false, List.of(RAN, SILENT), "goes on"),
        row("one ran, one is absent", FIRING, false, List.of(RAN, UNSEEN), "goes on"),
        row("all ran", FIRING, false, List.of(RAN_LATER, RAN), "RECOVERED at 120"),
        row("one is retired, one silent", FIRING, false, List.of(GONE, SILENT), "goes on"),
        row("one is retired, one absent", FIRING, false, List.of(GONE, UNSEEN), "goes on"),
        row("all are retired", FIRING, false, List.of(GONE, UNKNOWN), "RETIRED at 180"),
        row("one ran, one is retired", FIRING, false, List.of(UNKNOWN, RAN), "RECOVERED at 60"),
        row("the scheduler ran", FIRING, true, List.of(RAN, UNSEEN, GONE), "RECOVERED at 60"),
        row("the scheduler ran, one is silent", FIRING, true, List.of(RAN, SILENT), "goes on"),
        row("the scheduler is absent", FIRING, true, List.of(UNSEEN, RAN), "goes on"),
        row("the scheduler is retired", FIRING, true, List.of(GONE, UNSEEN), "goes on"),
        row("resolved", RESOLVED, false, List.of(RAN), "goes on"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void the_end_of_an_alert(
      String why, Alert.State state, boolean ofScheduler, List<Fate> fates, String expected) {
    var end =
        AlertLifecycle.end(state, ofScheduler, fates, NOW)
            .map(one ->
                one.closing().kind() + " at " + (one.at().getEpochSecond() - MISS.getEpochSecond()))
            .orElse("goes on");
    assertThat(end).isEqualTo(expected);
  }

  private static Arguments row(
      String why, Alert.State state, boolean ofScheduler, List<Fate> fates, String expected) {
    return arguments(why, state, ofScheduler, fates, expected);
  }
}
