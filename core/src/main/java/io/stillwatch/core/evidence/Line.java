// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.util.List;

/// The text of a record as it was written, what had to be done to it, and what it says.
///
/// Flags are short words that become tags of the document: `truncated`, `lossy`, `clamped`,
/// `no-year`, `continuation`, `unparsed`.
public record Line(String text, List<String> flags, Fields fields) {
  /// The line belongs to the record that an earlier line began.
  public static final String CONTINUATION = "continuation";

  /// Nobody understood the line; it is kept as it is.
  public static final String UNPARSED = "unparsed";

  public Line {
    flags = List.copyOf(flags);
  }

  public Line(String text, List<String> flags) {
    this(text, flags, Fields.NONE);
  }

  public static Line of(String text) {
    return new Line(text, List.of());
  }
}
