// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import java.nio.charset.StandardCharsets;

/// The command of a crontab line: as written, as it is run, and as cron logs it.
///
/// An unescaped `%` ends the command; what follows is its standard input, and `\%` is a percent
/// sign (crontab(5)); for anacron it is nothing special. `column` is where the command starts in
/// its line.
public record CommandText(String raw, int column, boolean percentEnds) {
  public CommandText(String raw, int column) {
    this(raw, column, true);
  }

  /// What the shell gets.
  public String run() {
    if (!percentEnds) return raw;
    int cut = cutAt();
    var before = cut < 0 ? raw : raw.substring(0, cut);
    return before.replace("\\%", "%");
  }

  /// The text before the first unescaped `%`, escapes kept, so that columns stay right.
  public String uncut() {
    int cut = cutAt();
    return cut < 0 ? raw : raw.substring(0, cut);
  }

  /// Where the first unescaped `%` is, or -1.
  public int cutAt() {
    if (!percentEnds || raw.indexOf('%') < 0) return -1;
    boolean escaped = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '%') {
        return i;
      }
    }
    return -1;
  }

  /// The text in the daemon's CMD line: control characters as `^M`, other bytes as `\303\251`.
  public String logged() {
    var out = new StringBuilder(raw.length());
    for (byte b : run().getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c < 0x20) {
        out.append('^').append((char) (c + '@'));
      } else if (c < 0x7f) {
        out.append((char) c);
      } else if (c == 0x7f) {
        out.append("^?");
      } else {
        out.append('\\').append((char) ('0' + (c >> 6)));
        out.append((char) ('0' + ((c >> 3) & 7))).append((char) ('0' + (c & 7)));
      }
    }
    return out.toString();
  }
}
