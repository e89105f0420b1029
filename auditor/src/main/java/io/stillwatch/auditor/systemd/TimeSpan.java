// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads spans of time such as `1h 30min` (systemd.time(7)); a number alone is seconds.
final class TimeSpan {
  private static final Pattern PART =
      Pattern.compile("\\s*(\\+?\\d+(?:\\.\\d+)?|\\.\\d+)\\s*([a-zA-Zµμ]*)");
  private static final Map<String, Double> SECONDS =
      Map.ofEntries(
          Map.entry("s sec second seconds", 1.0),
          Map.entry("m min minute minutes", 60.0),
          Map.entry("h hr hour hours", 3_600.0),
          Map.entry("d day days", 86_400.0),
          Map.entry("w week weeks", 604_800.0),
          Map.entry("M month months", 2_629_800.0),
          Map.entry("y year years", 31_557_600.0),
          Map.entry("ms msec", 0.001),
          Map.entry("us usec µs μs", 0.000_001));

  private TimeSpan() {}

  static List<String> words() {
    return SECONDS.keySet().stream()
        .flatMap(k -> List.of(k.split(" ", -1)).stream())
        .filter(w -> w.length() > 2)
        .sorted()
        .toList();
  }

  static Optional<Duration> read(String text) {
    return read(text, "s");
  }

  /// As [#read], but a number alone is microseconds.
  static Optional<Duration> ofMicros(String text) {
    return read(text, "us");
  }

  private static Optional<Duration> read(String text, String usual) {
    var part = PART.matcher(text.strip());
    double seconds = 0;
    int end = 0;
    while (part.lookingAt()) {
      var unit = unit(part.group(2).isEmpty() ? usual : part.group(2));
      if (unit.isEmpty()) return Optional.empty();
      seconds += Double.parseDouble(part.group(1)) * unit.get();
      end = part.end();
      part.region(end, text.strip().length());
    }
    boolean whole = end > 0 && end == text.strip().length();
    return whole ? Optional.of(Duration.ofNanos((long) (seconds * 1e9))) : Optional.empty();
  }

  private static Optional<Double> unit(String word) {
    return SECONDS.entrySet().stream()
        .filter(e -> List.of(e.getKey().split(" ", -1)).contains(word))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
