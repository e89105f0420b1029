// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/// Reads one time field the way a daemon's `get_list` does, character by character.
///
/// Debian ignores what follows the last number it understood (`0#1` is 0, `*/10/2` is every 10);
/// cronie wants a comma or a blank there. Both were run on each form.
final class FieldParser {
  private final String line;
  private final Dialect dialect;
  private int at;
  private boolean random;

  FieldParser(String line, int start, Dialect dialect) {
    this.line = line;
    this.at = start;
    this.dialect = dialect;
  }

  /// A field that was understood; `next` is the first character after the blanks that end it.
  record Read(BitSet values, Timing.Part part, int next, boolean random) {}

  /// Empty if the daemon says `bad minute` or the like; [#at] is then where it stopped.
  Optional<Read> read(CronField field) {
    int start = at;
    var values = new BitSet();
    if (!range(values, field)) return Optional.empty();
    while (ch() == ',') {
      at++;
      if (!range(values, field)) return Optional.empty();
    }
    if (dialect == Dialect.CRONIE && !blankOrEnd(ch())) return Optional.empty();
    while (!blankOrEnd(ch())) at++;
    var part = new Timing.Part(line.substring(start, at), start + 1);
    while (ch() == ' ' || ch() == '\t') at++;
    return Optional.of(new Read(values, part, at, random));
  }

  int at() {
    return at;
  }

  private boolean range(BitSet values, CronField field) {
    int from = field.low();
    int to = field.high();
    if (ch() == '*') {
      at++;
    } else {
      boolean open = dialect == Dialect.CRONIE && ch() == '~';
      if (!open) {
        from = number(field);
        if (from < 0) return false;
      }
      if (dialect == Dialect.CRONIE && ch() == '~') return randomRange(values, field, from);
      if (ch() == '/') return false; // a step needs a range
      if (ch() != '-') return set(values, field, from, from, 1);
      at++;
      to = number(field);
      if (to < 0) return false;
      // cronie reads N-0 as N-7 in every field, so that fri-sun works
      if (dialect == Dialect.CRONIE && to == 0 && from > 0) to = CronField.DAY_OF_WEEK.high();
    }
    int step = 1;
    if (ch() == '/') {
      at++;
      step = digits();
      if (step <= 0 || isAsciiAlphanumeric(ch())) return false; // `*/15min`
    }
    return set(values, field, from, to, step);
  }

  private boolean randomRange(BitSet values, CronField field, int from) {
    at++;
    int to = blankOrEnd(ch()) || ch() == ',' ? field.high() : number(field);
    random = true;
    return to >= from && set(values, field, from, to, 1);
  }

  /// A reversed range sets nothing and is no error: the line is accepted and never runs.
  ///
  /// cronie looks at each value that the range reaches, Debian at both ends.
  private boolean set(BitSet values, CronField field, int from, int to, int step) {
    int last = dialect == Dialect.CRONIE ? from + Math.floorDiv(to - from, step) * step : to;
    boolean reversed = dialect == Dialect.CRONIE && from > to;
    boolean outside = from < field.low() || from > field.high();
    if (!reversed && (outside || last < field.low() || last > field.high())) return false;
    for (int i = from; i <= to; i += step) {
      values.set(field == CronField.DAY_OF_WEEK ? i % 7 : i);
    }
    return true;
  }

  private int number(CronField field) {
    int start = at;
    while (isAsciiAlphanumeric(ch())) at++;
    var word = line.substring(start, at).toLowerCase(Locale.ROOT);
    if (word.isEmpty()) return -1;
    int name = field.valueOf3Letters(word);
    if (name >= 0) return name;
    at = start;
    int value = digits();
    if (isAsciiAlphanumeric(ch())) return -1;
    return value;
  }

  /// The number at the cursor, a large one clipped; -1 if there is none.
  private int digits() {
    int start = at;
    int value = 0;
    while (ch() >= '0' && ch() <= '9') {
      value = Math.min(10_000, value * 10 + ch() - '0');
      at++;
    }
    return at == start ? -1 : value;
  }

  private char ch() {
    return at < line.length() ? line.charAt(at) : '\n';
  }

  private static boolean isAsciiAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean blankOrEnd(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }
}
