// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import io.stillwatch.core.alert.ChangedLines.Vanished;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.pattern.PatternHistory.Question;
import io.stillwatch.core.pattern.PatternHistory.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The patterns that came regularly until about when a job stopped, and have not come since.
///
/// 1. It was seen in at least four slots, over at least half of the slots before its last sighting:
///    a burst is not regular.
/// 2. It was last seen no later than the end of the onset, and no earlier than its longest gap
///    before the onset.
/// 3. Its source has gone on for at least twice that gap: a host that is off, or a log that is not
///    read, says nothing of one pattern.
/// 4. That a command was started is told by its job, not here.
/// 5. First comes what names the job, then what was more regular.
final class VanishedPatterns {
  private static final int MOST = 3;
  private static final int LEAST_SLOTS = 4;
  private static final int TIMES_LONGER = 2;
  private static final List<String> STARTS = List.of(") CMD (", ") CMDEND (", ") END (");

  private final Onset onset;
  private final Question question;
  private final Map<String, Instant> newest = new HashMap<>();

  private VanishedPatterns(PatternHistory history, Onset onset, Question question) {
    this.onset = onset;
    this.question = question;
    for (var one : history.sightings()) newest.merge(one.source(), one.last(), Instants::later);
  }

  static List<Vanished> of(PatternHistory history, Onset onset, Question question) {
    var rules = new VanishedPatterns(history, onset, question);
    return history.sightings().stream()
        .filter(one -> STARTS.stream().noneMatch(one.pattern()::contains))
        .sorted(
            Comparator.comparing((Sighting one) -> !NewPatterns.names(onset.words(), one.pattern()))
                .thenComparing(one -> one.slots().size(), Comparator.reverseOrder())
                .thenComparing(Sighting::pattern))
        .flatMap(one -> rules.vanished(one).stream())
        .limit(MOST)
        .toList();
  }

  private Optional<Vanished> vanished(Sighting one) {
    if (one.slots().size() < LEAST_SLOTS) return Optional.empty();
    var span = Duration.between(one.slots().getFirst(), one.slots().getLast());
    var before = Duration.between(question.slotsFrom(), one.last());
    var gaps = gaps(one.slots());
    var longest = gaps.getLast();
    boolean regular = span.multipliedBy(2).compareTo(before) >= 0;
    boolean near =
        !one.last().isAfter(onset.until()) && !one.last().isBefore(onset.from().minus(longest));
    var silence = Duration.between(one.last(), newest.getOrDefault(one.source(), one.last()));
    boolean silent = silence.compareTo(longest.multipliedBy(TIMES_LONGER)) >= 0;
    if (!regular || !near || !silent) return Optional.empty();
    var usual = gaps.get(gaps.size() / 2);
    return Optional.of(new Vanished(one.pattern(), usual, one.last()));
  }

  /// The shortest first.
  private static List<Duration> gaps(List<Instant> slots) {
    var gaps = new ArrayList<Duration>();
    for (int i = 1; i < slots.size(); i++)
      gaps.add(Duration.between(slots.get(i - 1), slots.get(i)));
    gaps.sort(Comparator.naturalOrder());
    return gaps;
  }
}
