// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.util.List;

/// The text of a record as it was written, and what had to be done to it.
///
/// Flags are short words that become tags of the document: `truncated`, `lossy`, `clamped`,
/// `no-year`.
public record Line(String text, List<String> flags) {
  public Line {
    flags = List.copyOf(flags);
  }

  public static Line of(String text) {
    return new Line(text, List.of());
  }
}
