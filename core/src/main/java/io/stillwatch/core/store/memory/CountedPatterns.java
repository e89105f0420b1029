// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.pattern.LinePattern;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.pattern.PatternHistory.Question;
import io.stillwatch.core.pattern.PatternHistory.Sighting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Counts the patterns of lines in memory, as Elasticsearch does by its aggregations.
final class CountedPatterns {
  private final Question question;
  private final Map<String, Count> counts = new HashMap<>();

  private CountedPatterns(Question question) {
    this.question = question;
  }

  static PatternHistory of(List<LogRecord> ofHost, Question question) {
    var counted = new CountedPatterns(question);
    ofHost.forEach(counted::add);
    return counted.history();
  }

  private void add(LogRecord line) {
    if (line.at().isBefore(question.from()) || !line.at().isBefore(question.until())) return;
    LinePattern.of(line)
        .ifPresent(pattern -> counts.computeIfAbsent(pattern, _ -> new Count()).add(line));
  }

  private PatternHistory history() {
    var sightings =
        counts.entrySet().stream()
            .map(entry -> entry.getValue().sighting(entry.getKey()))
            .sorted(
                Comparator.comparing(Sighting::count, Comparator.reverseOrder())
                    .thenComparing(Sighting::pattern))
            .limit(PatternHistory.MOST)
            .toList();
    return new PatternHistory(sightings, sightings.size() == counts.size());
  }

  private final class Count {
    private final TreeSet<Instant> slots = new TreeSet<>();
    private final Map<String, Integer> sources = new HashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long lines;

    /// In milliseconds, as Elasticsearch aggregates times.
    void add(LogRecord line) {
      var at = line.at().truncatedTo(ChronoUnit.MILLIS);
      lines++;
      sources.merge(line.source().value(), 1, Integer::sum);
      if (at.isBefore(first)) first = at;
      if (at.isAfter(last)) last = at;
      if (!at.isBefore(question.slotsFrom())) slots.add(question.slotOf(at));
    }

    /// Of several sources, the one with the most lines.
    Sighting sighting(String pattern) {
      var source =
          sources.entrySet().stream()
              .max(
                  Map.Entry.<String, Integer>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
              .map(Map.Entry::getKey)
              .orElse("");
      return new Sighting(pattern, source, first, last, lines, List.copyOf(slots));
    }
  }
}
