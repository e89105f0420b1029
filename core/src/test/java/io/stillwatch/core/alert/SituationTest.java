// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SituationTest {
  private static final Instant MISS = Sample.day(3);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "its jobs ran again, RECOVERED, 2, true, false",
    "a person closed it, CLOSED, 2, false, true",
    "its jobs left the configuration, RETIRED, 2, false, false",
    "a prediction that did not come true, RECOVERED, 0, false, false",
    "a prediction that a person closed, CLOSED, 0, false, true"
  })
  void an_earlier_alert_counts_by_how_it_ended(
      String what, Closing.Kind kind, int missed, boolean recovered, boolean closed) {
    var alert = ended(kind, missed);
    var context = new Situation.Context(List.of(), List.of(), List.of(alert));
    assertThat(context.recovered()).isEqualTo(recovered ? List.of(alert) : List.of());
    assertThat(context.closed()).isEqualTo(closed ? List.of(alert) : List.of());
  }

  private static Alert ended(Closing.Kind kind, int missed) {
    var job = Sample.line("a", Sample.daily());
    var before = MISS.minus(Duration.ofDays(1));
    var stoppage =
        new Stoppage(job, MISS, before, missed, 60, Growth.UNKNOWN, List.of("runs missing"));
    return new Alert(
        "a1",
        "a",
        Alert.State.RESOLVED,
        List.of(stoppage),
        List.of(),
        new Alert.Times(MISS, MISS, Optional.of(Sample.day(5))),
        Alert.Handling.NONE.closed(new Closing(kind, "", "")),
        List.of());
  }
}
