// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import io.stillwatch.auditor.systemd.UnitLine.Blank;
import io.stillwatch.auditor.systemd.UnitLine.Comment;
import io.stillwatch.auditor.systemd.UnitLine.Faulty;
import io.stillwatch.auditor.systemd.UnitLine.Section;
import io.stillwatch.auditor.systemd.UnitLine.Setting;
import io.stillwatch.auditor.systemd.UnitLine.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Splits a unit file into lines (systemd.syntax(7)): a backslash at the end continues a line, and
/// comments between continued lines are left out.
final class UnitParser {
  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\"'\\\\]");

  private final String text;
  private final List<UnitLine> lines = new ArrayList<>();
  private String section = "";
  private int at;
  private int number = 1;

  UnitParser(String text) {
    this.text = text;
  }

  List<UnitLine> lines() {
    while (at < text.length()) {
      int first = number;
      var raw = new StringBuilder();
      var logical = new StringBuilder();
      boolean open = take(raw, logical, false);
      while (open && at < text.length()) open = take(raw, logical, true);
      lines.add(line(first, raw.toString(), logical.toString()));
    }
    return lines;
  }

  /// Takes one line of the file; true if the next one continues it.
  private boolean take(StringBuilder raw, StringBuilder logical, boolean continued) {
    int end = endOfLine();
    boolean both = end >= 0 && (text.startsWith("\r\n", end) || text.startsWith("\n\r", end));
    int next = end < 0 ? text.length() : end + (both ? 2 : 1);
    var line = text.substring(at, end < 0 ? next : end);
    raw.append(text, at, next);
    at = next;
    number++;
    boolean comment = isComment(line.strip());
    if (continued && comment) return true;
    boolean open = line.endsWith("\\") && !comment;
    logical.append(open ? line.substring(0, line.length() - 1) + " " : line);
    return open;
  }

  /// systemd ends lines at carriage returns too.
  private int endOfLine() {
    for (int i = at; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') return i;
    }
    return -1;
  }

  private static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith(";");
  }

  private UnitLine line(int first, String raw, String logical) {
    var line = logical.strip();
    if (line.isEmpty()) return new Blank(first, raw);
    if (isComment(line)) return new Comment(first, raw);
    if (line.startsWith("[")) {
      boolean header = line.endsWith("]") && !UNSAFE.matcher(line).find();
      if (!header) return new Faulty(first, raw, "Invalid section header");
      section = line.substring(1, line.length() - 1);
      return new Section(first, raw, section);
    }
    int equals = logical.indexOf('=');
    if (equals < 0) return new Faulty(first, raw, "Missing '='");
    if (section.isEmpty()) return new Faulty(first, raw, "Assignment outside of section");
    var value = logical.substring(equals + 1);
    int column = equals + 2 + value.length() - value.stripLeading().length();
    var name = logical.substring(0, equals).strip();
    return new Setting(first, raw, section, new Value(name, value.strip(), column));
  }
}
