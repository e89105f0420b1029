// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the replay of an evidence folder should come to.
sealed interface Label {
  /// Everything in which the alerts are not as the label says; empty if they are right.
  List<String> problems(List<RaisedAlert> raised);

  /// Exactly one alert within two periods of the event, or none where nothing happened.
  record EventDay(Optional<Instant> event) implements Label {
    private static final int PERIODS = 2;

    @Override
    public List<String> problems(List<RaisedAlert> raised) {
      int wanted = event.isPresent() ? 1 : 0;
      if (raised.size() != wanted) return List.of(raised.size() + " alerts, expected " + wanted);
      return event.flatMap(at -> delay(at, raised.getFirst())).stream().toList();
    }

    private static Optional<String> delay(Instant event, RaisedAlert alert) {
      var periods = alert.subject().period().multipliedBy(PERIODS);
      var range = new TimeRange(event, event.plus(periods).plus(Duration.ofDays(1)));
      var detected = alert.times().detectedAt();
      return range.contains(detected)
          ? Optional.empty()
          : Optional.of("detected_at " + detected + " is not in " + range);
    }
  }

  /// The alerts by number and one by one. `evidence` names the sub-folders that are replayed
  /// together; without any it is the folder itself.
  record Expectation(
      AlertCount count, List<ExpectedAlert> expected, int maxFalseAlerts, List<String> evidence)
      implements Label {
    public Expectation {
      expected = List.copyOf(expected);
      evidence = List.copyOf(evidence);
    }

    @Override
    public List<String> problems(List<RaisedAlert> raised) {
      var problems = new ArrayList<String>();
      if (!count.allows(raised.size()))
        problems.add(raised.size() + " alerts, expected " + count.inWords());
      problems.addAll(AlertPairs.of(expected, raised).problems(maxFalseAlerts));
      return problems;
    }
  }

  record AlertCount(int min, int max) {
    public AlertCount {
      if (min < 0 || max < min) throw new IllegalArgumentException("alerts: " + min + " to " + max);
    }

    boolean allows(int alerts) {
      return min <= alerts && alerts <= max;
    }

    String inWords() {
      return min == max ? String.valueOf(min) : min + " to " + max;
    }
  }
}
