// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What one request for text brought.
sealed interface Answer {
  /// Stands where XML could not carry a byte.
  char LOST_CHARACTER = '\ufffd';

  /// Text, where it ends, where to ask next, and how many bytes before that end nobody can read.
  record Text(String text, long end, String marker, long lost, boolean pending) implements Answer {
    /// The same answer to somebody who knows the content up to a byte.
    Text after(long known) {
      return new Text(onlyNew(text, known, end), Math.max(end, known), marker, lost, pending);
    }
  }

  /// Nothing this time: between two files, or the listing promised more than there is.
  record Nothing() implements Answer {}

  /// The file is not there under this name: it was renamed or deleted since the listing.
  record Gone() implements Answer {}

  /// Pages overlap (aws-cli issue 10319), and after a restart the beginning is known: what is new
  /// is what reaches from `known` to `end`.
  static String onlyNew(String text, long known, long end) {
    if (end <= known) return "";
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    long wanted = end - known;
    // A character that XML could not carry is longer here than it was: then sizes prove nothing.
    // At the beginning it is one that the overlap cut, and goes with it.
    if (bytes.length <= wanted || text.indexOf(LOST_CHARACTER, cut(text)) >= 0) return text;
    int from = (int) (bytes.length - wanted);
    return new String(Arrays.copyOfRange(bytes, from, bytes.length), StandardCharsets.UTF_8);
  }

  /// How many characters stand for the rest of a character of which UTF-8 takes up to four bytes.
  private static int cut(String text) {
    int cut = 0;
    while (cut < 3 && cut < text.length() && text.charAt(cut) == LOST_CHARACTER) cut++;
    return cut;
  }
}
