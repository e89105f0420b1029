// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import java.nio.charset.StandardCharsets;

/// One answer of DownloadDBLogFilePortion.
///
/// `truncated` says that the cap in bytes was hit before the number of lines: the text ends in the
/// middle of a line, and the marker points past what was lost.
public record Portion(String text, String marker, boolean pending, boolean truncated) {
  /// What the service appends where it cut, with the blank that it really writes.
  public static final String CUT = "\n [Your log message was truncated]\n";

  static Portion of(byte[] data, String marker, boolean pending, boolean truncated) {
    var text = new String(data, StandardCharsets.UTF_8);
    return new Portion(truncated ? text + CUT : text, marker, pending, truncated);
  }

  /// The service refuses to show text with unprintable bytes ("contains binary data").
  public boolean binary() {
    return text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r');
  }

  public Portion withMarker(String other) {
    return new Portion(text, other, pending, truncated);
  }

  public Portion ending() {
    return new Portion(text, marker, false, truncated);
  }
}
