// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.anacron;

import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An anacrontab, line by line.
public record Anacrontab(String path, List<AnacrontabLine> lines, boolean endsWithNewline) {
  public static final String PATH = "/etc/anacrontab";

  public Anacrontab {
    lines = List.copyOf(lines);
  }

  /// Reads a text as Debian's anacron or that of cronie does; never fails, since a line that is
  /// wrong is a [AnacrontabLine.Faulty].
  public static Anacrontab read(String path, String text, Dialect dialect) {
    var lines = new ArrayList<AnacrontabLine>();
    boolean ended = text.endsWith("\n");
    var body = ended ? text.substring(0, text.length() - 1) : text;
    if (!text.isEmpty()) {
      for (var line : body.split("\n", -1))
        lines.add(AnacronLineParser.parse(line, lines.size() + 1, dialect));
    }
    return new Anacrontab(path, lines, ended);
  }

  /// The text that was read.
  public String print() {
    return lines.stream().map(AnacrontabLine::text).collect(Collectors.joining("\n"))
        + (endsWithNewline ? "\n" : "");
  }

  public List<AnacrontabLine.Entry> entries() {
    return lines.stream()
        .filter(AnacrontabLine.Entry.class::isInstance)
        .map(AnacrontabLine.Entry.class::cast)
        .toList();
  }

  public List<AnacrontabLine.Faulty> faults() {
    return lines.stream()
        .filter(AnacrontabLine.Faulty.class::isInstance)
        .map(AnacrontabLine.Faulty.class::cast)
        .toList();
  }

  /// The assignments above a line.
  public Map<String, String> environment(int line) {
    var environment = new TreeMap<String, String>();
    for (var l : lines) {
      if (l.number() >= line) break;
      if (l instanceof AnacrontabLine.Assignment(_, _, var name, var value)) {
        environment.put(name, value);
      }
    }
    return environment;
  }
}
