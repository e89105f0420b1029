// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import io.stillwatch.core.alert.Surroundings.SeenLine;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.secret.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Chooses the few lines of a host that say most about a miss. Pure.
///
/// 1. Lines that name the job come first, then those that tell of an error, then those of a
///    scheduler, then all others; of each, the nearest to the miss.
/// 2. Of lines with one text, the nearest.
/// 3. The chosen ones are in the order of time, without secrets, each at most [#LONGEST]
///    characters.
public final class LinesAround {
  /// How many lines a store is asked for on each side of the miss: a busy host writes more in the
  /// minutes before, and its nearest ones matter.
  public static final int MOST_READ = 250;

  private static final int MOST = 5;
  private static final int LONGEST = 300;
  private static final Duration BEFORE = Duration.ofMinutes(2);
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Pattern ERROR =
      Pattern.compile(
          "\\b(?:error|fail(?:ed|ure)?|denied|refused|not found|no such|no space|cannot|can't|"
              + "unable|killed|timed? ?out|fatal|panic|invalid|bad|wrong|ignored)\\b");

  private LinesAround() {}

  /// What is read from the miss backwards.
  public static Interval before(Instant miss) {
    return new Interval(miss.minus(BEFORE), miss);
  }

  /// What is read from the miss on.
  public static Interval after(Instant miss) {
    return new Interval(miss, miss.plus(AFTER));
  }

  /// `words` are those by which a line names the job.
  public static List<SeenLine> of(
      Collection<LogRecord> lines, Collection<String> words, Instant miss) {
    var ordered =
        lines.stream()
            .sorted(
                Comparator.comparingInt((LogRecord line) -> rank(line, words))
                    .thenComparing(line -> Duration.between(line.at(), miss).abs())
                    .thenComparing(LogRecord::at)
                    .thenComparing(LogRecord::id))
            .map(line -> new SeenLine(line.at(), shown(line)))
            .filter(line -> !line.text().isEmpty())
            .toList();
    var texts = new HashSet<String>();
    return ordered.stream()
        .filter(line -> texts.add(line.text()))
        .limit(MOST)
        .sorted(Comparator.comparing(SeenLine::at))
        .toList();
  }

  private static int rank(LogRecord line, Collection<String> words) {
    var text = line.line().text();
    if (words.stream().anyMatch(text::contains)) return 0;
    if (ERROR.matcher(text.toLowerCase(Locale.ROOT)).find()) return 1;
    return line.event().concernsJobs() ? 2 : 3;
  }

  private static String shown(LogRecord line) {
    var text = Secrets.redacted(line.line().text().strip());
    return text.length() <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST - 2))) + "..";
  }
}
