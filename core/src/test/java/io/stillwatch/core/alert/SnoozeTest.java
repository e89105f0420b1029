// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Snooze.Wake;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnoozeTest {
  private static final Instant SINCE = Sample.day(3);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "until a time it holds, NOTHING, 59, false, false, true",
    "at its end it does not, NOTHING, 60, false, false, false",
    "a run changes nothing of it, NOTHING, 59, true, true, true",
    "until the next run it holds, NEXT_RUN, 59, false, true, true",
    "the next run ends it, NEXT_RUN, 10, true, false, false",
    "its time ends it too, NEXT_RUN, 60, false, false, false",
    "until the severity changes it holds, SEVERITY_CHANGES, 59, true, false, true",
    "another severity ends it, SEVERITY_CHANGES, 10, false, true, false"
  })
  void it_holds_until_its_time_or_what_it_waits_for(
      String what, Wake wake, long minute, boolean ran, boolean graver, boolean holds) {
    var snooze = new Snooze(SINCE.plus(Duration.ofHours(1)), wake, SINCE, Severity.MINOR);
    var at = SINCE.plus(Duration.ofMinutes(minute));
    assertThat(snooze.holds(alert(ran, graver), at)).isEqualTo(holds);
  }

  private static Alert alert(boolean ran, boolean graver) {
    var job = Sample.line("a", Sample.daily());
    var stoppage =
        new Stoppage(job, Sample.day(2), Sample.day(1), 1, 60, Growth.UNKNOWN, List.of());
    var member = ran ? stoppage.withRanAgain(List.of(SINCE.plusSeconds(60))) : stoppage;
    var severity = graver ? Severity.CRITICAL : Severity.MINOR;
    return new Alert(
            "INC-1",
            "a",
            Alert.State.FIRING,
            List.of(member),
            List.of(),
            new Alert.Times(Sample.day(2), Sample.day(2), Optional.empty()),
            Alert.Handling.NONE,
            List.of())
        .withImpact(new Impact(severity, List.of("so it is")));
  }
}
