// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import static java.util.stream.Collectors.groupingBy;

import io.stillwatch.core.alert.ChangedLines.Appeared;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.pattern.PatternHistory.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The patterns that a host wrote for the first time about when a job stopped, and that are news.
///
/// 1. Of a host with more patterns than are counted, none is known to be new.
/// 2. Its source must be known for a week before, and for three times the length of the onset.
/// 3. A pattern is new if its first sighting is within the onset.
/// 4. A new pattern is ignored if its program usually has one in every second onset or more often;
///    that of a program never seen before, if new programs are as frequent.
/// 5. It is ignored if at least three known patterns differ from it in one and the same word,
///    unless its word reports an error.
/// 6. First come errors, then what names the job, then what came more often.
final class NewPatterns {
  private static final int MOST = 3;
  private static final int KNOWN_ONSETS = 3;
  private static final Duration KNOWN_AT_LEAST = Duration.ofDays(7);
  private static final double USUAL = 0.5;

  /// Stands for the programs that were never seen before.
  private static final String NEW_PROGRAM = "\n";

  private static final Pattern ERROR =
      Pattern.compile(
          "(?i)\\b(?:error|err|fail(?:ed|ure|s)?|denied|cannot|can't|could"
              + " not|unable|refused|invalid|bad|missing|not found|no"
              + " such|ignor(?:ed|ing)|fatal|killed|panic|wrong|abort(?:ed)?|no"
              + " space|read-only|unknown|insecure|expired|timed? ?out)\\b");

  private final Onset onset;
  private final List<Sighting> all;
  private final Map<String, Instant> since = new HashMap<>();

  private NewPatterns(PatternHistory history, Onset onset) {
    this.onset = onset;
    this.all = history.sightings();
    for (var one : all) since.merge(one.source(), one.first(), Instants::earlier);
  }

  static List<Appeared> of(PatternHistory history, Onset onset) {
    return history.complete() ? new NewPatterns(history, onset).news() : List.of();
  }

  private boolean sourceKnown(Sighting one) {
    var needed = onset.length().multipliedBy(KNOWN_ONSETS);
    var least = Durations.longer(needed, KNOWN_AT_LEAST);
    return since.containsKey(one.source())
        && !since.get(one.source()).isAfter(onset.from().minus(least));
  }

  private List<Appeared> news() {
    var known = all.stream().filter(one -> one.first().isBefore(onset.from())).toList();
    var variants = Variants.of(known.stream().map(Sighting::pattern).toList());
    var byProgram = known.stream().collect(groupingBy(one -> LinePattern.program(one.pattern())));
    var noisy = noisy(byProgram);
    return all.stream()
        .filter(one -> onset.contains(one.first()) && sourceKnown(one))
        .filter(one -> {
          var program = LinePattern.program(one.pattern());
          return !noisy.contains(byProgram.containsKey(program) ? program : NEW_PROGRAM);
        })
        .filter(one -> !variants.cover(one.pattern(), NewPatterns::reportsError))
        .sorted(
            Comparator.comparing((Sighting one) -> !reportsError(one.pattern()))
                .thenComparing(one -> !names(onset.words(), one.pattern()))
                .thenComparing(Sighting::count, Comparator.reverseOrder())
                .thenComparing(Sighting::first)
                .thenComparing(Sighting::pattern))
        .limit(MOST)
        .map(one -> new Appeared(one.pattern(), one.first(), one.count()))
        .toList();
  }

  /// The programs whose new patterns are no news, by how many were new in the later half of what is
  /// known.
  private Set<String> noisy(Map<String, List<Sighting>> byProgram) {
    var earliest = since.values().stream().min(Comparator.naturalOrder()).orElse(onset.from());
    var half = Duration.between(earliest, onset.from()).dividedBy(2);
    var middle = onset.from().minus(half);
    double onsets = (double) half.toSeconds() / Math.max(1, onset.length().toSeconds());
    var noisy = new HashSet<String>();
    long programs = 0;
    for (var program : byProgram.entrySet()) {
      long recent =
          program.getValue().stream().filter(one -> !one.first().isBefore(middle)).count();
      if (recent >= USUAL * onsets) noisy.add(program.getKey());
      if (recent == program.getValue().size()) programs++;
    }
    if (programs >= USUAL * onsets) noisy.add(NEW_PROGRAM);
    return noisy;
  }

  private static boolean reportsError(String words) {
    return ERROR.matcher(words).find();
  }

  static boolean names(Set<String> words, String pattern) {
    return words.stream().anyMatch(pattern::contains);
  }
}
