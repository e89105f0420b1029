// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import java.util.Arrays;

/// What one request for text brought.
sealed interface Answer {
  /// Text, where it ends, where to ask next, and how many bytes before that end nobody can read.
  ///
  /// Of `vague` text nobody can tell how many bytes some characters stood for, so its lines have no
  /// certain places.
  record Text(String text, long end, String marker, long lost, boolean pending, boolean vague)
      implements Answer {
    /// The same answer to somebody who knows the content up to a byte.
    Text after(long known) {
      var more = onlyNew(text, known, end, vague);
      return new Text(more, Math.max(end, known), marker, lost, pending, vague);
    }
  }

  /// Nothing this time: between two files, or the listing promised more than there is.
  record Nothing() implements Answer {}

  /// The file is not there under this name: it was renamed or deleted since the listing.
  record Gone() implements Answer {}

  /// Pages overlap (aws-cli issue 10319), and after a restart the beginning is known: what is new
  /// is what reaches from `known` to `end`. Sizes of vague text prove nothing.
  static String onlyNew(String text, long known, long end, boolean vague) {
    if (end <= known) return "";
    var bytes = PageText.bytes(text);
    long wanted = end - known;
    if (vague || bytes.length <= wanted) return text;
    int from = (int) (bytes.length - wanted);
    return PageText.of(Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
