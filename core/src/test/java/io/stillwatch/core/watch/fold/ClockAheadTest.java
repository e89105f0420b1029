// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockAheadTest {
  private static final Instant NOW = Sample.day(3);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a line of the past, -60, -5, false",
    "a line of this minute, -1, 0, false",
    "clocks differ by ten minutes, -1, 10, false",
    "a line of in two hours after one of now: the clock was set, -1, 120, true",
    "it goes on with the wrong time: it was set once, 110, 120, false"
  })
  void a_line_of_the_future_after_one_of_the_present_shows_it(
      String what, long lastMinutes, long newMinutes, boolean set) {
    var before = HostSigns.NONE.lineAt(at(lastMinutes));
    var state = HostState.found(Sample.HOST, at(lastMinutes), Sample.UTC);
    var after = ClockAhead.noted(before, state.with(before.lineAt(at(newMinutes))), NOW);
    assertThat(after.signs().clockChanges().overlaps(at(lastMinutes), at(newMinutes)))
        .isEqualTo(set);
  }

  @ParameterizedTest(name = "{0} minutes from now")
  @CsvSource({"0", "120"})
  void the_first_line_of_a_host_shows_nothing(long minutes) {
    var state =
        HostState.found(Sample.HOST, NOW, Sample.UTC).with(HostSigns.NONE.lineAt(at(minutes)));
    assertThat(ClockAhead.noted(HostSigns.NONE, state, NOW)).isSameAs(state);
  }

  private static Instant at(long minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }
}
