// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the times within a sentence as the reader's zone has them. Pure.
final class QuotedTimes {
  private static final Pattern INSTANT =
      Pattern.compile("\\b20\\d\\d-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\dZ");

  private QuotedTimes() {}

  static String in(String text, Function<Instant, String> words) {
    return INSTANT
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(written(match.group(), words)));
  }

  /// A sentence may quote what a sender wrote: what only looks like a time stays as it is.
  private static String written(String time, Function<Instant, String> words) {
    try {
      return words.apply(Instant.parse(time));
    } catch (DateTimeParseException _) {
      return time;
    }
  }
}
