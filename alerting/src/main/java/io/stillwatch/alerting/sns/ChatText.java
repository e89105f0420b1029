// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import io.stillwatch.core.text.Graphemes;

/// Text for the Markdown of a chat, of which no character means anything: Slack reads `<`, `>` and
/// `&` as mentions and links (api.slack.com, "Formatting text for app surfaces"), and a name must
/// neither call a channel nor hide an address.
final class ChatText {
  private static final int LONGEST_ENTITY = "&amp;".length();

  private ChatText() {}

  /// At most so many characters of UTF-16, escaped.
  static String of(String text, int most) {
    var plain = unformatted(oneLine(text));
    int room = most;
    var escaped = escaped(cut(plain, room));
    while (escaped.length() > most && room > 0) {
      room -= Math.max(1, (escaped.length() - most) / LONGEST_ENTITY);
      escaped = escaped(cut(plain, room));
    }
    return escaped;
  }

  /// Marks of bold, struck and code look the same and mean nothing; an underscore means something
  /// at the edge of a word only.
  private static String unformatted(String line) {
    return line.replace('*', '\u2217')
        .replace('~', '\u223C')
        .replace('`', '\'')
        .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "-");
  }

  /// A command, a path or a line of a file, shown as it is.
  static String code(String text, int most) {
    int room = most - 2;
    var plain = oneLine(text).replace('`', '\'');
    var escaped = escaped(cut(plain, room));
    while (escaped.length() > most - 2 && room > 0) {
      room -= Math.max(1, (escaped.length() - most + 2) / LONGEST_ENTITY);
      escaped = escaped(cut(plain, room));
    }
    return "`" + escaped + "`";
  }

  /// The beginning that fits, between words if possible.
  static String cut(String text, int most) {
    if (text.length() <= most) return text;
    var start = Graphemes.wordsAtStart(text, Math.max(0, most - 2));
    while (start.length() > most - 2 && !start.isEmpty()) {
      start = Graphemes.start(start, start.codePointCount(0, start.length()) - 1);
    }
    return start + "..";
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
