// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/// One answer of DownloadDBLogFilePortion.
///
/// `truncated` says that the cap in bytes was hit before the number of lines: the text ends in the
/// middle of a line, and the marker points past what was lost. `binary` says that the service
/// refuses to show the page, because of unprintable bytes.
public record Portion(
    String text, String marker, boolean pending, boolean truncated, boolean binary) {
  /// What the service appends where it cut, with the blank that it really writes.
  public static final String CUT = "\n [Your log message was truncated]\n";

  static Portion of(byte[] data, String marker, boolean pending, boolean truncated) {
    var text = new String(data, StandardCharsets.UTF_8);
    return new Portion(truncated ? text + CUT : text, marker, pending, truncated, binary(data));
  }

  /// The answer to a marker that leads nowhere any more.
  static Portion ended() {
    return new Portion("", "0", false, false, false);
  }

  public Portion withMarker(String other) {
    return new Portion(text, other, pending, truncated, binary);
  }

  public Portion ending() {
    return new Portion(text, marker, false, truncated, binary);
  }

  /// About one line in so many becomes blanks of as many bytes; never the first, by which readers
  /// know a file, nor one with bytes that are no UTF-8, whose length the text does not tell.
  public Portion withBlankLines(int oneIn, RandomGenerator random) {
    var lines = text.split("(?<=\n)", -1);
    for (int i = 1; i < lines.length; i++) {
      if (lines[i].endsWith("\n") && lines[i].indexOf('\ufffd') < 0 && random.nextInt(oneIn) == 0)
        lines[i] = " ".repeat(lines[i].getBytes(StandardCharsets.UTF_8).length - 1) + "\n";
    }
    return new Portion(String.join("", lines), marker, pending, truncated, binary);
  }

  private static boolean binary(byte[] data) {
    for (var b : data) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\t' && b != '\r') return true;
    }
    return false;
  }
}
