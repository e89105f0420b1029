// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

/// What one request for text brought.
sealed interface Answer {
  /// Text, where it ends, where to ask next, and how many bytes before that end nobody can read.
  record Text(String text, long end, String marker, long lost, boolean pending) implements Answer {
    long textBytes() {
      return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
  }

  /// Nothing this time: between two files, or the listing promised more than there is.
  record Nothing() implements Answer {}

  /// The file is not there under this name: it was renamed or deleted since the listing.
  record Gone() implements Answer {}
}
