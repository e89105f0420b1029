// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.text.Glob;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads which jobs something is about, by pattern.
final class Matches {
  /// The kinds of jobs that people plan for.
  private static final List<JobKind> KINDS =
      Arrays.stream(JobKind.values()).filter(kind -> !kind.standsForMany()).toList();

  private Matches() {}

  /// Throws an [IllegalArgumentException] that says what to write.
  static JobMatch of(String host, String job, String kind) {
    if (host.isBlank() || job.isBlank())
      throw new IllegalArgumentException("a pattern is empty. Leave it out, or write \"*\".");
    return new JobMatch(new Glob(host), new Glob(job), kind(kind));
  }

  private static Optional<JobKind> kind(String word) {
    if (word.isEmpty()) return Optional.empty();
    for (var kind : KINDS) if (word(kind).equals(word)) return Optional.of(kind);
    var allowed = KINDS.stream().map(Matches::word).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "'" + word + "' is not a kind of jobs. Write one of " + allowed + ".");
  }

  private static String word(JobKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
